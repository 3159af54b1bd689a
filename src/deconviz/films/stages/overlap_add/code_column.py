"""A card with the code of a window: a number for each component, beside its dot."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import COMPONENT_DOT, EARLIER
from deconviz.look.theme import Theme, ThemeName
from deconviz.look.wording import signed

WIDTH, ROW, MARGIN = 220.0, 50.0, 24.0  # pixels; the margin is above and below all rows
DOT, GAP = COMPONENT_DOT, 16.0  # radius, and pixels to the number
NUMBER = 36.0


def column_height(channels: int) -> float:
    """Return how high a card for so many components is, in pixels."""
    return MARGIN + ROW * channels


class CodeColumn(VGroup):
    """A card that lights up, and stays lit, when its window is at work.

    Parameters
    ----------
    box
        Where on the stage.
    code
        Shape (C,).
    colour
        Of its edge at work: its window's.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    box
        Where it is.
    """

    def __init__(self, box: Box, code: Floats, colour: str, theme: Theme, name: ThemeName) -> None:
        self.box, self._waiting = box, EARLIER[name]
        self._card = Card(box, colour, theme, name)
        first = box.top + MARGIN / 2 + (ROW + NUMBER) / 2  # base line
        bases = first + ROW * np.arange(len(code))
        middle = (box.left + box.right + 2 * DOT + GAP) / 2
        marks = [theme.component(component) for component in range(len(code))]
        self.numbers = [
            Label(
                signed(value, 2), middle, base, size=NUMBER, colour=mark.colour,
                weight="SemiBold", align="centre", tabular=True,
            )
            for value, base, mark in zip(code.tolist(), bases.tolist(), marks, strict=True)
        ]  # fmt: skip
        self._dots = [Dots(mark.colour, DOT) for mark in marks]
        for dot, number, base in zip(self._dots, self.numbers, bases.tolist(), strict=True):
            x = middle - number.width_in_pixels / 2 - GAP - DOT
            dot.draw(np.array([x]), np.array([base - NUMBER / 2]))
        super().__init__(self._card, *self._dots, *self.numbers, self._card.lit)

    def work(self, share: float) -> None:
        """Set how far it has lit up, 0 to 1."""
        self._card.work(share)
        for part in (*self._dots, *self.numbers):
            fade(part, self._waiting + (1 - self._waiting) * share)
