"""The whole curve that films show is chosen by a rule that can be said."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.curve_example import ANY, BEST, curve_example

EVEN = [0.0, 0.4, 0.6, 0.4, 0.0]
LOPSIDED = [0.0, 0.6, 0.2, 0.1, 0.0]
MORE_LOPSIDED = [0.0, 0.0, 0.1, 0.6, 0.1]


def test_of_curves_above_zero_the_most_lopsided_is_chosen() -> None:
    example = curve_example(np.array([EVEN, LOPSIDED, MORE_LOPSIDED]))
    assert (example.number, example.rule) == (2, BEST)
    assert example.values.tolist() == MORE_LOPSIDED


def test_a_curve_below_zero_or_too_low_is_not_chosen() -> None:
    below = [0.0, -0.1, 0.0, 0.1, 0.9]
    low = [0.0, 0.0, 0.0, 0.1, 0.4]
    assert curve_example(np.array([below, low, LOPSIDED, EVEN])).number == 2


def test_ends_that_are_zero_but_for_rounding_are_not_below_zero() -> None:
    rounded = [-1e-17, *MORE_LOPSIDED[1:]]
    assert curve_example(np.array([EVEN, rounded])).number == 1


def test_where_no_curve_is_good_the_rule_says_so() -> None:
    example = curve_example(np.array([[-0.5, -0.2], [-0.9, 0.8]]))
    assert (example.number, example.rule) == (1, ANY)


def test_a_curve_that_just_reaches_half_and_is_below_zero_by_rounding_alone_is_good() -> None:
    just = [0.0, 0.5, -1e-9, 0.0, 0.0]
    assert curve_example(np.array([just])).rule == BEST
