"""A sum in figures: its terms in a row, and what they add up to."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import MEDIUM, Label, Number
from deconviz.look.theme import Theme

PITCH = 165.0  # pixels from term to term
BEFORE_SUM = 44.0  # extra pixels for the equals sign
BELOW = 46.0  # pixels from a number to its name


class SumRow(VGroup):
    """Terms with their names below, an equals sign, and the sum.

    Parameters
    ----------
    x, y
        Pixels: its left end, on the base line.
    names, colours
        Of the terms.
    decimals
        Figures after the decimal point.
    theme
        Colours.
    """

    def __init__(
        self,
        x: float,
        y: float,
        names: list[str],
        colours: list[str],
        decimals: int,
        theme: Theme,
    ) -> None:
        places = x + PITCH * np.arange(len(names) + 1)
        places[-1] += BEFORE_SUM
        columns = [*zip(names, colours, strict=True), ("sum", theme.foreground)]
        self.numbers = [
            Number(place, y, decimals=decimals, size=MEDIUM, colour=colour)
            for place, (_, colour) in zip(places, columns, strict=True)
        ]
        self._names = [
            Label(name, place + 2, y + BELOW, colour=colour)
            for place, (name, colour) in zip(places, columns, strict=True)
        ]
        self._equals = Label("=", places[-1] - 38, y, size=MEDIUM, colour=theme.muted)
        super().__init__(*self.numbers, *self._names, self._equals)

    def set_to(self, terms: Floats, opacities: Floats) -> None:
        """Show terms, shape (n,), each with its own opacity; the sum has that of the last."""
        values = [*terms, terms.sum()]
        parts = zip(self.numbers, self._names, values, [*opacities, opacities[-1]], strict=True)
        for number, name, value, opacity in parts:
            number.set_to(value)
            fade(number, float(opacity))
            fade(name, float(opacity))
        fade(self._equals, float(opacities[-1]))
