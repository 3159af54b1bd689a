"""A filter as pale bars with its line, which rise out of their axis and change."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AT_WORK, AXIS, BAR_RADIUS, DOT_AT_WORK, in_film
from deconviz.look.theme import Mark, Theme

SHARE = 0.75  # of the pitch, that a bar is wide
PALE = 0.4  # opacity
LARGEST_DOT = 1 / 5  # of the pitch


class FilterBars(VGroup):
    """Bars from the axis to the values, under the component's line.

    Parameters
    ----------
    box
        Where on the stage.
    points
        Of the filter.
    limits
        Lowest and highest value.
    component
        Counted from 0.
    theme
        Colours.

    Attributes
    ----------
    axes
        The map to pixels.
    curve
        The line.
    """

    def __init__(
        self, box: Box, points: int, limits: tuple[float, float], component: int, theme: Theme
    ) -> None:
        self._box, self._pitch = box, box.width / (points - 1 + SHARE)
        half = self._pitch * SHARE / 2
        inner = Box(box.left + half, box.top, box.right - half, box.bottom)
        self.axes = Axes(inner, (0, points - 1), limits)
        mark = in_film(theme.component(component))
        self._bars = Tint(mark.colour, BAR_RADIUS, PALE)
        dot = min(DOT_AT_WORK, self._pitch * LARGEST_DOT)
        self.curve = Curve(self.axes, mark, AT_WORK * dot / DOT_AT_WORK, dot)
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        super().__init__(self._axis, self._bars, self.curve)

    def draw_axis(self, share: float) -> None:
        """Draw so much of the axis, 0 to 1."""
        ends = np.array([self._box.left, self._box.left + share * self._box.width])
        self._axis.draw(ends, np.full(2, float(self.axes.down(0.0))))

    def draw(self, values: Floats, grown: float) -> None:
        """Draw values (K,), so far risen out of the axis, 0 to 1."""
        if grown <= 0:
            self._bars.draw([])
            self.curve.hide()
            return
        self.curve.draw(grown * values)
        zero = float(self.axes.down(0.0))
        half = self._pitch * SHARE / 2
        tops = self.axes.down(grown * values)  # (K,)
        places = zip(self.curve.across(len(values)).tolist(), tops.tolist(), strict=True)
        self._bars.draw([Box(x - half, min(y, zero), x + half, max(y, zero)) for x, y in places])
