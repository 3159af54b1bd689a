"""The decoder filters of all seeds, as trained."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.experiment import Network
from deconviz.figures import decoder_filters
from deconviz.material import Material
from deconviz.plotting.page import page_of
from readable import faults
from specimens import material

LIGHT = page_of("light")


def panels(figure: Figure, channels: int) -> NDArray[np.object_]:
    return np.array(figure.axes).reshape(channels, -1)


def with_filters(*filters: NDArray[np.float64]) -> Material:
    """Give one variant these decoder filters, a seed each."""
    made = material(["odd"], len(filters))
    odd = made.variants["odd"]
    pairs = zip(odd.by_seed.items(), filters, strict=True)
    by_seed = {seed: replace(network, decoder_filters=own) for (seed, network), own in pairs}
    return replace(made, variants={"odd": replace(odd, by_seed=by_seed)})


def test_it_has_a_row_a_component_and_a_column_a_seed() -> None:
    grid = panels(decoder_filters.draw(material(["baseline"]), LIGHT).figure, 3)
    assert [axes.get_title() for axes in grid[0]] == [str(11 * (n + 1)) for n in range(10)]
    assert [axes.get_ylabel() for axes in grid[:, 0]] == ["filter 1", "filter 2", "filter 3"]


def test_filters_are_as_trained_but_for_their_length() -> None:
    made = material(["baseline"])
    grid = panels(decoder_filters.draw(made, LIGHT).figure, 3)
    for column, trained in enumerate(made.variants["baseline"].decoder_filters):
        for row, weights in enumerate(trained):
            [_, curve] = grid[row, column].get_lines()
            np.testing.assert_allclose(curve.get_ydata(), weights / np.sqrt((weights**2).sum()))
            assert list(curve.get_xdata()) == list(range(7))
            assert curve.get_marker() == "o"
            assert curve.get_color() == LIGHT.theme.component(row).colour


def test_all_panels_share_their_limits() -> None:
    figure = decoder_filters.draw(material(["baseline"]), LIGHT).figure
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes}) == 1


@pytest.mark.parametrize(("opposite", "verb"), [(True, "agree in all but sign"), (False, "differ")])
def test_the_title_says_what_was_found(opposite: bool, verb: str) -> None:
    one = np.random.default_rng(5).normal(size=(3, 7))
    other = -2 * one if opposite else one[:, ::-1]
    drawn = decoder_filters.draw(with_filters(one, other), LIGHT)
    assert drawn.title == f"odd: the decoder filters of 2 seeds {verb}"


@pytest.mark.parametrize(("seeds", "channels", "kernel"), [(1, 3, 7), (10, 1, 3), (12, 6, 15)])
@pytest.mark.usefixtures("inter")
def test_it_stays_readable_in_any_number(seeds: int, channels: int, kernel: int) -> None:
    made = material(["baseline"], seeds, Network(channels=channels, kernel=kernel))
    assert faults(decoder_filters.draw(made, LIGHT).figure) == []


def test_filters_of_any_shape_stay_in_their_panels() -> None:
    drawn = decoder_filters.draw(with_filters(np.eye(3, 7), np.zeros((3, 7))), LIGHT)
    for axes in drawn.figure.axes:
        low, high = axes.get_ylim()
        for values in (line.get_ydata() for line in axes.get_lines()):
            assert low < min(values) <= max(values) < high
