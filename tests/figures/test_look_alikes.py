"""Curves that share a point's value, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.experiment import Data
from deconviz.figures import look_alikes
from deconviz.plotting.page import page_of
from readable import faults
from specimens import material

LIGHT = page_of("light")


def test_four_training_curves_are_drawn_and_the_first_again_behind_the_others() -> None:
    made = material([])
    [first, *others] = look_alikes.draw(made, LIGHT).figure.axes
    curve = np.asarray(first.get_lines()[1].get_ydata())
    assert curve.tolist() in made.curves.train.tolist()
    assert len(others) == 3
    for panel in others:
        _, behind, other, _ = (np.asarray(line.get_ydata()) for line in panel.get_lines())
        np.testing.assert_array_equal(behind, curve)
        assert other.tolist() in made.curves.train.tolist()


def test_they_are_near_each_other_at_the_ring_and_far_elsewhere() -> None:
    found = look_alikes.look_alikes(material([], data=Data(curves=5000)).curves.train)
    at_ring = found.curves[:, found.point]
    assert np.ptp(at_ring) < 0.01
    assert found.distances[0, 1:].min() > 10 * np.ptp(at_ring)
    assert found.distances.max() > 0.4


def test_rings_lie_on_the_curves() -> None:
    for panel in look_alikes.draw(material([]), LIGHT).figure.axes:
        *_, curve, ring = panel.get_lines()
        [x], [y] = ring.get_data()
        assert curve.get_ydata()[x] == y
        assert ring.get_markeredgecolor() == LIGHT.theme.variants[1].colour


def test_all_panels_have_the_same_limits() -> None:
    axes = look_alikes.draw(material([]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1


def test_its_words_have_its_figures() -> None:
    made = material([])
    found = look_alikes.look_alikes(made.curves.train)
    words = look_alikes.draw(made, LIGHT)
    assert f"up to {found.distances.max():.2f} apart" in words.title
    assert f"point {found.point}" in words.title
    assert "From 200 training curves" in words.caption
    for other in found.distances[0, 1:]:
        assert f"{other:.2f}" in words.alternative


@pytest.mark.parametrize(("curves", "points"), [(1, 15), (2, 2), (3, 40)])
@pytest.mark.usefixtures("inter")
def test_few_curves_are_drawn_as_far_as_there_are_any(curves: int, points: int) -> None:
    drawn = look_alikes.draw(material([], data=Data(curves=curves, points=points)), LIGHT)
    assert len(drawn.figure.axes) == curves
    assert faults(drawn.figure) == []
