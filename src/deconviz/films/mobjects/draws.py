"""Earlier draws of a curve: faint lines, brighter where many lie on one another."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import DRAWS, FAMILY


class FaintLine(Polyline):
    """One line of many: nobody has to read it alone."""


class Draws(VGroup):
    """Curves on the same axes, each as one object, so that they add up.

    Parameters
    ----------
    axes
        The map to pixels.
    colour
        Hexadecimal.
    most
        How many there may be.
    """

    def __init__(self, axes: Axes, colour: str, most: int) -> None:
        self._axes = axes
        self._drawn = np.empty((0, 0))
        super().__init__(*(FaintLine(colour, FAMILY, DRAWS) for _ in range(most)))

    def draw(self, values: Floats) -> None:
        """Draw an array of shape (curves, n)."""
        if np.array_equal(values, self._drawn):
            return
        self._drawn = values
        x = self._axes.across(np.arange(values.shape[1], dtype=float))
        points = to_scene(np.broadcast_to(x, values.shape), self._axes.down(values))
        pieces = np.stack([points[:, :-1], points[:, 1:]], 2)  # (curves, n - 1, 2, 3)
        curves = bezier_points(pieces.reshape(-1, 2, 3)).reshape(
            *pieces.shape[:1], 4 * pieces.shape[1], 3
        )
        nothing = [np.empty((0, 3))] * (len(self.submobjects) - len(values))
        for line, its_points in zip(self.submobjects, [*curves, *nothing], strict=True):
            line.points = its_points
