"""Tracks: shapes travel from where they were, and carry their numbers or hide them."""

from __future__ import annotations

import pytest

from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.tracks import Track

HERE, THERE, FAR = Box(0, 0, 10, 10), Box(100, 0, 110, 20), Box(500, 500, 510, 510)


def test_a_shape_rests_moves_and_rests() -> None:
    track = Track(HERE).move(1.0, THERE, 2.0)
    assert track.at(0.9) == HERE
    assert track.at(2.0) == Box(50, 0, 60, 15)
    assert track.at(3.0) == THERE


def test_a_move_that_comes_early_begins_where_the_shape_is() -> None:
    track = Track(HERE).move(1.0, THERE, 2.0).move(2.0, FAR, 1.0)
    assert track.at(2.0) == Box(50, 0, 60, 15)


def test_a_shape_can_come_out_of_nowhere_and_go_there() -> None:
    track = Track(None).jump(1.0, HERE).move(1.0, THERE, 1.0).jump(2.0, None)
    assert track.at(0.5) is None
    assert track.at(1.0) == HERE
    assert track.at(2.0) is None


def test_numbers_are_hidden_on_the_way() -> None:
    track = Track(HERE).move(1.0, THERE, 2.0)
    assert [track.rest(time) for time in (0.9, 1.0, 2.0, 3.0)] == [1, 1, 0, 1]


def test_numbers_of_what_hides_behind_another_shape_are_not_shown() -> None:
    track = Track(None).jump(1.0, HERE).move(1.0, THERE, 2.0).jump(3.0, None)
    assert [track.rest(time) for time in (1.0, 2.0, 2.99)] == pytest.approx([0, 0, 0])


def test_a_number_can_be_carried_in_sight() -> None:
    track = Track(HERE).carry(1.0, THERE, 2.0)
    assert track.rest(2.0) == 1
