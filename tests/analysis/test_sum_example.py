"""The code that a film adds up is chosen by a rule that can be said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.sum_example import ANY, BEST, GIVEN, best_example, given_examples

FILTERS = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 2.0]])


def test_of_good_patches_the_one_whose_weakest_filter_reaches_highest_is_chosen() -> None:
    codes = np.array([[0.9, 0.1], [0.3, 0.2], [0.5, 0.2], [0.9, -0.4]])
    chosen = best_example(codes, FILTERS, 0.0)
    assert (chosen.patch, chosen.point, chosen.decimals) == (2, 1, 2)
    assert chosen.rule == BEST


def test_a_patch_with_an_output_below_zero_is_not_chosen() -> None:
    codes = np.array([[0.5, 0.2], [0.9, -0.8]])
    assert best_example(codes, FILTERS, 0.0).patch == 0


def test_where_no_patch_is_good_the_rule_says_so() -> None:
    codes = np.array([[-0.5, -0.2], [-0.9, -0.8]])
    chosen = best_example(codes, FILTERS, 0.0)
    assert (chosen.patch, chosen.rule) == (1, ANY)


def test_the_bias_counts_once_towards_the_output_and_the_sum() -> None:
    code = np.array([[0.5, 0.2]])  # 0.5, 0.7, 0.9
    assert best_example(code, FILTERS, -0.3).rule == BEST
    assert best_example(code, FILTERS, -0.55).rule == ANY
    tenths = np.array([[0.1, 0.1]])  # written 0.10 + 0.10 + 0.00, and 0.20 as well
    assert best_example(tenths, np.ones((2, 3)), 0.004).rule == BEST


@pytest.mark.parametrize(("number", "rule"), [(0.2, BEST), (0.25, ANY), (0.3, ANY)])
def test_the_output_is_above_zero_at_every_point(number: float, rule: str) -> None:
    filters = np.array([[1.0, 1.0, 1.0], [-2.0, 1.0, 1.0]])
    assert best_example(np.array([[0.5, number]]), filters, 0.0).rule == rule


def test_the_first_point_where_all_terms_are_a_tenth_is_read() -> None:
    assert best_example(np.array([[0.5, 0.1]]), FILTERS, 0.0).point == 1  # 0, 0.1, 0.2


def test_a_given_code_is_read_where_its_weakest_term_is_largest() -> None:
    [example] = given_examples([np.array([0.1, 0.1])], FILTERS, 0.0)
    assert example.terms.sum(0).argmax() == 2
    assert example.point == 1


def test_a_code_that_is_given_is_taken() -> None:
    [example] = given_examples([np.array([0.1, 0.2])], FILTERS, 0.0)
    assert example.code.tolist() == [0.1, 0.2]
    assert (example.rule, example.patch) == (GIVEN, None)


def test_a_bias_counts_if_it_is_not_zero_as_written() -> None:
    code = np.array([0.1, 0.2])
    assert given_examples([code], FILTERS, 0.012)[0].has_bias
    assert not given_examples([code], FILTERS, 0.0012)[0].has_bias
    assert given_examples([code], FILTERS[:, :1], 0.012)[0].has_bias


def test_only_parts_with_a_number_are_needed() -> None:
    filters = np.ones((6, 3)) * np.arange(6)[:, None]
    codes = [np.array([0.0, 0.0, 0.0, 0.1, 0.2, 0.3]), np.array([0.1, 0.0, 0.0, 0.1, 0.0, 0.0])]
    first, second = given_examples(codes, filters, 0.0)
    assert first.parts == second.parts
    assert (first.needed, second.needed) == ([0, 1, 2], [0, 3])
    assert second.terms.sum(0) == pytest.approx(codes[1] @ filters)


numbers = st.floats(-1, 1).map(lambda value: round(value, 4))


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), numbers)
def test_terms_add_up_as_they_are_written(codes: list[tuple[float, float]], bias: float) -> None:
    example = best_example(np.array(codes), FILTERS * 0.37, bias)
    terms = example.terms[:, example.point]
    written = np.round(terms * 10**example.decimals)
    assert written.sum() == np.round(terms.sum() * 10**example.decimals)
    assert example.terms.sum(0) == pytest.approx(example.code @ (FILTERS * 0.37) + bias)
