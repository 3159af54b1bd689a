"""Bars of values that travel: from one axis to another, and into another colour."""

from __future__ import annotations

import numpy as np
from manim import ManimColor

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stacked_bars import LARGEST_RADIUS
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.stamp_1d.stamp_layout import BAR
from deconviz.look.language import AXIS, BAR_RADIUS, LOWEST_BAR


class ValueBars(Areas):
    """A bar for each value that is not zero; all have one colour.

    Parameters
    ----------
    colour
        Hexadecimal.
    """

    def __init__(self, colour: str) -> None:
        super().__init__(colour, BAR_RADIUS)
        self._drawn: tuple[float, float] | None = None

    def draw_sides(self, sides: Floats) -> None:
        """Draw bars whose left, top, right and bottom (n, 4) are in pixels."""
        if len(sides):
            self._radius = min(BAR_RADIUS, LARGEST_RADIUS * float(sides[0, 2] - sides[0, 0]))
        self.draw([Box(*side) for side in sides.tolist()])

    def draw_values(self, axes: Axes, columns: Floats, values: Floats, height: float = 1.0) -> None:
        """Draw the bars that `bar_sides` describes; their values and axes are always the same."""
        state = float(columns[0]), height
        if state != self._drawn:
            self._drawn = state
            self.draw_sides(bar_sides(axes, columns, values, height))

    def mix(self, one: str, other: str, share: float) -> None:
        """Take a colour between two."""
        ends = [np.array(ManimColor(colour).to_rgb()) for colour in (one, other)]
        rgb = (1 - share) * ends[0] + share * ends[1]  # (3,)
        self.fill_rgbas = np.array([[*rgb, 1.0]])


def bar_sides(axes: Axes, columns: Floats, values: Floats, height: float = 1.0) -> Floats:
    """Return left, top, right and bottom of the bars of values at columns, each (n,); (n, 4).

    Parameters
    ----------
    axes
        The map to pixels; columns are 1 apart.
    columns, values
        Where and how high; there is no bar for zero.
    height
        0 to 1: how much of each bar is there.
    """
    is_there = (values != 0) & (height > 0)
    columns, values = columns[is_there], values[is_there]
    half = BAR / 2 * float(axes.across(1) - axes.across(0))
    x, zero = axes.across(columns), float(axes.down(0.0))
    tall = np.maximum(np.abs(axes.down(values) - zero), LOWEST_BAR) * height  # (n,)
    up = values > 0
    near = zero + np.where(up, -AXIS / 2, AXIS / 2)
    far = near + np.where(up, -1, 1) * tall
    return np.stack([x - half, np.minimum(near, far), x + half, np.maximum(near, far)], 1)
