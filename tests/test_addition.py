"""Rounded numbers that are shown as a sum are one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from deconviz.addition import exact_decimals

terms_of_a_sum = arrays(np.float64, (2, 3), elements=st.integers(-999_999, 999_999)).map(
    lambda millionths: millionths / 1e6
)


def test_two_halves_that_are_both_rounded_up_take_one_decimal_more() -> None:
    assert exact_decimals(np.array([[0.0006], [0.0006]])) == 4
    assert exact_decimals(np.array([[0.0011], [0.0012]])) == 3


@given(terms_of_a_sum)
def test_all_points_add_up_as_they_are_shown(terms: np.ndarray) -> None:
    decimals = exact_decimals(terms)
    assert 3 <= decimals <= 6
    shown = np.array([[round(float(term) * 10**decimals) for term in row] for row in terms])
    totals = [round(float(total) * 10**decimals) for total in terms.sum(0)]
    assert shown.sum(0).tolist() == totals


def test_what_adds_up_with_no_number_of_decimals_is_told() -> None:
    with pytest.raises(ValueError, match="not even with 9 decimals"):
        exact_decimals(np.array([[2 / 3], [2 / 3]]))
