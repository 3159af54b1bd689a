"""Two lengths that one convolution turns into the same few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import TileArea, put_in
from deconviz.films.mobjects.tracks import between
from deconviz.films.stages.semantics.table_layout import WORD_IN_HOLE, TableLayout
from deconviz.look.language import (
    ARROW,
    BESIDE_BAR,
    LEFT,
    NAME,
    REMARK,
    TILE_RADIUS,
    TINT,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import quantity

ROW_TOPS, ROW = (452.0, 770.0), 131.0
ABOVE, TICK = 26.0, 20.0  # pixels from a bracket to its row, and its height
LEVEL, LEVELS = 22.0, 48.0  # pixels between brackets that overlap, and between all of them
INSET = 6.0  # from the end of a tile to that of a bracket
TO_ARROW = 12.0
REMARK_BASE = 1000.0


@dataclass(frozen=True)
class Shrinking:
    """How far lengths have become numbers, each 0 to 1.

    Attributes
    ----------
    brackets
        How much of those of each row is there.
    arrows
        How far those of each row have grown.
    copies
        How far what the second row makes has come.
    back
        How far the first row has stepped back, for what the second sends across it.
    home
        How far the second row is on its way into the output's place.
    sunk
        How far each row has sunk, the first in its own place.
    words
        How much of the words is there.
    """

    brackets: tuple[float, float]
    arrows: tuple[float, float]
    copies: float
    back: float
    home: float
    sunk: tuple[float, float]
    words: float


class Origins(VGroup):
    """Two rows of points, with the windows of a convolution over each.

    Parameters
    ----------
    state
        The layer whose convolution it is, with its output padding.
    layout, colours
        Where columns are, and the colours of inputs.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self,
        state: StampSum,
        layout: TableLayout,
        colours: list[str],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._state, self._layout = state, layout
        axis, inputs = state.axis, range(len(state.given))
        padding, whole = axis.crop[0], axis.whole(len(state.given))
        added = axis.crop[0] - axis.crop[1]
        shortest = whole - 2 * padding
        self.lengths = shortest, shortest + added
        self._points = [range(padding, padding + length) for length in self.lengths]
        self._pads = [
            [column for column in range(whole) if column not in points] for points in self._points
        ]
        self._copies = [TileArea(colour) for colour in colours]
        self._areas = [TileArea(theme.foreground) for _ in self.lengths]
        self._holes = [Holes(name) for _ in self.lengths]
        self._brackets = [[Line(Mark(colour), ARROW) for colour in colours] for _ in self.lengths]
        self._arrows = [[Arrow(Mark(colour)) for colour in colours] for _ in self.lengths]
        self._pad_words = [
            [Label("pad", 0, 0, size=BESIDE_BAR, colour=theme.muted, align="centre") for _ in pads]
            for pads in self._pads
        ]
        texts = [quantity(len(inputs), "number"), *(quantity(n, "point") for n in self.lengths)]
        middles = [layout.input_middle, *(top + ROW / 2 for top in ROW_TOPS)]
        self._names = [
            Label(
                text, LEFT, middle + NAME / 2, size=NAME, colour=theme.foreground,
                weight="SemiBold",
            )
            for text, middle in zip(texts, middles, strict=True)
        ]  # fmt: skip
        self._remark = Label(_settings(state), LEFT, REMARK_BASE, size=REMARK, colour=theme.muted)
        super().__init__(
            *self._areas,
            *self._holes,
            *(part for row in (0, 1) for part in (*self._brackets[row], *self._arrows[row])),
            *self._copies,
            *(word for row in self._pad_words for word in row),
            *self._names,
            self._remark,
        )

    def window(self, row: int, point: int) -> Box:
        """Return a window's bracket: a rectangle without height."""
        axis = self._state.axis
        first = point * axis.stride
        left, right = (
            self._layout.output(first).left,
            self._layout.output(first + axis.reach - 1).right,
        )
        levels = -(-axis.reach // axis.stride)
        step = min(LEVEL, LEVELS / max(levels - 1, 1))
        y = ROW_TOPS[row] - ABOVE - point % max(levels, 1) * step
        return Box(left + INSET, y, right - INSET, y)

    def draw(self, now: Shrinking) -> None:
        """Draw it so far shrunk."""
        layout, inputs = self._layout, range(len(self._state.given))
        for row, there in enumerate((1 - now.back * (1 - TINT), 1.0)):
            self._draw_row(row, now)
            for point in inputs:
                self._draw_bracket(row, point, now.brackets[row])
                self._draw_arrow(row, point, now.arrows[row])
            parts: list[VMobject] = [self._areas[row], self._holes[row]]
            for part in (*parts, *self._brackets[row], *self._arrows[row]):
                fade(part, there)
        for point, copy in enumerate(self._copies):
            is_on_its_way = 0 < now.copies < 1
            end = layout.input(self._state.above(point))
            copy.draw([between(self.window(1, point), end, now.copies)] if is_on_its_way else [])
        for label in (*self._names, self._remark):
            fade(label, now.words)

    def numbers_named(self, shown: float) -> None:
        """Fade the name of the numbers apart from those of the rows."""
        fade(self._names[0], shown)

    def _draw_row(self, row: int, now: Shrinking) -> None:
        """Draw points and pads; a pad has no word where something may cross it."""
        pads = self._boxes(row, self._pads[row], now)
        self._areas[row].draw(self._boxes(row, list(self._points[row]), now))
        is_there = row == 0 or now.sunk[row] == 0  # the table has holes in their places
        holes = [box for box in pads if is_there and box.height > 2 * TILE_RADIUS]
        self._holes[row].draw(holes)
        words = now.words * (1 - now.back) if row == 0 else now.words
        for word, box in zip(self._pad_words[row], pads, strict=True):
            fade(word, words * (now.sunk[row] == 0 and put_in(word, box, WORD_IN_HOLE)))

    def _boxes(self, row: int, columns: list[int], now: Shrinking) -> list[Box]:
        boxes = []
        for column in columns:
            end = self._layout.output(column)
            start = Box(end.left, ROW_TOPS[row], end.right, ROW_TOPS[row] + ROW)
            box = between(start, end, now.home if row else 0.0)
            top = box.top + now.sunk[row] * box.height
            boxes.append(Box(box.left, top, box.right, box.bottom))
        return boxes

    def _draw_arrow(self, row: int, point: int, share: float) -> None:
        """Draw the way from a window to its number."""
        arrow = self._arrows[row][point]
        x = self._layout.middle(self._state.above(point))
        start = self.window(row, point).top - ARROW / 2
        if share:
            arrow.grow((x, start), (x, self._layout.input(0).bottom + TO_ARROW), share)
        else:
            arrow.draw(np.full(2, x), np.full(2, start))

    def _draw_bracket(self, row: int, point: int, share: float) -> None:
        box, bracket = self.window(row, point), self._brackets[row][point]
        middle, half = (box.left + box.right) / 2, share * box.width / 2
        x = np.array([middle - half, middle - half, middle + half, middle + half])
        lowest = ROW_TOPS[row] - ABOVE + TICK
        foot = box.top + share * (lowest - box.top)
        if share:
            bracket.draw(x, np.array([foot, box.top, box.top, foot]))
        else:
            bracket.clear_points()


def _settings(state: StampSum) -> str:
    axis = state.axis
    dilation = f", dilation {axis.dilation}" if axis.dilation > 1 else ""
    return f"kernel {axis.kernel}, stride {axis.stride}, padding {axis.crop[0]}{dilation}"
