"""A number without a sign, which counts and moves with what it measures."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.stage import UNIT, to_scene
from deconviz.films.mobjects.text import SHIFT, TextLine
from deconviz.films.mobjects.typesetting import typeset
from deconviz.look.wording import number


class Counter(TextLine):
    """A number in figures of one width, centred.

    Parameters
    ----------
    decimals
        Figures after the decimal point.
    size
        Height of a figure in pixels.
    colour
        Hexadecimal.
    """

    def __init__(self, decimals: int, size: float, colour: str) -> None:
        super().__init__("", np.empty((0, 3)), size, colour)
        self._decimals = decimals

    def count(self, value: float, x: float, y: float) -> None:
        """Show a value, its middle at `x` and its base line at `y`, in pixels."""
        text = number(value, self._decimals)
        if text != self.text:
            self.text = text
            outline = typeset(text, "SemiBold", tabular=True)  # (4 n, 3)
            self.width_in_pixels = float(np.ptp(outline[:, 0])) * self.cap_height
            middle = outline[:, 0].min() + SHIFT["centre"] * np.ptp(outline[:, 0])
            self._shape = (outline - np.array([middle, 0, 0])) * self.cap_height / UNIT
        self.points = self._shape + to_scene(x, y)
