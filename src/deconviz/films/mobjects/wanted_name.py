"""The name of what is wanted, below a piece of its line."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.wanted_line import WIDTH
from deconviz.look.language import LEFT, NAME, SURFACES
from deconviz.look.theme import DASHED, Mark, ThemeName

ABOVE = 16.0  # pixels from the name up to the line


class WantedName(VGroup):
    """A name that shows what its line looks like, wherever the line itself is.

    Parameters
    ----------
    text
        What it says.
    name
        The theme's.

    Attributes
    ----------
    width_in_pixels
        Of the name.
    """

    def __init__(self, text: str, name: ThemeName) -> None:
        mark = Mark(SURFACES[name].wanted, DASHED)
        self._label = Label(text, LEFT, 0, size=NAME, colour=mark.colour, weight="SemiBold")
        self.width_in_pixels = self._label.width_in_pixels
        self._line = Line(mark, WIDTH)
        super().__init__(self._label, self._line)

    def put(self, base: float, left: float = LEFT) -> None:
        """Set the base line and the left end, in pixels."""
        self._label.put(left, base)
        ends = np.array([left, left + self.width_in_pixels])
        self._line.draw(ends, np.full(2, base - NAME - ABOVE))
