"""Values move gently from key to key, and rest where two keys agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.motion import at, during, ease

shares = st.floats(0, 1)
values = st.floats(-10, 10)
keys = st.lists(st.tuples(st.floats(0, 60), values), min_size=1, max_size=6).map(sorted)


def test_easing_goes_from_nothing_to_all() -> None:
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)


@given(st.floats(0, 0.01))
def test_easing_is_at_rest_at_both_ends(moment: float) -> None:
    assert ease(moment) <= 3 * moment**2
    assert 1 - ease(1 - moment) <= 3 * moment**2 + 1e-15


@given(shares, shares)
def test_easing_never_turns_back(one: float, other: float) -> None:
    earlier, later = sorted([one, other])
    assert ease(earlier) <= ease(later) + 1e-15


@given(shares)
def test_easing_ends_as_it_begins(share: float) -> None:
    assert ease(1 - share) == pytest.approx(1 - ease(share), abs=1e-15)


@given(st.floats(-100, 100))
def test_easing_stays_between_its_ends(share: float) -> None:
    assert 0 <= ease(share) <= 1
    assert ease(share) == ease(min(max(share, 0), 1))


@given(keys)
def test_a_value_passes_through_its_keys(track: list[tuple[float, float]]) -> None:
    last_at = dict(track)  # of keys at one moment the last counts: a jump
    for moment, value in last_at.items():
        assert at(track, moment) == pytest.approx(value, abs=1e-9)


@given(keys, st.floats(0.001, 100))
def test_a_value_rests_before_its_first_and_after_its_last_key(
    track: list[tuple[float, float]], away: float
) -> None:
    assert at(track, track[0][0] - away) == track[0][1]
    assert at(track, track[-1][0] + away) == track[-1][1]


@given(keys, st.floats(0, 60))
def test_a_value_never_leaves_the_range_of_its_keys(
    track: list[tuple[float, float]], moment: float
) -> None:
    levels = [value for _, value in track]
    assert min(levels) - 1e-9 <= at(track, moment) <= max(levels) + 1e-9


@given(values, st.floats(1, 3))
def test_two_keys_of_one_value_are_a_rest(value: float, moment: float) -> None:
    assert at([(0, -5.0), (1, value), (3, value), (4, 5.0)], moment) == value


def test_between_two_keys_a_value_eases() -> None:
    for quarter in range(5):
        assert at([(2, 10.0), (4, 30.0)], 2 + quarter / 2) == 10 + 20 * ease(quarter / 4)


@given(st.lists(shares, min_size=1))
def test_arrays_ease_as_numbers_do(some: list[float]) -> None:
    assert smoothstep(np.array(some)).tolist() == [ease(share) for share in some]


@given(st.floats(0, 9))
def test_what_is_there_for_a_time_comes_and_goes(moment: float) -> None:
    share = during(moment, 2, 5)
    assert 0 <= share <= 1
    assert share == (1 if 2.5 <= moment <= 5 else share)
    if not 2 <= moment <= 5.5:
        assert share == 0
