"""A card with the code of a window: a number for each component, in its colour."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import EARLIER
from deconviz.look.theme import Theme, ThemeName
from deconviz.look.wording import signed

WIDTH, ROW, MARGIN = 184.0, 50.0, 24.0  # pixels; the margin is above and below all rows
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
        middle = (box.left + box.right) / 2
        first = box.top + MARGIN / 2 + (ROW + NUMBER) / 2  # base line
        self.numbers = [
            Label(
                signed(value, 2), middle, first + ROW * component, size=NUMBER,
                colour=theme.component(component).colour, weight="SemiBold", align="centre",
                tabular=True,
            )
            for component, value in enumerate(code.tolist())
        ]  # fmt: skip
        super().__init__(self._card, *self.numbers, self._card.lit)

    def work(self, share: float) -> None:
        """Set how far it has lit up, 0 to 1."""
        self._card.work(share)
        for number in self.numbers:
            fade(number, self._waiting + (1 - self._waiting) * share)
