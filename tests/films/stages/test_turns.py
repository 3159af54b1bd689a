"""Turns: one component at a time unfolds, leaves its bar, runs, and becomes a trace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.movement import Movement
from deconviz.films.stages.one_component.turns import BEGIN, CURVES, FLY, LIGHT, RUN, TURN, Turns

LOW, HIGH, REST = np.array([-1.0, 0.0]), np.array([1.0, 0.5]), np.array([0.2, 0.1])
TURNS = Turns(Movement(LOW, HIGH, np.array([[1.0, 0.5], [3.0, 8.0]])), REST)
FIRST, LAST = 1, 0  # components

moments = st.floats(0, TURNS.seconds)


def of_turn(component: int, moment: float) -> Any:
    return TURNS.progress(component, TURNS.begin(component) + moment)


def test_the_component_that_moves_the_output_most_is_first() -> None:
    assert TURNS.order == [FIRST, LAST]
    assert TURNS.begin(FIRST) == BEGIN
    assert TURNS.end == pytest.approx(BEGIN + 2 * TURN)


@given(moments)
def test_only_the_component_whose_turn_it_is_leaves_its_rest(time: float) -> None:
    whose, code = TURNS.whose(time), TURNS.code(time)
    for component in (FIRST, LAST):
        if component != whose:
            assert code[component] == REST[component]
        assert LOW[component] <= code[component] <= HIGH[component]


@pytest.mark.parametrize("component", [FIRST, LAST])
def test_a_number_runs_to_the_top_and_the_bottom_and_back(component: int) -> None:
    times = TURNS.begin(component) + np.linspace(0, TURN - 1e-6, 1301)
    way = np.array([TURNS.code(time)[component] for time in times.tolist()])
    assert way[0] == way[-1] == REST[component]
    assert way.max() == pytest.approx(HIGH[component], abs=1e-4)
    assert way.min() == pytest.approx(LOW[component], abs=1e-4)
    assert way.argmax() < way.argmin()


@pytest.mark.parametrize("component", [FIRST, LAST])
def test_a_family_goes_over_the_whole_range(component: int) -> None:
    family = TURNS.family(component)
    expected = np.linspace(LOW[component], HIGH[component], CURVES)
    assert family[:, component].tolist() == expected.tolist()
    assert (family[:, 1 - component] == REST[1 - component]).all()


def test_a_bar_flies_from_the_lit_column_and_then_stands() -> None:
    assert of_turn(FIRST, LIGHT).lit == 1
    assert (of_turn(FIRST, LIGHT).flown, of_turn(FIRST, LIGHT).stands) == (0, 0)
    assert 0 < of_turn(FIRST, 2.4).flown < 1
    assert (of_turn(FIRST, FLY + 0.01).flown, of_turn(FIRST, FLY + 0.01).stands) == (1, 1)


def test_outputs_are_unfolded_while_the_number_runs_and_then_a_trace() -> None:
    assert of_turn(FIRST, FLY).unfolded == of_turn(FIRST, RUN).unfolded == 1
    assert of_turn(FIRST, RUN - 0.01).traced == 0
    assert of_turn(FIRST, TURN).traced == pytest.approx(1)


def test_no_name_is_in_the_way_of_a_bar() -> None:
    for moment in np.linspace(LIGHT, FLY, 9):
        assert TURNS.clear(TURNS.begin(LAST) + float(moment)) == pytest.approx(0, abs=1e-9)
    assert TURNS.clear(0.0) == TURNS.clear(TURNS.begin(LAST) + RUN) == 1


@pytest.mark.parametrize("time", [0.0, TURNS.seconds])
def test_the_picture_is_finished_at_both_ends(time: float) -> None:
    for component in (FIRST, LAST):
        progress = TURNS.progress(component, time)
        assert (progress.stands, progress.said) == (1, 1)
        assert (progress.work, progress.unfolded) == (0, 0)
