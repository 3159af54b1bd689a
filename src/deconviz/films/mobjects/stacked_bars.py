"""Columns of bars that stack: solid where they add, hatched where they take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import VGroup

from deconviz.analysis.stacking import Piece
from deconviz.films.mobjects.areas import Areas, Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.hatch import Hatch
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AXIS, BAR_GAP, BAR_RADIUS, LOWEST_BAR, TINT

WIDTH = 0.8  # of a column, in pitches
LARGEST_RADIUS = 0.18  # of a bar's width
NARROW = 14.0  # pixels: what was taken from narrower bars is tinted, since a hatch has no room


class StackedBars(VGroup):
    """The pieces of all columns, one colour a term.

    Parameters
    ----------
    axes
        The map to pixels; columns are 1 apart.
    colours
        Of the terms, hexadecimal.
    width
        Of a column, in pitches.
    """

    def __init__(self, axes: Axes, colours: Sequence[str], width: float = WIDTH) -> None:
        self._axes, self._width = axes, width
        pixels = width * float(axes.across(1) - axes.across(0))
        radius = min(BAR_RADIUS, pixels * LARGEST_RADIUS)
        self.hatched: list[Hatch | Tint] = [
            Tint(colour, radius, TINT) if pixels < NARROW else Hatch(colour) for colour in colours
        ]
        self.solid = [Areas(colour, radius) for colour in colours]
        super().__init__(*self.hatched, *self.solid)

    def draw(
        self,
        columns: Sequence[Sequence[Piece]],
        place: Callable[[Piece, Box], Box] | None = None,
    ) -> None:
        """Draw the pieces of each column.

        Parameters
        ----------
        columns
            Of each, the pieces.
        place
            Says where a piece is that has left the box that it is given.
        """
        for term, (solid, hatched) in enumerate(zip(self.solid, self.hatched, strict=True)):
            things: tuple[tuple[Areas | Hatch, bool], ...] = ((solid, True), (hatched, False))
            for thing, is_solid in things:
                thing.draw(
                    [
                        self._place(column, piece, place)
                        for column, pieces in enumerate(columns)
                        for piece in pieces
                        if piece.term == term and piece.solid == is_solid
                    ]
                )

    def _place(self, column: int, piece: Piece, place: Callable[[Piece, Box], Box] | None) -> Box:
        box = self.box(column, piece)
        return place(piece, box) if place else box

    def box(self, column: int, piece: Piece) -> Box:
        """Return where a piece is: on the axis it begins beside the line, else with a gap."""
        half = self._width / 2 * float(self._axes.across(1) - self._axes.across(0))
        x, zero = float(self._axes.across(column)), float(self._axes.down(0))
        top, bottom = float(self._axes.down(piece.high)), float(self._axes.down(piece.low))
        if piece.low >= 0:
            bottom -= AXIS / 2 if piece.low == 0 else BAR_GAP
            top = min(top, bottom - LOWEST_BAR)
        elif piece.high <= 0:
            top += AXIS / 2 if piece.high == 0 else BAR_GAP
            bottom = max(bottom, top + LOWEST_BAR)
        elif top < zero < bottom and bottom - top < LOWEST_BAR:
            top, bottom = zero - LOWEST_BAR, zero
        return Box(x - half, top, x + half, bottom)
