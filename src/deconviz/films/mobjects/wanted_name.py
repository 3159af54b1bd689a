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
    """A name at the left margin; wherever the line itself is, it shows what it looks like.

    Parameters
    ----------
    text
        What it says.
    name
        The theme's.
    """

    def __init__(self, text: str, name: ThemeName) -> None:
        mark = Mark(SURFACES[name].wanted, DASHED)
        self._label = Label(text, LEFT, 0, size=NAME, colour=mark.colour, weight="SemiBold")
        self._line = Line(mark, WIDTH)
        super().__init__(self._label, self._line)

    def put(self, base: float) -> None:
        """Set the base line, in pixels."""
        self._label.put(LEFT, base)
        ends = np.array([LEFT, LEFT + self._label.width_in_pixels])
        self._line.draw(ends, np.full(2, base - NAME - ABOVE))
