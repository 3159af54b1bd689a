"""The check of the output: input times kernel, all numbers of each summed."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.stamp_piles import StampPiles
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.look.language import LEFT, REMARK
from deconviz.look.theme import MINUS, Theme
from deconviz.look.wording import number

SUMMED, BASE, NAMES = 768.0, 900.0, 966.0  # base lines
SIZE, SIGN = 76.0, 44.0
APART = 44.0  # pixels from a number to a sign
RIGHT = 1010.0


class TotalCheck(VGroup):
    """A product of sums, with what each is.

    Parameters
    ----------
    piles
        The layer.
    theme
        Colours.
    """

    def __init__(self, piles: StampPiles, theme: Theme) -> None:
        cut = piles.given.sum() * piles.kernel.sum() - piles.output.sum()
        terms = [("", piles.given.sum(), "input"), ("×", piles.kernel.sum(), "kernel")]
        if cut:
            terms.append((MINUS, cut, "cut off"))
        self.terms = [*terms, ("=", piles.output.sum(), "output")]
        size, apart = SIZE, APART
        while (labels := self._labels(theme, size, apart))[1] > RIGHT:
            size, apart = size * 0.95, apart * 0.9
        summed = Label("all numbers summed", LEFT, SUMMED, size=REMARK, colour=theme.muted)
        super().__init__(summed, *labels[0])

    def draw(self, share: float) -> None:
        """Draw it as far as it has come."""
        fade(self, share)

    def _labels(self, theme: Theme, size: float, apart: float) -> tuple[list[Label], float]:
        x, labels = LEFT, []
        for sign, value, name in self.terms:
            if sign:
                mark = Label(sign, x, BASE, size=SIGN, colour=theme.muted)
                mark.put(x + apart, BASE - (size - SIGN) / 2)
                x += mark.width_in_pixels + 2 * apart
                labels.append(mark)
            figure = Label(
                number(float(value)), x, BASE, size=size, colour=theme.foreground,
                weight="SemiBold",
            )  # fmt: skip
            word = Label(name, x, NAMES, size=REMARK, colour=theme.muted)
            labels += [figure, word]
            x += float(np.maximum(figure.width_in_pixels, word.width_in_pixels))
        return labels, x
