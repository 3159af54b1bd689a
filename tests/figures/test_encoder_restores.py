"""The decoder restores the very input that the encoder was shown with."""

from __future__ import annotations

import numpy as np

from deconviz.examples import example
from deconviz.figures import encoder_products, encoder_restores
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")


def test_the_input_is_that_of_the_encoders_figure() -> None:
    made = material(["baseline"])
    [_, compared] = encoder_restores.draw(made, LIGHT).figure.axes
    encoded = encoder_products.draw(made, LIGHT).figure.axes[0].get_lines()[1]
    _, target, _ = compared.get_lines()
    np.testing.assert_array_equal(target.get_ydata(), encoded.get_ydata())


def test_filters_are_scaled_by_its_code_and_the_sum_is_set_beside_it() -> None:
    made = material(["baseline"])
    shown = example(made, made.variants["baseline"])
    [added, compared] = encoder_restores.draw(made, LIGHT).figure.axes
    _, *scaled, total = added.get_lines()
    for line, value, weights in zip(scaled, shown.code, shown.network.decoder_filters, strict=True):
        np.testing.assert_allclose(line.get_ydata(), value * weights)
    _, _, output = compared.get_lines()
    np.testing.assert_allclose(total.get_ydata(), shown.network.decode(shown.code))
    np.testing.assert_array_equal(output.get_ydata(), total.get_ydata())


def test_each_component_stands_on_its_filter() -> None:
    made = material(["baseline"])
    shown = example(made, made.variants["baseline"])
    [added, _] = encoder_restores.draw(made, LIGHT).figure.axes
    expected = [
        f"{value:.3f} × filter {n}".replace("-", "−") for n, value in enumerate(shown.code, 1)
    ]
    assert [text.get_text() for text in added.texts][1:] == [*expected, "sum with bias"]


def test_both_panels_have_the_same_limits() -> None:
    [added, compared] = encoder_restores.draw(material(["baseline"]), LIGHT).figure.axes
    assert added.get_ylim() == compared.get_ylim()


def test_its_words_have_its_figures() -> None:
    made = material(["baseline"])
    shown = example(made, made.variants["baseline"])
    output = shown.network.decode(shown.code)
    words = encoder_restores.draw(made, LIGHT)
    assert f"to within {np.abs(output - shown.patch).max():.4f}" in words.title
    for text in (words.caption, words.alternative):
        assert f"{np.sqrt(np.mean((output - shown.patch) ** 2)):.4f}" in text
