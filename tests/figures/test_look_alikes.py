"""Curves that share a point's value, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.config.experiment import CurveSettings
from deconviz.figures import look_alikes
from deconviz.plotting.page import page_of
from support.artists import xs, ys
from support.made_up import figure_inputs
from support.readable import faults

LIGHT = page_of("light")


def test_four_training_curves_are_drawn_and_the_first_again_behind_the_others() -> None:
    inputs = figure_inputs([])
    [first, *others] = look_alikes.draw(inputs, LIGHT).figure.axes
    curve = ys(first.get_lines()[1])
    assert curve.tolist() in inputs.curves.train.tolist()
    assert len(others) == 3
    for panel in others:
        _, behind, other, _ = (ys(line) for line in panel.get_lines())
        np.testing.assert_array_equal(behind, curve)
        assert other.tolist() in inputs.curves.train.tolist()


def test_they_are_near_each_other_at_the_ring_and_far_elsewhere() -> None:
    alikes = look_alikes.look_alikes(
        figure_inputs([], data=CurveSettings(curves=5000)).curves.train
    )
    at_ring = alikes.curves[:, alikes.point]
    assert np.ptp(at_ring) < 0.01
    assert alikes.distances[0, 1:].min() > 10 * np.ptp(at_ring)
    assert alikes.distances.max() > 0.4


def test_rings_lie_on_the_curves() -> None:
    for panel in look_alikes.draw(figure_inputs([]), LIGHT).figure.axes:
        *_, curve, ring = panel.get_lines()
        [point] = xs(ring).astype(int)
        assert ys(ring).tolist() == [ys(curve)[point]]
        assert ring.get_markeredgecolor() == LIGHT.theme.variants[1].colour


def test_all_panels_have_the_same_limits() -> None:
    axes = look_alikes.draw(figure_inputs([]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs([])
    alikes = look_alikes.look_alikes(inputs.curves.train)
    caption = look_alikes.draw(inputs, LIGHT).caption
    assert f"up to {alikes.distances.max():.2f} apart" in caption.finding
    assert f"point {alikes.point}" in caption.finding
    assert "From 200 training curves" in caption.text
    for other in alikes.distances[0, 1:]:
        assert f"{other:.2f}" in caption.alternative


@pytest.mark.parametrize(("curves", "points"), [(1, 15), (2, 2), (3, 40)])
@pytest.mark.usefixtures("inter")
def test_few_curves_are_drawn_as_far_as_there_are_any(curves: int, points: int) -> None:
    plot = look_alikes.draw(
        figure_inputs([], data=CurveSettings(curves=curves, points=points)), LIGHT
    )
    assert len(plot.figure.axes) == curves
    assert faults(plot.figure) == []
