"""A sum in figures: its terms one after another, and what they add up to."""

from __future__ import annotations

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from deconviz.mobjects.fading import fade
from deconviz.mobjects.text import MEDIUM, Label, Number
from deconviz.theme import Theme

Floats = NDArray[np.float64]

PITCH = 165.0  # pixels from term to term
BEFORE_SUM = 44.0  # pixels more, for the equals sign
BELOW = 46.0  # pixels from a number to its name


class SumRow(VGroup):
    """Terms with their names below, an equals sign, and the sum.

    Parameters
    ----------
    x, y
        Pixels: where it begins, on the base line.
    names, colours
        Of the terms.
    decimals
        Figures after the point.
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
        every = [*zip(names, colours, strict=True), ("sum", theme.foreground)]
        self.numbers = [
            Number(place, y, decimals=decimals, size=MEDIUM, colour=colour)
            for place, (_, colour) in zip(places, every, strict=True)
        ]
        self._names = [
            Label(name, place + 2, y + BELOW, colour=colour)
            for place, (name, colour) in zip(places, every, strict=True)
        ]
        self._equals = Label("=", places[-1] - 38, y, size=MEDIUM, colour=theme.muted)
        super().__init__(*self.numbers, *self._names, self._equals)

    def set_to(self, terms: Floats, presence: Floats) -> None:
        """Show terms, shape (n,), each as much as it is there; the sum with the last."""
        values = [*terms, terms.sum()]
        opacities = [*presence, presence[-1]]
        rows = zip(self.numbers, self._names, values, opacities, strict=True)
        for number, name, value, opacity in rows:
            number.set_to(value)
            fade(number, float(opacity))
            fade(name, float(opacity))
        fade(self._equals, float(presence[-1]))
