"""How signed terms pile up: what adds is solid, and what takes away leaves a hatch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True)
class Piece:
    """A part of a column that belongs to one term.

    Attributes
    ----------
    term
        Whose it is, counted from 0.
    low, high
        Where it is.
    solid
        Whether it adds; otherwise it marks what its term took away.
    """

    term: int
    low: float
    high: float
    solid: bool


def stack(terms: Iterable[float]) -> list[Piece]:
    """Pile terms up, each from the sum of those before it.

    Away from zero a term is solid, towards zero it is a hatch, and beyond zero it is solid again.

    Parameters
    ----------
    terms
        In their order.

    Returns
    -------
    list of Piece
        They do not overlap, and the solid ones fill all between zero and the sum.

    Examples
    --------
    >>> stack([3.0, -1.0])
    [Piece(term=0, low=0.0, high=2.0, solid=True), Piece(term=1, low=2.0, high=3.0, solid=False)]
    """
    pieces: list[Piece] = []
    total = 0.0
    for term, value in enumerate(terms):
        pieces = add(pieces, term, value, total, base=total)
        total += value
    return pieces


def add(pieces: list[Piece], term: int, value: float, total: float, *, base: float) -> list[Piece]:
    """Put one more term on a pile, or hold it above.

    Parameters
    ----------
    pieces
        The pile so far.
    term, value
        Which term, and how large it is.
    total
        The sum so far.
    base
        Where the term begins: at `total` when it has arrived.
    """
    low, high = sorted((base, base + value))
    cuts = [low, high]
    takes_away = value * total < 0
    if takes_away:
        cuts = sorted({low, high, *(at for at in (0.0, total) if low < at < high)})
    parts = [
        Piece(term, start, end, solid=not (takes_away and _between(start, end, total)))
        for start, end in pairwise(cuts)
        if start < end
    ]
    return [*_without(pieces, low, high), *parts]


def _between(start: float, end: float, total: float) -> bool:
    """Tell whether a part lies between zero and the sum."""
    return min(0.0, total) <= start and end <= max(0.0, total)


def _without(pieces: list[Piece], low: float, high: float) -> list[Piece]:
    """Return what is left of pieces outside of a range."""
    below = (replace(piece, high=min(piece.high, low)) for piece in pieces)
    above = (replace(piece, low=max(piece.low, high)) for piece in pieces)
    return [piece for pair in zip(below, above, strict=True) for piece in pair if _is_there(piece)]


def _is_there(piece: Piece) -> bool:
    return piece.low < piece.high
