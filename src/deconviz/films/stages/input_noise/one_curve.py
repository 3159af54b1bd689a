"""A curve alone on the stage, which can move aside, and whose end can draw in."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import AXIS, INPUT, INPUT_DOT
from deconviz.look.theme import Mark, Theme

BEYOND = 26.0  # pixels of the axis beyond the curve on each side
LARGEST_DOT = 1 / 6  # of the pitch

Places = tuple[Floats, Floats]
"""Pixels across and down, each of shape (n,)."""


class OneCurve(VGroup):
    """An input on its axis; copies of its first points can go elsewhere.

    Parameters
    ----------
    wide, aside
        The map to pixels where the curve is alone, and where it makes room.
    values
        Shape (P,).
    kept
        How many first points remain when the rest has drawn in.
    copies
        How many copies go elsewhere.
    theme
        Colours.
    """

    def __init__(
        self, wide: Axes, aside: Axes, values: Floats, kept: int, copies: int, theme: Theme
    ) -> None:
        self._wide, self._aside, self._values, self._kept = wide, aside, values, kept
        pitch = float(aside.across(1) - aside.across(0))
        dot = min(INPUT_DOT, pitch * LARGEST_DOT)
        mark = Mark(theme.foreground)
        self.copies = [Curve(aside, mark, INPUT * dot / INPUT_DOT, dot) for _ in range(copies)]
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        super().__init__(self._axis, *self.copies)

    def at(self, place: float) -> Places:
        """Return the pixels of all points, `place` from wide 0 to aside 1, each of shape (P,)."""
        steps = np.arange(len(self._values), dtype=float)
        x = (1 - place) * self._wide.across(steps) + place * self._aside.across(steps)
        return x, self._aside.down(self._values)

    def draw(
        self, place: float, drawn_in: float, gone: float, targets: list[Places]
    ) -> list[Places]:
        """Draw it, and return where its copies are.

        Parameters
        ----------
        place
            From wide 0 to aside 1.
        drawn_in
            How far its end has drawn in, 0 to 1.
        gone
            How far copies are on their ways, 0 to 1: they fade as they arrive.
        targets
            Where they go, as many points as are kept.
        """
        x, y = self.at(place)
        last = self._kept - 1
        steps = np.arange(len(x), dtype=float)
        held = np.minimum(steps, last + (1 - drawn_in) * (len(x) - 1 - last))  # (P,)
        x, y = np.interp(held, steps, x), np.interp(held, steps, y)
        self._draw_axis(place, float(x[-1]) + BEYOND, 1 - gone)
        if drawn_in == 1:
            x, y = x[: self._kept], y[: self._kept]
        ways = [(x + gone * (to_x - x), y + gone * (to_y - y)) if gone else (x, y)
                for to_x, to_y in targets]  # fmt: skip
        for number, (copy, way) in enumerate(zip(self.copies, ways, strict=True)):
            if gone == 1 or (number and gone == 0):
                copy.hide()
            else:
                copy.draw_at(*way)
                fade(copy, 1 - max(2 * gone - 1, 0.0))
        return ways

    def _draw_axis(self, place: float, right: float, share: float) -> None:
        x, _ = self.at(place)
        left = float(x[0]) - BEYOND
        ends = np.array([left, left + share * (right - left)])
        self._axis.draw(ends, np.full(2, float(self._aside.down(0.0))))
