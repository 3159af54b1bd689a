"""The area between a curve and its axis, pale."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import bezier_points
from deconviz.films.mobjects.stage import to_scene


class Underlay(Tint):
    """What a curve encloses with its axis: decoration that nobody has to read.

    Parameters
    ----------
    axes
        The map to pixels; points are 1 apart.
    colour
        Hexadecimal.
    opacity
        0 to 1.
    """

    def __init__(self, axes: Axes, colour: str, opacity: float) -> None:
        super().__init__(colour, opacity=opacity)
        self._axes = axes

    def draw_values(self, values: Floats) -> None:
        """Draw below an array of shape (n,)."""
        x = self._axes.across(np.arange(len(values), dtype=float))
        x, y = x[[0, *range(len(x)), -1]], self._axes.down(np.pad(values, 1))  # (n + 2,)
        ends = np.stack([np.stack([x, np.roll(x, -1)], 1), np.stack([y, np.roll(y, -1)], 1)])
        self.points = bezier_points(to_scene(*ends))
