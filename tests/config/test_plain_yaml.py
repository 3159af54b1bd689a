"""What is written in YAML means what it looks like, or is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.config.plain_yaml import parse
from deconviz.errors import UserError


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("011", "write 11"),
        ("-022", "write -22"),
        ("08", "write 8"),
        ("00", "write 0"),
        ("010.5", "write 10.5"),
        ("0o11", "write 9"),
        ("0x1f", "write 31"),
        ("0b11", "write 3"),
        ("1_000", "write 1000"),
        ("12:30:45", "write it like 11 or 0.01"),
        ("1:30", "write it like 11 or 0.01"),
        ("2020-01-01", "write it like 11 or 0.01"),
        ("2020-13-01", "write it like 11 or 0.01"),
        ("3 channels", "write it like 11 or 0.01"),
        ("!!int 011", "write 11"),
        ("!!int abc", "write it like 11 or 0.01"),
    ],
)
def test_what_is_no_plain_number_is_refused_with_what_to_write(text: str, instead: str) -> None:
    number = text.removeprefix("!!int ")
    with pytest.raises(UserError) as caught:
        parse(f"a: 1\nb: [2, {text}]\n")
    assert str(caught.value) == f"line 2: {number} is not a plain number: {instead}"


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_is_itself(number: int) -> None:
    value = parse(str(number))
    assert value == number
    assert isinstance(value, int)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_decimal_number_is_itself(number: float) -> None:
    assert parse(repr(number)) == number


@given(st.from_regex(r"[-+]?[0-9][0-9_:.xobe-]{0,12}[0-9]", fullmatch=True))
def test_what_begins_like_a_number_is_read_as_python_reads_it_or_refused(text: str) -> None:
    try:
        value = parse(text)
    except UserError as error:
        assert "is not a plain number" in str(error)
    else:
        assert value == float(text)
        assert text.lstrip("+-")[:2] not in {f"0{digit}" for digit in range(10)}


@pytest.mark.parametrize(
    ("text", "value"), [("1e-3", 0.001), (".5", 0.5), ("5.", 5), (".inf", math.inf)]
)
def test_numbers_may_be_short(text: str, value: float) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "NO", "nan"])
def test_a_word_is_a_word(word: str) -> None:
    assert parse(f"{word}: {word}") == {word: word}


def test_a_boolean_is_true_or_false() -> None:
    assert parse("[true, False, ~]") == [True, False, None]


def test_quotes_make_a_word_of_a_number() -> None:
    assert parse("'011'") == "011"


def test_a_key_is_a_name_whatever_it_looks_like() -> None:
    assert parse("{011: 1, 1: 2, null: 3}") == {"011": 1, "1": 2, "null": 3}
