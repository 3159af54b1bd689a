"""Places keep their distance and their order, and move no more than they must."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.spreading import spread

places = st.lists(st.floats(-500, 500), max_size=6).map(np.array)


@given(places)
def test_no_two_are_too_near(before: np.ndarray) -> None:
    after = np.sort(spread(before, 62.0))
    assert (np.diff(after) >= 62.0 - 1e-6).all()


@given(places)
def test_their_order_stays(before: np.ndarray) -> None:
    order = before.argsort(kind="stable")
    assert (np.diff(spread(before, 62.0)[order]) > 0).all()


@given(places)
def test_none_is_beyond_the_last(before: np.ndarray) -> None:
    assert (spread(before, 62.0, last=100.0) <= 100.0 + 1e-9).all()


def test_those_that_have_room_do_not_move() -> None:
    assert spread(np.array([200.0, 0.0]), 62.0) == pytest.approx([200.0, 0.0])


def test_two_that_are_too_near_move_equally_far() -> None:
    assert spread(np.array([10.0, 0.0]), 62.0) == pytest.approx([36.0, -26.0])


def test_none_is_before_the_first_place_or_after_the_last() -> None:
    assert spread(np.array([1.0, 1.0]), 4, first=0).tolist() == [0, 4]
    assert spread(np.array([9.0, 9.0]), 4, last=10).tolist() == [6, 10]
    assert spread(np.array([9.0, 9.0]), 4, last=10, first=8).tolist() == [8, 12]
