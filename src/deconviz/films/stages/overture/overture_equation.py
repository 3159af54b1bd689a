"""The equation of the overture: the terms at the last point of a window, and their sum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import FADE, LEFT, RIM, SUM_DOT, TEXT_TO_MARK
from deconviz.look.theme import Theme
from deconviz.look.wording import number

FIGURES, SPACE = 44.0, 22.0  # their height, and pixels between parts
STRIP, STRIP_BELOW = 8.0, 14.0  # the colour of a term, below its number
UNDER = 1004.0  # the base line where no row is free
BESIDE = 28.0  # pixels from the sum to the pile
AROUND = SUM_DOT + RIM + TEXT_TO_MARK  # pixels on either side of a line that text keeps free


class OvertureEquation(VGroup):
    """Numbers that add up as they are written, in a row to the left of the pile of the terms.

    Parameters
    ----------
    terms, colours
        In the order in which they are piled up.
    total
        Their sum.
    decimals
        With which they add up.
    pile
        Where they are piled up.
    lines
        What the row keeps away from: each x and y in pixels, both (n,).
    theme
        Colours.

    Attributes
    ----------
    texts
        What is written, part by part.
    """

    def __init__(
        self,
        terms: Sequence[float],
        colours: Sequence[str],
        total: float,
        decimals: int,
        pile: Box,
        lines: Sequence[tuple[Floats, Floats]],
        theme: Theme,
    ) -> None:
        self.texts, inks = [], []
        for place, (value, colour) in enumerate(zip(terms, colours, strict=True)):
            if place:
                self.texts.append("−" if value < 0 else "+")
                inks.append(theme.muted)
            self.texts.append(number(abs(value) if place else value, decimals))
            inks.append(colour)
        self.texts += ["=", number(total, decimals)]
        inks += [theme.muted, theme.foreground]
        self._labels = [
            Label(text, 0, 0, size=FIGURES, colour=ink, weight="SemiBold", tabular=True)
            for text, ink in zip(self.texts, inks, strict=True)
        ]
        self._strips = [Areas(colour, STRIP / 2) for colour in colours]
        self._put(pile, lines)
        parts: list[VMobject] = [*self._labels, *self._strips]
        super().__init__(*parts)

    def draw(self, turns: float, each: float, presence: float) -> None:
        """Write as many terms as have had their turn, each so many seconds long."""
        for place, label in enumerate(self._labels):
            fade(label, min(ease((turns - place // 2) * each / FADE), presence))
        for place, strip in enumerate(self._strips):
            fade(strip, min(ease((turns - place) * each / FADE), presence))

    def _put(self, pile: Box, lines: Sequence[tuple[Floats, Floats]]) -> None:
        widths = [label.width_in_pixels for label in self._labels]
        width = sum(widths) + SPACE * (len(widths) - 1)
        left = pile.left - BESIDE - width
        base = _free_row(Box(left, pile.top, left + width, pile.bottom), lines)
        if left < LEFT or base is None:
            left, base = max(pile.right - width, LEFT), UNDER
        ends = left + np.cumsum(widths) + SPACE * np.arange(len(widths))
        for place, (label, end) in enumerate(zip(self._labels, ends.tolist(), strict=True)):
            start = end - label.width_in_pixels
            label.put(start, base)
            if place % 2 == 0 and place < 2 * len(self._strips):
                top = base + STRIP_BELOW
                self._strips[place // 2].draw([Box(start, top, end, top + STRIP)])


def _free_row(room: Box, lines: Sequence[tuple[Floats, Floats]]) -> float | None:
    """Return the base line in the middle of the highest gap between lines, if one is high enough.

    Parameters
    ----------
    room
        Where the equation may be.
    lines
        Each x and y in pixels, both (n,).
    """
    x = np.linspace(room.left - AROUND, room.right + AROUND, 256)
    heights = [np.interp(x, across, down) for across, down in lines]
    taken = sorted((float(y.min()) - AROUND, float(y.max()) + AROUND) for y in heights)
    below, gaps = room.top, []
    for top, bottom in [*taken, (room.bottom, room.bottom)]:
        gaps.append((min(top, room.bottom) - below, below))
        below = max(below, bottom)
    height, top = max(gaps)
    foot = STRIP_BELOW + STRIP
    return None if height < FIGURES + foot else top + (height + FIGURES - foot) / 2
