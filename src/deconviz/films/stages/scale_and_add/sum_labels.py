"""What stands beside a finished sum: whose pieces are whose, and what a hatch means."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.analysis.stacking import Piece
from deconviz.analysis.sum_example import SumExample
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.piece_labels import PieceLabels
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.scale_and_add.sum_terms import column_pieces, shown_terms
from deconviz.look.language import NAME, REMARK, TEXT_TO_MARK

BESIDE = 26.0  # pixels from the columns to names on the right
BEFORE = 32.0  # pixels from the columns to the remark on the left
LINES = 50.0  # pixels from one line of the remark to the next
ABOVE_NAME = 28.0  # pixels between the remark and the name of the axis
TALL = 24.0  # pixels: hatches that are not so tall have no remark


class SumLabels(VGroup):
    """Names at the pieces of the last column, and a remark at a hatch of the first.

    Parameters
    ----------
    example
        What is added.
    bars
        That show it.
    names, colours
        Of the bias and the filters.
    axes
        Of the sum.
    top
        Pixels: above there is no name.

    Attributes
    ----------
    names
        Of the pieces.
    remark
        What a hatch means; without words where there is no hatch, or no room.
    takes_away
        Whose hatch the remark is about, as a term, or None.
    """

    def __init__(
        self,
        example: SumExample,
        bars: StackedBars,
        names: Sequence[str],
        colours: Sequence[str],
        axes: Axes,
        top: float,
    ) -> None:
        columns = column_pieces(shown_terms(example))
        self.names = _names(columns[-1], len(columns) - 1, bars, names, colours, axes, top)
        hatch = _tallest_hatch(columns[0])
        self.takes_away = hatch.term if hatch else None
        self.remark = VGroup(*(_remark(hatch, columns[0], bars, colours, axes) if hatch else []))
        super().__init__(self.names, self.remark)


def _names(
    pieces: Sequence[Piece],
    column: int,
    bars: StackedBars,
    names: Sequence[str],
    colours: Sequence[str],
    axes: Axes,
    top: float,
) -> PieceLabels:
    """Name the largest piece of each term."""
    largest = {
        piece.term: piece for piece in sorted(pieces, key=lambda piece: piece.high - piece.low)
    }
    terms = sorted(largest)
    boxes = [bars.box(column, largest[term]) for term in terms]
    return PieceLabels(
        [names[term] for term in terms],
        [colours[term] for term in terms],
        boxes,
        axes.box.right + BESIDE,
        top + TEXT_TO_MARK,
    )


def _tallest_hatch(pieces: Sequence[Piece]) -> Piece | None:
    hatches = (piece for piece in pieces if not piece.solid)
    return max(hatches, key=lambda piece: piece.high - piece.low, default=None)


def _remark(
    hatch: Piece,
    pieces: Sequence[Piece],
    bars: StackedBars,
    colours: Sequence[str],
    axes: Axes,
) -> list[Label]:
    """Say what a hatch of the first column means, if there is room beside it."""
    box, colour = bars.box(0, hatch), colours[hatch.term]
    if box.height < TALL or hatch.high <= 0:  # there is no room below the axis
        return []
    name_top = float(axes.down(0.0)) + 6 - NAME
    middle = min((box.top + box.bottom) / 2, name_top - ABOVE_NAME - (LINES + REMARK) / 2)
    x, base = box.left - BEFORE, middle - (LINES - REMARK) / 2
    others = [bars.box(0, other) for other in pieces if other.term != hatch.term]
    if any(_away(other, base) < _away(box, base) for other in others):
        return []
    return [
        Label(line, x, y, size=REMARK, colour=colour, weight="SemiBold", align="right")
        for line, y in (("takes", base), ("away", base + LINES))
    ]


def _away(box: Box, base: float) -> float:
    """Return how far above or below a box a line of the remark stands, in pixels."""
    return max(box.top - base, base - REMARK - box.bottom, 0.0)
