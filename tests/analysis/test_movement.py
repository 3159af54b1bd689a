"""How far a component moves the output is its range times the peak of its filter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.movement import Movement
from deconviz.network.arithmetic import decode

FILTERS = np.array([[0.1, -0.2, 0.1], [-1.0, 0.0, 0.9], [2.0, 2.5, 2.0]])


def of_distances(*distances: float) -> Movement:
    """Components that go from 0 to 1, with filters of one point."""
    filters = np.array(distances)[:, None]  # (C, 1)
    return Movement(np.zeros(len(filters)), np.ones(len(filters)), filters)


@given(st.integers(0, 1000), st.integers(1, 5), st.integers(1, 9))
def test_it_is_the_farthest_that_any_point_of_the_output_goes(
    seed: int, channels: int, kernel: int
) -> None:
    rng = np.random.default_rng(seed)
    codes = np.tanh(rng.normal(size=(40, channels)))
    filters = rng.normal(size=(channels, kernel))
    movement = Movement.of(codes, filters)
    for component in range(channels):
        ends = np.tile(codes[0], (2, 1))  # (2, C)
        ends[:, component] = movement.low[component], movement.high[component]
        low, high = decode(ends, filters, 0.01)  # each (K,)
        moves = np.abs(high - low)  # (K,)
        assert movement.distances[component] == pytest.approx(moves.max())
        assert moves[movement.columns[component]] == pytest.approx(moves.max())


def test_components_that_move_it_most_come_first() -> None:
    movement = Movement(-np.ones(3), np.ones(3), FILTERS)
    assert movement.order == [2, 1, 0]
    assert movement.peaks.tolist() == [0.2, 1.0, 2.5]
    assert movement.distances.tolist() == [0.4, 2.0, 5.0]
    assert movement.columns == [1, 0, 1]


def test_codes_that_are_never_negative_begin_at_zero() -> None:
    codes = np.array([[0.0], [0.1], [0.2]])
    assert Movement.of(codes, np.ones((1, 2))).low.tolist() == [0.0]


@pytest.mark.parametrize(
    ("distances", "finding"),
    [
        ((0.13, 0.75, 1.62), "Component 3 moves the output most, 1 least"),
        ((3.0, 2.0, 1.0), "Component 1 moves the output most, 3 least"),
        ((2.9, 2.0, 1.0), "Every component moves the output"),
        ((1.0, 0.0, 2.0), "Component 3 moves the output most, 2 least"),
        ((0.1, 0.5), "Component 2 moves the output most, 1 least"),
        ((0.4, 0.5), "Every component moves the output"),
        ((0.456,), "Component 1 moves the output by 0.46"),
        ((0.0, 0.0), "No component moves the output"),
    ],
)
def test_the_finding_is_what_the_numbers_bear(distances: tuple[float, ...], finding: str) -> None:
    assert of_distances(*distances).finding == finding
