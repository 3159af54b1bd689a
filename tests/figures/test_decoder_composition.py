"""Scaled filters and their sum are those of the network, and add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from deconviz.experiment import Network
from deconviz.figures import decoder_composition
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")


def curves(axes: Axes) -> list[Line2D]:
    """Return all lines but that of zero."""
    return list(axes.get_lines())[1:]


def said(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_each_code_has_its_scaled_filters_and_their_sum_with_the_bias() -> None:
    made = material(["baseline"])
    network = made.variants["baseline"].by_seed[made.seed]
    panels = decoder_composition.draw(made, LIGHT).figure.axes[:2]
    for axes, code in zip(panels, made.codes, strict=True):
        *scaled, total = curves(axes)
        for line, value, weights in zip(scaled, code, network.decoder_filters, strict=True):
            np.testing.assert_allclose(line.get_ydata(), value * weights)
        added = sum(np.asarray(line.get_ydata()) for line in scaled)
        np.testing.assert_allclose(total.get_ydata(), added + network.decoder_bias)
        assert total.get_linewidth() > max(line.get_linewidth() for line in scaled)


def test_codes_stand_above_and_each_number_on_its_filter() -> None:
    first, second = decoder_composition.draw(material(["baseline"]), LIGHT).figure.axes[:2]
    assert said(first) == [
        "code (0, 0.1, 0.2)", "0 × filter 1", "0.1 × filter 2", "0.2 × filter 3", "sum with bias",
    ]  # fmt: skip
    assert said(second)[0] == "code (0.1, 0.1, 0)"


def test_codes_are_compared_on_the_same_limits() -> None:
    first, second = decoder_composition.draw(material(["baseline"]), LIGHT).figure.axes[:2]
    assert first.get_ylim() == second.get_ylim()
    low, high = first.get_ylim()
    for line in [*curves(first), *curves(second)]:
        assert low < min(line.get_ydata()) <= max(line.get_ydata()) < high


def test_below_are_the_filters_as_they_are_at_their_own_scale_with_their_peaks() -> None:
    made = material(["baseline"])
    filters = made.variants["baseline"].by_seed[made.seed].decoder_filters
    shelf = decoder_composition.draw(made, LIGHT).figure.axes[2:]
    for component, (axes, weights) in enumerate(zip(shelf, filters, strict=True)):
        [line] = curves(axes)
        np.testing.assert_array_equal(line.get_ydata(), weights)
        assert line.get_color() == LIGHT.theme.component(component).colour
        peak = weights[np.abs(weights).argmax()]
        text = f"filter {component + 1}\npeak {peak:.2f}".replace("-", "−")
        assert axes.get_xlabel() == text
    assert len({axes.get_ylim() for axes in shelf}) == 3


def test_codes_that_do_not_fit_the_network_are_replaced_by_real_ones() -> None:
    made = replace(material(["baseline"], network=Network(channels=2)), codes=((0, 0.1, 0.2),))
    network = made.variants["baseline"].by_seed[made.seed]
    codes = network.encode(made.curves.patches(7)).round(3)
    for axes in decoder_composition.draw(made, LIGHT).figure.axes[:2]:
        named = said(axes)[0].removeprefix("code (").removesuffix(")").replace("−", "-")
        assert [float(number) for number in named.split(", ")] in codes.tolist()


def test_its_words_have_its_figures() -> None:
    made = material(["baseline"])
    network = made.variants["baseline"].by_seed[made.seed]
    words = decoder_composition.draw(made, LIGHT)
    for code in made.codes:
        output = network.decode(np.array(code))
        ends = f"from {output.min():.3f} to {output.max():.3f}".replace("-", "−")
        assert ends in words.caption
        assert ends in words.alternative
    assert "seed 11" in words.caption
