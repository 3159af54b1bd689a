"""A zero line that grows from its left end."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import AXIS
from deconviz.look.theme import Mark, Theme


class GrowingAxis(Line):
    """The zero line of axes.

    Parameters
    ----------
    axes
        The map to pixels.
    theme
        Colours.
    """

    def __init__(self, axes: Axes, theme: Theme) -> None:
        super().__init__(Mark(theme.muted), AXIS, round_ends=False)
        self._axes = axes

    def grow(self, share: float, presence: float = 1.0) -> None:
        """Draw a share of it, 0 to 1, with an opacity."""
        if share <= 0 or presence <= 0:
            self.clear_points()
            return
        left = self._axes.box.left
        ends = np.array([left, left + share * self._axes.box.width])
        self.draw(ends, np.full(2, self._axes.down(0.0)))
        fade(self, presence)
