"""Rounded numbers that are shown as a sum are one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.rounding import exact_decimals

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
