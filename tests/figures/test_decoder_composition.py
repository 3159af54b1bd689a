"""Scaled filters are those of the network, and add up to the sum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from deconviz.config.experiment import NetworkSettings
from deconviz.figures import decoder_composition
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")


def curves(axes: Axes) -> list[Line2D]:
    """Return all lines but that of zero."""
    return list(axes.get_lines())[1:]


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_each_code_has_its_scaled_filters_and_their_sum_with_the_bias() -> None:
    inputs = figure_inputs(["baseline"])
    network = inputs.ensembles["baseline"].network(inputs.seed)
    panels = decoder_composition.draw(inputs, LIGHT).figure.axes[:2]
    for axes, code in zip(panels, inputs.codes, strict=True):
        *scaled, total = curves(axes)
        for line, value, weights in zip(scaled, code, network.decoder_filters, strict=True):
            np.testing.assert_allclose(ys(line), value * weights)
        added = sum(ys(line) for line in scaled)
        np.testing.assert_allclose(ys(total), added + network.decoder_bias)
        assert total.get_linewidth() > max(line.get_linewidth() for line in scaled)


def test_codes_stand_above_and_each_number_on_its_filter() -> None:
    first, second = decoder_composition.draw(figure_inputs(["baseline"]), LIGHT).figure.axes[:2]
    assert texts(first) == [
        "code (0, 0.1, 0.2)", "0 × filter 1", "0.1 × filter 2", "0.2 × filter 3", "sum with bias",
    ]  # fmt: skip
    assert texts(second)[0] == "code (0.1, 0.1, 0)"


def test_codes_are_compared_on_the_same_limits() -> None:
    first, second = decoder_composition.draw(figure_inputs(["baseline"]), LIGHT).figure.axes[:2]
    assert first.get_ylim() == second.get_ylim()
    low, high = first.get_ylim()
    for line in [*curves(first), *curves(second)]:
        assert low < min(ys(line)) <= max(ys(line)) < high


def test_below_are_the_filters_as_they_are_at_their_own_scale_with_their_peaks() -> None:
    inputs = figure_inputs(["baseline"])
    filters = inputs.ensembles["baseline"].network(inputs.seed).decoder_filters
    shelf = decoder_composition.draw(inputs, LIGHT).figure.axes[2:]
    for component, (axes, weights) in enumerate(zip(shelf, filters, strict=True)):
        [line] = curves(axes)
        np.testing.assert_array_equal(ys(line), weights)
        assert line.get_color() == LIGHT.theme.component(component).colour
        peak = weights[np.abs(weights).argmax()]
        text = f"filter {component + 1}\npeak {peak:.2f}".replace("-", "−")
        assert axes.get_xlabel() == text
    assert len({axes.get_ylim() for axes in shelf}) == 3


@pytest.mark.parametrize("codes_of_config", [(), ((0.1, 0.2, 0.3),)])
def test_codes_that_do_not_fit_the_network_are_replaced_by_real_ones(
    codes_of_config: tuple[tuple[float, ...], ...],
) -> None:
    two = NetworkSettings(channels=2)
    inputs = replace(figure_inputs(["baseline"], network=two), codes=codes_of_config)
    network = inputs.ensembles["baseline"].network(inputs.seed)
    codes = network.encode(inputs.curves.patches(7)).round(3)
    for axes in decoder_composition.draw(inputs, LIGHT).figure.axes[:2]:
        heading = texts(axes)[0].removeprefix("code (").removesuffix(")").replace("−", "-")
        assert [float(number) for number in heading.split(", ")] in codes.tolist()


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs(["baseline"])
    network = inputs.ensembles["baseline"].network(inputs.seed)
    caption = decoder_composition.draw(inputs, LIGHT).caption
    for code in inputs.codes:
        output = network.decode(np.array(code))
        ends = f"from {output.min():.3f} to {output.max():.3f}".replace("-", "−")
        assert ends in caption.text
        assert ends in caption.alternative
    assert "seed 11" in caption.text
