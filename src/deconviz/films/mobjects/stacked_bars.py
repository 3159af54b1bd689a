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
        self._first, self._zero = float(axes.across(0)), float(axes.down(0))
        self._pitch = float(axes.across(1)) - self._first
        self._unit = self._zero - float(axes.down(1))
        pixels = width * self._pitch
        self._half = pixels / 2
        radius = min(BAR_RADIUS, pixels * LARGEST_RADIUS)
        self.hatched: list[Hatch | Tint] = [
            Tint(colour, radius, TINT) if pixels < NARROW else Hatch(colour) for colour in colours
        ]
        self.solid = [Areas(colour, radius) for colour in colours]
        self._drawn: dict[tuple[int, bool], list[Box]] = {}
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
        boxes: dict[tuple[int, bool], list[Box]] = {}
        for column, pieces in enumerate(columns):
            for piece in pieces:
                box = self._place(column, piece, place)
                boxes.setdefault((piece.term, piece.solid), []).append(box)
        for term, (solid, hatched) in enumerate(zip(self.solid, self.hatched, strict=True)):
            for thing, key in ((solid, (term, True)), (hatched, (term, False))):
                now = boxes.get(key, [])
                if now != self._drawn.get(key):
                    self._drawn[key] = now
                    thing.draw(now)

    def _place(self, column: int, piece: Piece, place: Callable[[Piece, Box], Box] | None) -> Box:
        box = self.box(column, piece)
        return place(piece, box) if place else box

    def box(self, column: int, piece: Piece) -> Box:
        """Return where a piece is: on the axis it begins beside the line, else with a gap."""
        half, zero = self._half, self._zero
        x = self._first + column * self._pitch
        top, bottom = zero - piece.high * self._unit, zero - piece.low * self._unit
        if piece.low >= 0:
            bottom -= AXIS / 2 if piece.low == 0 else BAR_GAP
            top = min(top, bottom - LOWEST_BAR)
        elif piece.high <= 0:
            top += AXIS / 2 if piece.high == 0 else BAR_GAP
            bottom = max(bottom, top + LOWEST_BAR)
        elif top < zero < bottom and bottom - top < LOWEST_BAR:
            top, bottom = zero - LOWEST_BAR, zero
        return Box(x - half, top, x + half, bottom)
