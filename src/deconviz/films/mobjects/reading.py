"""A reading: text that changes, and moves with what it measures."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.stage import UNIT, to_scene
from deconviz.films.mobjects.text import SHIFT, Align, TextLine
from deconviz.films.mobjects.typesetting import Weight, typeset


class Reading(TextLine):
    """A line of text in figures of one width, to be set with ``say``.

    Parameters
    ----------
    size
        Height of a figure in pixels.
    colour
        Hexadecimal.
    weight
        Regular or SemiBold.
    align
        Which end of it stays in its place, or its centre.
    """

    def __init__(
        self, size: float, colour: str, weight: Weight = "SemiBold", align: Align = "left"
    ) -> None:
        super().__init__("", np.empty((0, 3)), size, colour)
        self._weight, self._align = weight, align
        self._typeset = ("", size)

    def say(self, text: str, x: float, y: float) -> None:
        """Say something, at a place on the base line in pixels."""
        if (text, self.cap_height) != self._typeset:
            self.text, self._typeset = text, (text, self.cap_height)
            outline = typeset(text, self._weight, tabular=True)  # (4 n, 3)
            left, right = outline[:, 0].min(), outline[:, 0].max()
            self.width_in_pixels = float(right - left) * self.cap_height
            start = np.array([left + SHIFT[self._align] * (right - left), 0, 0])
            self._shape = (outline - start) * self.cap_height / UNIT
        self.points = self._shape + to_scene(x, y)
