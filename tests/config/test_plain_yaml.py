"""What is written in YAML means what it looks like, or is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.config.plain_yaml import (
    DEEPEST,
    MOST_LETTERS,
    MOST_VALUES,
    check_length,
    check_size,
    check_values,
    parse,
)
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


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: ]",
        "\na: \a",
        'a: 1\nb: "\\ud800"',
        "a: 1\n? [b]\n: 1",
        "a: 1\na: 1",
        "a: 1\nb: !!bool x",
        "a: 1\nb: !!binary x",
        "a: 1\nb: &b [*b]",
        "a: 1\nb: " + "[" * (DEEPEST + 1),
    ],
    ids=range(9),
)
def test_what_is_refused_is_named_with_its_line(text: str) -> None:
    with pytest.raises(UserError, match=r"^line 2: "):
        parse(text)


# --- Limits ---


def nested(depth: int) -> Any:
    """Return 1 in so many lists and mappings, in turn."""
    value: Any = 1
    for number in range(depth):
        value = [0, value] if number % 2 else {"a": 0, "b": value}
    return value


def repeated(values: int) -> str:
    """Write YAML of so many values, whole hundreds of them: a list counts, and so does `*name`."""
    again = ", *a" * (values // 100 - 1)
    return f"[&a [{', '.join(['1'] * 98)}]{again}]"


def test_lists_and_mappings_may_be_as_deep_as_is_said_and_no_deeper() -> None:
    check_values(nested(DEEPEST))
    assert parse(str(nested(DEEPEST))) == nested(DEEPEST)
    with pytest.raises(UserError, match="more than 30 lists or mappings in one another"):
        check_values(nested(DEEPEST + 1))
    with pytest.raises(UserError, match="more than 30 lists or mappings in one another"):
        parse(str(nested(DEEPEST + 1)))


def test_a_list_may_hold_as_many_values_as_is_said_and_no_more() -> None:
    check_values([1] * (MOST_VALUES - 1))
    check_values({str(number): number for number in range(MOST_VALUES - 1)})
    for values in ([1] * MOST_VALUES, {str(number): number for number in range(MOST_VALUES)}):
        with pytest.raises(UserError, match="more than 20,000 values: leave some out"):
            check_values(values)


def test_what_is_repeated_counts_each_time() -> None:
    assert len(parse(repeated(MOST_VALUES))) == MOST_VALUES // 100
    for more in (" 1", " *a"):
        with pytest.raises(UserError, match="line 2: more than 20,000 values: leave some out"):
            parse(f"{repeated(MOST_VALUES)[:-1]},\n{more}]")


def test_what_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(UserError, match="in one another"):
        check_values(endless)


def test_a_text_may_be_as_long_as_is_said_and_no_longer() -> None:
    check_length(MOST_LETTERS)
    with pytest.raises(UserError, match="is 500,001 letters long: 500,000 are allowed"):
        check_length(MOST_LETTERS + 1)


def test_the_size_of_what_is_no_yaml_may_pass() -> None:
    for text in ("a: ]", "a: \a", 'a: "\\U00110000"', "a: [1, 2]"):
        check_size(text)
    with pytest.raises(UserError, match="more than 30 lists or mappings in one another"):
        check_size("[" * (DEEPEST + 1))
