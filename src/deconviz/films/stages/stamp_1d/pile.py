"""A pile: what is scaled hangs in the air, drops onto the sum so far, and lies there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis import stacking
from deconviz.analysis.stacking import Piece
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.stages.stamp_1d.stamp_layout import BAR, FALL
from deconviz.look.language import TINT
from deconviz.look.theme import Theme

THINNEST = (2.0, 5.0)  # pixels: of the line, in the narrowest columns and in wide ones
OF_PITCH = 0.25


class Pile(VGroup):
    """Terms that drop one after another, and the line of their sum.

    Parameters
    ----------
    terms
        In their order, shape (T, W).
    ground
        What is there before the first, the same at each point.
    colours
        Of the ground and then of each term, hexadecimal.
    axes, air
        Of the sum, and of what hangs above it; both have one scale.
    kept
        The points that are not cropped.
    theme
        Colours.

    Attributes
    ----------
    landed
        How much of each term is part of the sum now, 0 to 1, shape (T, W).
    line
        Of the sum.
    """

    def __init__(
        self,
        terms: Floats,
        ground: float,
        colours: Sequence[str],
        axes: Axes,
        air: Axes,
        kept: slice,
        theme: Theme,
    ) -> None:
        self._terms, self._ground, self._axes, self._kept = terms, ground, axes, kept
        self._top = float(axes.values(air.down(0.0)))
        self._bars, self._cut = (StackedBars(axes, colours, BAR) for _ in range(2))
        pitch = float(axes.across(1) - axes.across(0))
        thinnest = float(np.clip(OF_PITCH * pitch, *THINNEST))
        self.line = SumLine(axes, theme, thinnest)
        self.landed = np.zeros_like(terms)
        self._landed = self._all_landed()
        self._drawn: tuple[float, ...] = ()
        super().__init__(self._cut, self._bars, self.line)

    def draw(
        self,
        done: int,
        grown: float = 0.0,
        fallen: float = 0.0,
        *,
        height: float = 1.0,
        gone: float = 0.0,
    ) -> None:
        """Draw a moment.

        Parameters
        ----------
        done
            How many terms lie.
        grown, fallen
            How much of the next one is there, and how far it has fallen, 0 to 1.
        height
            How much of all is there, 0 to 1; nothing at all clears the picture.
        gone
            How far what is cropped has fallen, 0 to 1.
        """
        state = done, grown, fallen, height, gone
        if state == self._drawn:
            return
        self._drawn = state
        columns = list(self._landed[done])
        self.landed = np.zeros_like(self._terms)
        self.landed[:done] = 1.0
        if grown and done < len(self._terms):
            self._drop(columns, done, grown, fallen)
        self._draw_bars(columns, height, gone)
        self._draw_line(height, gone)

    def hide(self) -> None:
        """Draw nothing."""
        self.draw(0, height=0.0)

    def fade_bars(self, opacity: float) -> None:
        """Leave the line, and so much of the bars."""
        _fade(self._bars, opacity)

    def sums(self, done: int) -> Floats:
        """Return the sum of the ground and so many terms, shape (W,)."""
        return np.asarray(self._ground + self._terms[:done].sum(0))

    def shown(self) -> dict[str, Any]:
        """Return how much of each term is landed, and the sum as the line shows it.

        Nothing is left out of the sum while it is drawn at its full height; before and after,
        there is none.
        """
        places = self.line.places()
        is_whole = len(places) > 0 and self._drawn[3] == 1.0
        sums = self._axes.values(places[:, 1]).tolist() if is_whole else None
        return {"landed": self.landed.tolist(), "sum": sums, "cropped": bool(self._drawn[4] > 0)}

    def _draw_line(self, height: float, gone: float) -> None:
        if not height:
            self.line.hide()
            return
        points = slice(0, self._terms.shape[1]) if not gone else self._kept
        columns = np.arange(points.start, points.stop, dtype=float)
        sums = self._ground + (self.landed * self._terms).sum(0)  # (W,)
        x, y = self._axes.across(columns), self._axes.down(height * sums[points])
        self.line.draw_at(x, y)

    def _draw_bars(self, columns: list[list[Piece]], height: float, gone: float) -> None:
        zero = float(self._axes.down(0.0))

        def shrink(_: Piece, box: Box) -> Box:
            top, bottom = (zero + height * (y - zero) for y in (box.top, box.bottom))
            return Box(box.left, top, box.right, bottom)

        outside = [column if _is_outside(c, self._kept) else [] for c, column in _each(columns)]
        if gone:
            columns = [[] if _is_outside(c, self._kept) else column for c, column in _each(columns)]
        if not height:
            columns = [[] for _ in columns]
        self._bars.draw(columns, shrink if height < 1 else None)
        self._draw_cut(outside if 0 < gone < 1 else [], gone)

    def _draw_cut(self, outside: list[list[Piece]], gone: float) -> None:
        down = gone * FALL

        def fall(_: Piece, box: Box) -> Box:
            return Box(box.left, box.top + down, box.right, box.bottom + down)

        self._cut.draw(outside, fall)
        _fade(self._cut, min(2 - 2 * gone, 1.0))

    def _drop(self, columns: list[list[Piece]], term: int, grown: float, fallen: float) -> None:
        values, totals = grown * self._terms[term], self.sums(term)  # (W,) each
        bases = (1 - fallen) * self._top + fallen * totals  # (W,)
        for column in np.flatnonzero(values).tolist():
            value, total, base = (float(of[column]) for of in (values, totals, bases))
            columns[column] = stacking.add(columns[column], term + 1, value, total, base=base)
            left = min(abs(base - total) / abs(value), 1.0)
            self.landed[term, column] = fallen * (1 - left)

    def _all_landed(self) -> list[list[list[Piece]]]:
        """Return the pieces of each column before the first term, and after each."""
        landed = [[stacking.stack([self._ground]) for _ in range(self._terms.shape[1])]]
        for term, values in enumerate(self._terms.tolist()):
            totals = self.sums(term).tolist()
            landed.append(
                [
                    stacking.add(pieces, term + 1, value, total, base=total)
                    for pieces, value, total in zip(landed[-1], values, totals, strict=True)
                ]
            )
        return landed


def _each(columns: list[list[Piece]]) -> list[tuple[int, list[Piece]]]:
    return list(enumerate(columns))


def _is_outside(column: int, kept: slice) -> bool:
    return not kept.start <= column < kept.stop


def _fade(bars: StackedBars, opacity: float) -> None:
    """Set the opacity of bars; what was taken away stays paler."""
    for part in cast("list[VMobject]", bars.get_family()):
        fade(part, opacity * (TINT if isinstance(part, Tint) else 1.0))
