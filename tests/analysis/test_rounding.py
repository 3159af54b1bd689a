"""Rounded numbers that are shown as a sum are one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.rounding import adds_up, exact_decimals, exact_place

numbers = st.integers(-999_999, 999_999).map(lambda millionths: millionths / 1e6)


def test_two_that_are_both_rounded_up_take_one_decimal_more() -> None:
    assert exact_decimals(np.array([0.0006, 0.0006])) == 4
    assert exact_decimals(np.array([0.0011, 0.0012])) == 3


@given(st.tuples(numbers, numbers))
def test_terms_add_up_as_they_are_shown(terms: tuple[float, float]) -> None:
    decimals = exact_decimals(np.array(terms))
    assert 3 <= decimals <= 6
    shown = [round(term * 10**decimals) for term in terms]
    assert sum(shown) == round(sum(terms) * 10**decimals)


def test_nine_decimals_are_the_most() -> None:
    assert exact_decimals(np.array([2 / 3, 2 / 3])) == 9


def test_terms_that_add_up_keep_the_fewest_decimals_asked_for() -> None:
    assert exact_decimals(np.array([0.5, 0.25])) == 3
    assert exact_decimals(np.array([0.5, 0.25]), decimals=1) == 2
    assert exact_decimals(np.array([0.5, 0.2]), decimals=1) == 1


def test_the_place_is_that_of_the_largest_sum_of_either_sign_that_holds() -> None:
    terms = np.array([[0.0006, 0.5, -0.6, 0.1], [0.9006, 0.2, -0.3, 0.1]])
    assert adds_up(terms, 3).tolist() == [False, True, True, True]
    assert exact_place(terms) == (2, 3)
    assert exact_place(terms, decimals=4) == (0, 4)


def test_a_place_is_found_where_the_sum_is_nothing() -> None:
    assert exact_place(np.array([[0.0006, 0.0], [0.0006, 0.0]])) == (1, 3)


def test_more_decimals_are_taken_where_no_place_holds() -> None:
    assert exact_place(np.array([[0.0006], [0.0006]])) == (0, 4)
    assert exact_place(np.array([[6e-9], [6e-9]]), decimals=8) == (0, 9)


def test_terms_that_add_up_nowhere_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"^the terms add up at no point, even with 9"):
        exact_place(np.array([[6e-10], [6e-10]]), decimals=9)
