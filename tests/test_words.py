"""Counts and lists are said as people say them."""

from __future__ import annotations

import pytest

from deconviz.plotting.words import abridged, counted


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 windows"), (1, "1 window"), (2, "2 windows"), (16384, "16384 windows")],
)
def test_a_count_takes_the_plural_but_for_one(count: int, said: str) -> None:
    assert counted(count, "window") == said


def test_a_plural_may_be_given() -> None:
    assert counted(2, "bias", "biases") == "2 biases"


def test_short_lists_are_whole_and_long_ones_are_shortened() -> None:
    assert abridged([0, 4, 8]) == "0, 4, 8"
    assert abridged(range(6)) == "0, 1, 2, 3, 4, 5"
    assert abridged(range(0, 400, 4)) == "0, 4, …, 396"
