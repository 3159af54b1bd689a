"""Marks of steps lie on the bar of training where it says, and keep their distance."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.step_marks import APART, BEYOND, StepMarks, round_steps
from deconviz.films.mobjects.training_bar import TrainingBar
from deconviz.look.theme import THEMES
from support.staging import box_of

THEME = THEMES["dark"]
LEFT, RIGHT, MIDDLE = 300.0, 1500.0, 992.0


def marks(steps: dict[int, float]) -> StepMarks:
    made = StepMarks(steps, (LEFT, RIGHT), MIDDLE, THEME)
    made.draw(RIGHT)
    return made


@given(st.dictionaries(st.integers(1, 10**6), st.floats(0, 1), max_size=9))
def test_numbers_keep_apart_and_stay_on_the_bar(steps: dict[int, float]) -> None:
    boxes = sorted((box_of(one) for one in marks(steps).numbers.values()), key=lambda b: b.left)
    assert all(other.left - one.right >= APART - 1e-6 for one, other in pairwise(boxes))
    for box in boxes:
        assert box.left >= LEFT - BEYOND - 1e-6
        assert box.right <= RIGHT + BEYOND + 1e-6


def test_a_step_without_room_is_left_out_and_the_first_one_stays() -> None:
    assert list(marks({40000: 1.0, 1: 0.0, 10000: 0.92, 1000: 0.34}).numbers) == [40000, 1, 1000]


def test_ticks_are_where_their_steps_are_however_far_the_bar_has_come() -> None:
    made = marks({400: 1.0, 1: 0.0, 10: 0.5})
    for end in (RIGHT, 700.0):
        made.draw(end)
        x = [to_pixels(tick.points)[:, 0].mean() for tick in made.ticks]
        assert x == pytest.approx([LEFT + share * (end - LEFT) for share in (1.0, 0.0, 0.5)])


@pytest.mark.parametrize("last", [1, 2, 9, 10, 400, 40000])
def test_round_steps_are_each_there_once_from_the_first_to_the_last(last: int) -> None:
    steps = round_steps(last)
    assert (min(steps), max(steps)) == (1, last)
    assert len(set(steps)) == len(steps)
    assert all(f"{step}".rstrip("0") in {"1", "5"} for step in steps[1:])


def test_a_bar_of_training_needs_no_marks() -> None:
    bar = TrainingBar(400, THEME)
    bar.draw(0.5, 20, 1.0, 1.0)
    assert not np.any([len(part.points) for part in bar.marks.get_family()])
