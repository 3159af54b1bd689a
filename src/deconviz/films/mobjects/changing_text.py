"""Text that changes, in figures of one width."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.stage import UNIT, to_scene
from deconviz.films.mobjects.text import SHIFT, Align, TextLine
from deconviz.films.mobjects.typesetting import Weight, typeset


class ChangingText(TextLine):
    """A line that says something else from frame to frame.

    Parameters
    ----------
    x, y
        Pixels: where its start, centre or end stands on the base line.
    size
        Height of a figure in pixels.
    colour
        Hexadecimal.
    weight
        Regular or SemiBold.
    align
        What `x` is: the text's left, centre or right.
    """

    def __init__(
        self,
        x: float,
        y: float,
        *,
        size: float,
        colour: str,
        weight: Weight = "SemiBold",
        align: Align = "left",
    ) -> None:
        super().__init__("", np.empty((0, 3)), size, colour)
        self._weight, self._shift, self._place = weight, SHIFT[align], to_scene(x, y)

    def write(self, text: str) -> None:
        """Say something."""
        if text == self.text:
            return
        self.text = text
        outline = typeset(text, self._weight, tabular=True)  # (4 n, 3)
        left, right = outline[:, 0].min(), outline[:, 0].max()
        shift = np.array([left + self._shift * (right - left), 0, 0])
        self.width_in_pixels = float(right - left) * self.cap_height
        self.points = (outline - shift) * self.cap_height / UNIT + self._place
