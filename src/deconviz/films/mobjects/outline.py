"""The edge of a card."""

from __future__ import annotations

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.stage import Box, stroke
from deconviz.look.theme import Mark


class Outline(Areas):
    """The edge of a rectangle with round corners; it lies inside the rectangle.

    Parameters
    ----------
    box
        The rectangle.
    mark
        Its colour.
    width
        Pixels.
    radius
        Pixels, of the corners.
    """

    def __init__(self, box: Box, mark: Mark, width: float, radius: float) -> None:
        inset = width / 2
        super().__init__(mark.colour, radius - inset, opacity=0)
        self.set_stroke(mark.colour, stroke(width), 1)
        self.draw([Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)])
