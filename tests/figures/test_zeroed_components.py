"""The losses with components zeroed are those of the networks, on held-out patches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.analysis.comparison import pca_floor
from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.figures import zeroed_components
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import dots, grid_shape, segments, ys
from support.made_up import VARIANTS, figure_inputs

LIGHT = page_of("light")


def losses(inputs: FigureInputs, variant: str) -> Floats:
    """Return the error of every seed with nothing and with each component zeroed (S, 1 + C)."""
    patches = inputs.curves.patches(7)
    masks = np.vstack([np.ones(3), 1 - np.eye(3)])  # (1 + C, C)
    errors = []
    for network in inputs.ensembles[variant].networks:
        outputs = [network.decode(network.encode(patches) * mask) for mask in masks]
        errors.append([np.mean((output - patches) ** 2) for output in outputs])
    return np.array(errors)


def heights(axes: Axes) -> Floats:
    """Return the heights of all dots, shape (S, 1 + C)."""
    return np.array([ys(line) for line in dots(axes)]).T


def floors(axes: Axes) -> list[float]:
    return [float(ys(line)[0]) for line in axes.get_lines() if line.get_marker() == "None"]


def test_dots_are_the_losses_of_all_seeds_and_bars_their_medians() -> None:
    inputs = figure_inputs()
    axes = zeroed_components.draw(inputs, LIGHT).figure.axes
    for panel, variant in zip(axes, VARIANTS, strict=True):
        expected = losses(inputs, variant)
        np.testing.assert_allclose(heights(panel), expected)
        bars = [bar[0, 1] for [bar] in segments(panel)]
        np.testing.assert_allclose(bars, np.median(expected, axis=0))


def test_a_component_has_its_colour_and_its_number() -> None:
    [panel, *_] = zeroed_components.draw(figure_inputs(), LIGHT).figure.axes
    colours = [line.get_color() for line in dots(panel)]
    assert colours == [
        LIGHT.theme.foreground,
        *(LIGHT.theme.component(component).colour for component in range(3)),
    ]
    labels = [text.get_text() for text in panel.get_xticklabels()]
    assert labels == ["none", "1", "2", "3"]


def test_panels_share_a_logarithmic_scale_that_holds_all_dots_and_floors() -> None:
    axes = zeroed_components.draw(figure_inputs(), LIGHT).figure.axes
    [(low, high)] = {panel.get_ylim() for panel in axes}
    assert {panel.get_yscale() for panel in axes} == {"log"}
    for panel in axes:
        values = [*heights(panel).ravel(), *floors(panel)]
        assert low < min(values) <= max(values) < high


def test_floors_are_those_of_as_many_components_and_fewer_named_once_where_all_are_alike() -> None:
    inputs = figure_inputs()
    axes = zeroed_components.draw(inputs, LIGHT).figure.axes
    expected = [pca_floor(inputs.curves.patches(7), count) for count in (3, 2, 1)]
    for panel in axes:
        np.testing.assert_allclose(floors(panel), expected)
    labels = [[text.get_text() for text in panel.texts][1:] for panel in axes]
    assert labels == [[], [], ["PCA floor, 3", "PCA floor, 2", "PCA floor, 1"]]


def test_floors_are_named_everywhere_where_sizes_differ_and_left_out_where_there_are_none() -> None:
    small, large = (
        figure_inputs(["small"]),
        figure_inputs(["large"], network=NetworkSettings(channels=7)),
    )
    both = replace(small, ensembles={**small.ensembles, **large.ensembles})
    axes = zeroed_components.draw(both, LIGHT).figure.axes
    labels = [[text.get_text() for text in panel.texts][1:] for panel in axes]
    assert labels == [
        ["PCA floor, 3", "PCA floor, 2", "PCA floor, 1"],
        ["PCA floor, 6", "PCA floor, 5"],
    ]


def test_in_one_column_panels_stand_below_each_other() -> None:
    figure = zeroed_components.draw(figure_inputs(), page_of("light-one-column")).figure
    assert grid_shape(figure)[1] == 1


@pytest.mark.parametrize("seeds", [1, 10])
def test_its_caption_has_its_figures(seeds: int) -> None:
    inputs = figure_inputs(seeds=seeds)
    caption = zeroed_components.draw(inputs, LIGHT).caption
    for variant in VARIANTS:
        expected = losses(inputs, variant)
        factor = np.median(expected[:, 1:].min(1) / expected[:, 0])
        assert f"{factor:.3g} ({variant})" in caption.finding
        medians = ", ".join(f"{value:.1e}" for value in np.median(expected, axis=0))
        assert medians in caption.text
        assert medians in caption.alternative
    floors_of = [pca_floor(inputs.curves.patches(7), count) for count in (3, 2, 1)]
    levels = [f"{floor:.1e} of {count}" for floor, count in zip(floors_of, (3, 2, 1), strict=True)]
    assert caption.text.endswith(f" PCA floors: {', '.join(levels)}.")
