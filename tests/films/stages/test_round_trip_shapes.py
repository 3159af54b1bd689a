"""Strands, areas below curves, labels of terms, and a curve that passes behind cards."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.passing_line import PassingLine
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.underlay import Underlay
from deconviz.films.stages.round_trip.strands import Strands
from deconviz.films.stages.round_trip.term_labels import TermLabels
from deconviz.look.theme import DARK

AXES = Axes(Box(0, 0, 300, 100), (-0.5, 2.5), (0, 1))
ROOM = Box(500, 0, 1824, 1000)


def test_a_strand_runs_from_a_point_to_the_card_and_on() -> None:
    begins, ends = np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[40.0, 200.0], [60.0, 200.0]])
    strands = Strands("#ffffff", begins, ends, dot=5)
    strands.draw(np.zeros(2), np.ones(2))
    curves = to_pixels(strands._lines.points).reshape(2, 4, 2)
    assert curves[:, 0] == pytest.approx(begins, abs=1e-6)
    assert curves[:, 3] == pytest.approx(ends, abs=1e-6)
    strands.draw(np.ones(2), np.ones(2))
    assert len(strands._lines.points) == 0


def test_the_parts_of_a_strand_meet() -> None:
    strands = Strands("#ffffff", np.array([[0.0, 0.0]]), np.array([[50.0, 90.0]]), dot=5)
    strands.draw(np.array([0.0]), np.array([0.4]))
    head = to_pixels(strands._lines.points)[3]
    assert strands._dots.centres()[0] == pytest.approx(head, abs=1e-6)
    strands.draw(np.array([0.4]), np.array([1.0]))
    assert to_pixels(strands._lines.points)[0] == pytest.approx(head, abs=1e-6)


def test_an_underlay_reaches_from_the_curve_to_the_axis() -> None:
    area = Underlay(AXES, "#ffffff", 0.1)
    area.draw_values(np.array([0.2, 0.8, 0.5]))
    places = to_pixels(area.points)
    assert places[:, 1].min() == pytest.approx(20)
    assert places[:, 1].max() == pytest.approx(100)
    assert places[:, 0].min() == pytest.approx(50)


def test_labels_keep_their_distance_from_one_another_and_from_the_axis() -> None:
    labels = TermLabels(
        np.array([0.1, -0.2, 0.3]), np.array([490.0, 480.0, 520.0]), 500, ROOM, DARK
    )
    texts = [part for row in labels for part in row.submobjects if isinstance(part, Label)]
    bases = np.array([to_pixels(text.points)[:, 1].max() for text in texts])
    assert np.diff(np.sort(bases)).min() > 60
    assert (np.abs(bases - 17 - 500) > 30).all()


def test_labels_without_room_are_not_there() -> None:
    narrow = Box(1700, 0, 1824, 1000)
    assert not TermLabels(np.array([0.1]), np.array([400.0]), 500, narrow, DARK).submobjects


def test_nothing_is_drawn_of_a_curve_where_it_passes_behind_a_card() -> None:
    line, card = PassingLine(AXES, "dark"), Box(120, 0, 180, 100)
    line.draw_behind(np.array([50.0, 150.0, 250.0]), np.full(3, 50.0), [card])
    x = to_pixels(line._line.points)[:, 0]
    assert not ((x > card.left) & (x < card.right)).any()
    assert len(line._dots.centres()) == 2
