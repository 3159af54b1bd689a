"""The words of the three views: they light up in turn, and stand above their views in the end."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.titles import Title
from deconviz.look.language import LEFT, TITLE_BASE
from deconviz.look.theme import Theme

WORDS = ("Scatter", "=", "gather", "=", "matrix")
GAP = 44.0  # pixels between words


class ViewWords(VGroup):
    """Three words and the signs between them.

    Parameters
    ----------
    apart
        Pixels: the middles of the three views, side by side.
    theme
        Colours.
    """

    def __init__(self, apart: tuple[float, float, float], theme: Theme) -> None:
        self.words = [Title(word, theme) for word in WORDS]
        self._lit, self._dim = self.words[0].fill_rgbas.copy(), _rgba(theme.muted)
        widths = np.array([word.width_in_pixels for word in self.words])
        self._together = LEFT + np.cumsum([0.0, *(widths[:-1] + GAP)])  # (5,)
        first, second, third = apart
        middles = np.array([first, (first + second) / 2, second, (second + third) / 2, third])
        self._apart = middles - widths / 2  # (5,)
        super().__init__(*self.words)

    def draw(self, lit: tuple[float, float, float], apart: float) -> None:
        """Light the words up, each 0 to 1, and move them apart, 0 to 1."""
        first, second, third = lit
        shares = (first, min(second, 1.0), second, min(third, 1.0), third)
        left = self._together + smoothstep(apart) * (self._apart - self._together)
        for word, share, x in zip(self.words, shares, left.tolist(), strict=True):
            word.fill_rgbas = self._dim + share * (self._lit - self._dim)
            word.put(x, TITLE_BASE)


def _rgba(colour: str) -> Floats:
    levels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return np.array([[*levels, 1.0]])
