"""Entries that BibTeX can read."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deconviz.site import bibtex

WORK: dict[str, Any] = {
    "title": "rain",
    "version": "1.0",
    "date-released": "2026-11-25",
    "authors": [
        {"name": "the rain authors"},
        {"family-names": "Drop", "given-names": "A."},
    ],
}


def test_the_whole_work_is_cited_as_the_repository_says() -> None:
    work = bibtex.citation()
    entry = bibtex.entry(work)
    assert entry.startswith("@misc{deconviz,\n")
    assert work["abstract"].rstrip(".") in entry
    assert f"Version {work['version']}" in entry


def test_names_of_people_and_of_groups_are_told_apart() -> None:
    assert "author = {{the rain authors} and Drop, A.}," in bibtex.entry(WORK)


def test_a_part_has_its_name_in_the_key_and_the_address_of_the_code() -> None:
    entry = bibtex.entry(WORK, "wet-drops", "Drops", "Figure", "https://example.org/a_b")
    assert entry.startswith("@misc{rain-wet-drops,\n")
    assert "note = {Figure wet-drops of rain 1.0}," in entry
    assert "url = {https://example.org/a_b}," in entry


@given(st.text(alphabet=st.sampled_from("ab {}\\%$#&_~^−×±")))
def test_braces_match_whatever_a_title_holds(title: str) -> None:
    bare = re.sub(r"\\[{}]", "", bibtex.entry(WORK, "x", title, "Film"))
    depth = 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
