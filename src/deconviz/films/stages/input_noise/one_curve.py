"""A curve alone on the stage, which can move aside, and go and come from its left end."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import AXIS, INPUT, INPUT_DOT
from deconviz.look.theme import Mark, Theme

BEYOND = 26.0  # pixels of the axis beyond the curve on each side
LARGEST_DOT = 1 / 6  # of the pitch


class OneCurve(VGroup):
    """An input on its axis, which draws itself from the left.

    Parameters
    ----------
    wide, aside
        The map to pixels where the curve is alone, and where it makes room.
    values
        Shape (P,).
    theme
        Colours.
    """

    def __init__(self, wide: Axes, aside: Axes, values: Floats, theme: Theme) -> None:
        self._wide, self._aside, self._values = wide, aside, values
        pitch = float(aside.across(1) - aside.across(0))
        dot = min(INPUT_DOT, pitch * LARGEST_DOT)
        self._curve = Curve(aside, Mark(theme.foreground), INPUT * dot / INPUT_DOT, dot)
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        super().__init__(self._axis, self._curve)

    def at(self, place: float) -> tuple[Floats, Floats]:
        """Return the pixels of all points, `place` from wide 0 to aside 1, each of shape (P,)."""
        steps = np.arange(len(self._values), dtype=float)
        x = (1 - place) * self._wide.across(steps) + place * self._aside.across(steps)
        return x, self._aside.down(self._values)

    def draw(self, place: float, drawn: float) -> None:
        """Draw so much of it, 0 to 1, `place` from wide 0 to aside 1."""
        if drawn <= 0:
            self._curve.hide()
            self._axis.clear_points()
            return
        x, y = self.at(place)
        steps = np.arange(len(x), dtype=float)
        held = np.minimum(steps, drawn * (len(x) - 1))  # (P,)
        x, y = np.interp(held, steps, x), np.interp(held, steps, y)
        self._curve.draw_at(x, y)
        ends = np.array([x[0] - BEYOND, x[-1] + BEYOND])
        self._axis.draw(ends, np.full(2, float(self._aside.down(0.0))))
