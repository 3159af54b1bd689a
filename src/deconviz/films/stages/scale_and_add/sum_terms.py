"""The terms of a sum as pieces of columns, and as terms of an equation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deconviz.analysis.stacking import Piece, stack
from deconviz.analysis.sum_example import SumExample
from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.scale_and_add.sum_equation import Term
from deconviz.look.language import SUM, SUM_DOT, TEXT_IN_BAR, TEXT_TO_MARK

MOST_IN_BARS = 9  # points; with more, only the equation has numbers
SEEN = 88.0  # pixels: how far left and right of its middle a number may reach


def shown_terms(example: SumExample) -> Floats:
    """Return the terms that are drawn: a bias that rounds to zero is none, (1 + P, K)."""
    terms = example.terms.copy()
    if not example.has_bias:
        terms[0] = 0.0
    return terms


def column_pieces(terms: Floats) -> list[list[Piece]]:
    """Pile terms (T, K) up in each column."""
    return [stack(column) for column in terms.T.tolist()]


def equation_terms(
    example: SumExample, bars: StackedBars, colours: Sequence[str], axes: Axes
) -> list[Term]:
    """Return the terms of the point that is written out, and where their bars are."""
    column, first = example.point, 0 if example.has_bias else 1
    values = shown_terms(example)[:, column]  # (1 + P,)
    pieces = column_pieces(shown_terms(example))[column]
    ends = np.concatenate([[0.0], values.cumsum()])  # (2 + P,)
    terms = []
    for index in range(first, len(values)):
        low, high = sorted((float(ends[index]), float(ends[index + 1])))
        whole = Piece(index, low, high, solid=True)
        box = bars.box(column, whole)
        has_room = whole in pieces and example.terms.shape[1] <= MOST_IN_BARS
        room = _beside_line(box, example, axes) if has_room else None
        terms.append(Term(float(values[index]), colours[index], box, room))
    return terms


def _beside_line(box: Box, example: SumExample, axes: Axes) -> Box:
    """Cut off the part of a bar that the line of the sum lies on."""
    totals = axes.down(example.terms.sum(0))  # (K,), pixels
    x = np.linspace(max(box.left, _centre(box) - SEEN), min(box.right, _centre(box) + SEEN), 29)
    line = np.interp(x, axes.across(np.arange(len(totals), dtype=float)), totals)
    dot = totals[example.point]
    more = TEXT_TO_MARK - TEXT_IN_BAR + 2
    upper = min(float(line.min()) - SUM / 2, float(dot) - SUM_DOT) - more
    lower = max(float(line.max()) + SUM / 2, float(dot) + SUM_DOT) + more
    if lower <= box.top or upper >= box.bottom:
        return box
    if lower - box.top < box.bottom - upper:
        return Box(box.left, max(box.top, lower), box.right, box.bottom)
    return Box(box.left, box.top, box.right, min(box.bottom, upper))


def _centre(box: Box) -> float:
    return (box.left + box.right) / 2
