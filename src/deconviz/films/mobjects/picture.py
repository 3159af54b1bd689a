"""Pictures: rows of numbers as points in grey, drawn as one thing."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.facets import hexadecimal
from deconviz.films.mobjects.grey_image import greys
from deconviz.films.mobjects.lines import outline_points
from deconviz.films.mobjects.stage import Box, to_pixels, to_scene

SMALLEST = 1.0  # pixels: what is smaller is not drawn


class Picture(VMobject):
    """Signed numbers on the grey scale of films; the middle is 0. Only their canvas can draw it.

    Attributes
    ----------
    values
        The numbers that are drawn, shape (n, m).
    levels
        As RGBA, shape (n, m, 4).
    edition
        Another one for each change of the numbers.
    """

    values: Floats

    def __init__(self) -> None:
        middle = hexadecimal(grey(np.zeros(())))
        super().__init__(stroke_width=0, fill_color=middle, fill_opacity=1)
        self.values, self._largest = np.zeros((1, 1)), 0.0
        self.edition = 0

    def draw(self, box: Box, values: Floats, largest: float) -> None:
        """Draw numbers (n, m) in a rectangle; the largest absolute value is an end of the scale."""
        if largest != self._largest or not np.array_equal(values, self.values):
            self.values, self._largest = values, largest
            self.edition += 1
            self.levels = np.full((*values.shape, 4), 255, np.uint8)
            self.levels[..., :3] = np.rint(255 * grey(values / (largest or 1.0)))
        if min(box.width, box.height) < SMALLEST:
            self.clear_points()
            return
        self.points = outline_points(to_scene(box.corners[:, 0], box.corners[:, 1]))

    def place(self) -> Box:
        """Return where it is drawn."""
        corners = to_pixels(self.points)
        return Box(*corners.min(0).tolist(), *corners.max(0).tolist())


def grey(shares: Floats) -> Floats:
    """Return colours (..., 3) from 0 to 1 for numbers from -1 to 1."""
    return greys((shares + 1) / 2)
