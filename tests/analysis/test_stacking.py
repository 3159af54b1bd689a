"""What adds is solid from zero to the sum, and what takes away is a hatch beyond it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.stacking import Piece, add, stack

values = st.lists(st.integers(-8, 8).map(float), max_size=6)  # whole numbers add up exactly


@given(values)
def test_solid_pieces_fill_all_between_zero_and_the_sum(terms: list[float]) -> None:
    solid = sorted((piece.low, piece.high) for piece in stack(terms) if piece.solid)
    total = sum(terms)
    assert sum(high - low for low, high in solid) == abs(total)
    assert all(min(0, total) <= low < high <= max(0, total) for low, high in solid)


@given(values)
def test_pieces_do_not_overlap(terms: list[float]) -> None:
    for one, other in combinations(stack(terms), 2):
        assert one.high <= other.low or other.high <= one.low


@given(values)
def test_a_hatch_lies_beyond_the_sum(terms: list[float]) -> None:
    total = sum(terms)
    for piece in stack(terms):
        if not piece.solid:
            assert piece.high <= min(0, total) or piece.low >= max(0, total)


@given(values.filter(bool))
def test_the_last_term_reaches_from_the_sum_before_it_to_the_sum(terms: list[float]) -> None:
    own = [piece for piece in stack(terms) if piece.term == len(terms) - 1]
    assert sum(piece.high - piece.low for piece in own) == abs(terms[-1])
    if own:
        ends = {min(piece.low for piece in own), max(piece.high for piece in own)}
        assert ends == {sum(terms[:-1]), sum(terms)}


def test_a_term_that_goes_beyond_zero_is_a_hatch_and_then_solid() -> None:
    assert stack([2.0, -3.0]) == [Piece(1, -1.0, 0.0, True), Piece(1, 0.0, 2.0, False)]


def test_a_term_in_the_air_leaves_the_pile_as_it_is() -> None:
    pile = stack([2.0])
    assert add(pile, 1, -1.0, 2.0, base=9.0) == [*pile, Piece(1, 8.0, 9.0, True)]


def test_a_term_that_sinks_in_is_a_hatch_as_far_as_it_has_sunk() -> None:
    sunk = add(stack([2.0]), 1, -1.0, 2.0, base=2.5)
    assert sunk == [
        Piece(0, 0.0, 1.5, True),
        Piece(1, 1.5, 2.0, False),
        Piece(1, 2.0, 2.5, True),
    ]


@pytest.mark.parametrize("terms", [[], [0.0], [0.0, 0.0]])
def test_nothing_makes_no_pieces(terms: list[float]) -> None:
    assert stack(terms) == []


def test_a_term_that_takes_nothing_away_is_one_piece_wherever_it_is() -> None:
    assert add([], 0, 2.0, 0.0, base=-1.0) == [Piece(0, -1.0, 1.0, True)]
    assert add(stack([0.5]), 1, 0.5, 0.5, base=0.25) == [
        Piece(0, 0.0, 0.25, True),
        Piece(1, 0.25, 0.75, True),
    ]
