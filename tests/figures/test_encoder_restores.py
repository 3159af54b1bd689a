"""The decoder restores the input of the encoder's figure."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.examples import example
from deconviz.figures import encoder_products, encoder_restores
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")


def test_the_input_is_that_of_the_encoders_figure() -> None:
    inputs = figure_inputs(["baseline"])
    [_, comparison] = encoder_restores.draw(inputs, LIGHT).figure.axes
    encoded = encoder_products.draw(inputs, LIGHT).figure.axes[0].get_lines()[1]
    _, target, _ = comparison.get_lines()
    np.testing.assert_array_equal(ys(target), ys(encoded))


def test_filters_are_scaled_by_its_code_and_the_sum_is_set_beside_it() -> None:
    inputs = figure_inputs(["baseline"])
    of_seed = example(inputs.ensemble, inputs.seed)
    [terms, comparison] = encoder_restores.draw(inputs, LIGHT).figure.axes
    _, *scaled, total = terms.get_lines()
    network = of_seed.network
    for line, value, weights in zip(scaled, of_seed.code, network.decoder_filters, strict=True):
        np.testing.assert_allclose(ys(line), value * weights)
    _, _, output = comparison.get_lines()
    np.testing.assert_allclose(ys(total), of_seed.network.decode(of_seed.code))
    np.testing.assert_allclose(ys(output), ys(total), rtol=1e-12)


def test_each_component_stands_on_its_filter() -> None:
    inputs = figure_inputs(["baseline"])
    of_seed = example(inputs.ensemble, inputs.seed)
    [terms, _] = encoder_restores.draw(inputs, LIGHT).figure.axes
    expected = [
        f"{value:.3f} × filter {n}".replace("-", "−") for n, value in enumerate(of_seed.code, 1)
    ]
    assert [text.get_text() for text in terms.texts][1:] == [*expected, "sum with bias"]


def test_both_panels_have_the_same_limits() -> None:
    [terms, comparison] = encoder_restores.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    assert terms.get_ylim() == comparison.get_ylim()


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs(["baseline"])
    of_seed = example(inputs.ensemble, inputs.seed)
    output = of_seed.network.decode(of_seed.code)
    caption = encoder_restores.draw(inputs, LIGHT).caption
    assert f"to within {np.abs(output - of_seed.patch).max():.4f}" in caption.finding
    for text in (caption.text, caption.alternative):
        assert f"{np.sqrt(np.mean((output - of_seed.patch) ** 2)):.4f}" in text
