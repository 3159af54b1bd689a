"""Any line of text means itself to TeX."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.talk.decks.inter import composed, has
from deconviz.talk.decks.tex_text import tex
from support.paper_decks import EVERY_SPECIAL

NAMES = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\{(?P<of>[^}]?)\}|\\(?P<sign>[{}$&#%_])|\{\}|(?P<plain>.)", re.S
)
FORBIDDEN = set("\\{}$&#%_~^")


def read(source: str) -> str:
    """Return what TeX sets: a small reader of the commands that may occur, and of no others."""
    text = ""
    for token in TOKEN.finditer(source):
        if token["name"]:
            text += token["of"] if token["name"] == "other" else NAMES[token["name"]]
        else:
            assert token["sign"] or token["plain"] not in FORBIDDEN, f"{token[0]!r} is not escaped"
            text += token["sign"] or token["plain"] or ""
    return text


@pytest.mark.slow
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_line_is_set_as_it_is(line: str) -> None:
    assert read(tex(line)) == composed(line)


@pytest.mark.parametrize(
    "line", [*sorted(FORBIDDEN), EVERY_SPECIAL, "\\\\{}", "%%", "a\tb", "Ärger, naïve"]
)
def test_specials_are_set_as_they_are(line: str) -> None:
    assert read(tex(line)) == line.replace("\t", " ")


def test_plain_text_stays_plain() -> None:
    line = "A sum of 3 filters, with 0.28 + 0.24 = 0.52 (that's it): why? −1 × é"
    assert tex(line) == line


@pytest.mark.parametrize("line", ["--", "---", "?`", "!`", "``", "''", ",,", "<<", ">>"])
def test_signs_stay_apart(line: str) -> None:
    assert tex(line) == "{}".join(line)


def test_a_letter_and_its_accent_become_one() -> None:
    assert tex("e\N{COMBINING ACUTE ACCENT}") == "é"


def test_what_inter_lacks_is_marked() -> None:
    assert tex("日 or 本") == r"\other{日} or \other{本}"
    assert not has("日")
    assert all(map(has, "abcÄßłŞαΩЖії−×→≤≥√"))


def test_line_ends_do_not_end_a_line() -> None:
    assert tex("one\r\ntwo") == "one  two"
