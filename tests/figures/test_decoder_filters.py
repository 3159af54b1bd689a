"""The decoder filters of all seeds, as trained."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.figures import decoder_filters
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import xs, ys
from support.made_up import figure_inputs
from support.readable import faults

LIGHT = page_of("light")


def panels(figure: Figure, channels: int) -> NDArray[np.object_]:
    return np.array(figure.axes).reshape(channels, -1)


def with_filters(*filters: Floats) -> FigureInputs:
    """Give one variant these decoder filters, a seed each."""
    inputs = figure_inputs(["odd"], len(filters))
    pairs = zip(inputs.ensemble.networks, filters, strict=True)
    networks = tuple(replace(network, decoder_filters=own) for network, own in pairs)
    return replace(inputs, ensembles={"odd": replace(inputs.ensemble, networks=networks)})


def test_it_has_a_row_a_component_and_a_column_a_seed() -> None:
    grid = panels(decoder_filters.draw(figure_inputs(["baseline"]), LIGHT).figure, 3)
    assert [axes.get_title() for axes in grid[0]] == [str(11 * (n + 1)) for n in range(10)]
    assert [axes.get_ylabel() for axes in grid[:, 0]] == ["filter 1", "filter 2", "filter 3"]


def test_filters_are_as_trained_but_for_their_length() -> None:
    inputs = figure_inputs(["baseline"])
    grid = panels(decoder_filters.draw(inputs, LIGHT).figure, 3)
    for column, of_seed in enumerate(inputs.ensemble.decoder_filters):
        for row, weights in enumerate(of_seed):
            [_, curve] = grid[row, column].get_lines()
            np.testing.assert_allclose(ys(curve), weights / np.sqrt((weights**2).sum()))
            assert list(xs(curve)) == list(range(7))
            assert curve.get_marker() == "o"
            assert curve.get_color() == LIGHT.theme.component(row).colour


def test_all_panels_share_their_limits() -> None:
    figure = decoder_filters.draw(figure_inputs(["baseline"]), LIGHT).figure
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes}) == 1


@pytest.mark.parametrize(("opposite", "verb"), [(True, "agree up to sign"), (False, "differ")])
def test_the_title_states_whether_seeds_agree(opposite: bool, verb: str) -> None:
    one = np.random.default_rng(5).normal(size=(3, 7))
    other = -2 * one if opposite else one[:, ::-1]
    plot = decoder_filters.draw(with_filters(one, other), LIGHT)
    assert plot.caption.finding == f"odd: the decoder filters of 2 seeds {verb}"


def test_one_seed_agrees_with_none() -> None:
    caption = decoder_filters.draw(figure_inputs(["baseline"], seeds=1), LIGHT).caption
    assert caption.finding == "baseline: the decoder filters of 1 seed"
    assert "nothing to agree with" in caption.text


@pytest.mark.parametrize(("seeds", "channels", "kernel"), [(1, 3, 7), (10, 1, 3), (12, 6, 15)])
@pytest.mark.usefixtures("inter")
def test_it_stays_readable_in_any_number(seeds: int, channels: int, kernel: int) -> None:
    inputs = figure_inputs(["baseline"], seeds, NetworkSettings(channels=channels, kernel=kernel))
    assert faults(decoder_filters.draw(inputs, LIGHT).figure) == []


def test_filters_of_any_shape_stay_in_their_panels() -> None:
    plot = decoder_filters.draw(with_filters(np.eye(3, 7), np.zeros((3, 7))), LIGHT)
    for axes in plot.figure.axes:
        low, high = axes.get_ylim()
        for values in (ys(line) for line in axes.get_lines()):
            assert low < min(values) <= max(values) < high
