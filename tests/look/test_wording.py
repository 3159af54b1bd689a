"""Numbers, counts and lists read as people write them."""

from __future__ import annotations

import doctest
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.look import wording
from deconviz.look.wording import (
    NICE,
    count_in_words,
    duration,
    file_size,
    nice_below,
    number,
    number_list,
    number_range,
    percent,
    quantity,
    rough_duration,
    rst_text,
    short_list,
    signed,
    thousands,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 windows"), (1, "1 window"), (2, "2 windows"), (16384, "16384 windows")],
)
def test_all_quantities_but_one_have_the_plural(count: int, text: str) -> None:
    assert quantity(count, "window") == text


def test_a_plural_may_be_irregular() -> None:
    assert quantity(2, "bias", "biases") == "2 biases"


def test_short_lists_are_whole_and_long_ones_are_shortened() -> None:
    assert short_list([0, 4, 8]) == "0, 4, 8"
    assert short_list(range(6)) == "0, 1, 2, 3, 4, 5"
    assert short_list(range(7)) == "0, 1, …, 6"
    assert short_list(range(0, 400, 4)) == "0, 4, …, 396"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.1, None, "0.1"), (-0.25, None, "−0.25"), (-0.25, 3, "−0.250"), (-0.0001, 2, "0.00")],
)
def test_numbers_have_a_minus_sign_and_no_minus_zero(
    value: float, decimals: int | None, text: str
) -> None:
    assert number(value, decimals) == text


def test_signed_numbers_have_a_sign_whatever_they_are() -> None:
    assert [signed(value, 2) for value in (0.25, -0.25, 0.0)] == ["+0.25", "−0.25", "+0.00"]


def test_listed_numbers_have_commas_between_them() -> None:
    assert number_list([0, -0.1]) == "0, −0.1"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.25, "+0.25"), (-0.25, "−0.25"), (0.0, "+0"), (-0.0, "+0")],
)
def test_a_signed_number_is_as_short_as_it_can_be(value: float, text: str) -> None:
    assert signed(value) == text


@given(st.floats(1e-4, 1e4))
def test_a_tick_is_the_largest_round_number_below(value: float) -> None:
    tick = nice_below(value)
    decade = 10.0 ** math.floor(math.log10(value))
    larger = [step * decade for step in NICE if step * decade > tick * (1 + 1e-6)]
    assert tick <= value * (1 + 1e-6)
    assert all(step > value for step in larger)
    assert any(tick == pytest.approx(step * decade) for step in NICE)


@pytest.mark.parametrize("value", [0.001, 0.03, 0.4, 0.8, 1, 1.5, 200, 5000])
def test_a_round_number_is_its_own_tick(value: float) -> None:
    assert nice_below(value) == value


def test_what_is_round_but_for_an_error_of_rounding_is_its_own_tick() -> None:
    assert nice_below(9.999_999_999) == 10


@given(st.floats(1e-30, 1e30))
def test_a_tick_is_found_at_any_size(value: float) -> None:
    assert 0.6 * value <= nice_below(value) <= value * 1.00001


def test_markup_is_escaped_and_nothing_else() -> None:
    assert rst_text("|cos| of filter_1 * 2") == r"\|cos\| of filter\_1 \* 2"
    assert rst_text("from −0.5 to 0.5") == "from −0.5 to 0.5"


def test_a_range_is_one_number_if_both_ends_read_the_same() -> None:
    assert number_range(0.681, 1.49, 2) == "0.68 to 1.49"
    assert number_range(0.5, 0.502, 2) == "0.50"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (940, "940 B"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (31_400_000, "31 MB"),
        (0, "0 B"),
        (9_949_999, "9.9 MB"),
        (9_950_000, "10 MB"),
        (10_400_000, "10 MB"),
    ],
)
def test_a_size_has_two_or_three_digits_and_its_unit(size: int, words: str) -> None:
    assert file_size(size) == words.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("write", "value"),
    [
        *(
            (write, value)
            for write in (number, signed)
            for value in (math.nan, math.inf, -math.inf)
        ),
        *((percent, value) for value in (math.nan, -math.inf)),
    ],
)
def test_what_is_no_number_is_never_shown(write: Callable[[float], str], value: float) -> None:
    with pytest.raises(ValueError, match="is no number to show"):
        write(value)


def test_a_share_of_nothing_is_more_than_is_written_out() -> None:
    assert percent(math.inf) == percent(10.0) == "> 999\N{NARROW NO-BREAK SPACE}%"


def test_examples_in_docstrings_are_true() -> None:
    failed, tried = doctest.testmod(wording)
    assert tried > 10
    assert failed == 0


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0"),
        (1e-12, "0"),
        (0.0004, "< 0.1"),
        (0.0005, "0.1"),
        (0.0994, "9.9"),
        (0.0995, "10"),
        (0.5, "50"),
        (9.99, "999"),
        (9.995, "> 999"),
        (math.inf, "> 999"),
    ],
)
def test_small_shares_have_a_decimal_and_none_reads_as_zero_that_is_more(
    share: float, text: str
) -> None:
    assert percent(share) == f"{text}\N{NARROW NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (3599.4, "59 min 59 s"),
        (3600.0, "1 h 0 min"),
        (7385.0, "2 h 3 min"),
    ],
)
def test_a_duration_is_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "5 s"),
        (12.0, "10 s"),
        (99.0, "100 s"),
        (100.0, "2 min"),
        (5399.0, "90 min"),
        (5400.0, "2 h"),
    ],
)
def test_a_rough_duration_says_no_more_than_can_be_known(seconds: float, text: str) -> None:
    assert rough_duration(seconds) == text


def test_counts_up_to_twelve_are_in_letters() -> None:
    assert [count_in_words(count) for count in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def test_thousands_stand_apart() -> None:
    assert thousands(1234567) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"
