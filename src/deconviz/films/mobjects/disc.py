"""A component's digit in a disc of its colour."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import DISC, DISC_DIGIT, ROW_DIGIT, ROW_DISC, on
from deconviz.look.theme import Theme


class Disc(VGroup):
    """A disc that says which component something belongs to.

    Parameters
    ----------
    component
        Counted from 0.
    theme
        Colours.
    x, y
        Pixels: its centre.

    Attributes
    ----------
    digit
        What it says.
    """

    def __init__(self, component: int, theme: Theme, x: float = 0.0, y: float = 0.0) -> None:
        colour = theme.component(component).colour
        self._area = Areas(colour, ROW_DISC)
        self.digit = Label(
            str(component + 1), 0, 0, size=DISC_DIGIT, colour=on(colour, theme),
            weight="SemiBold", align="centre", tabular=True,
        )  # fmt: skip
        super().__init__(self._area, self.digit)
        self.put(x, y)

    def put(self, x: float, y: float, radius: float = DISC) -> None:
        """Move its centre to a place in pixels, and set its radius."""
        share = (radius - DISC) / (ROW_DISC - DISC)
        digit = DISC_DIGIT + share * (ROW_DIGIT - DISC_DIGIT)
        self._area.draw([Box(x - radius, y - radius, x + radius, y + radius)])
        self.digit.put(x, y + digit / 2, digit)
