"""How noise on the input shifts a component: a cloud on a line, and its size in words."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.text import Label
from deconviz.look.language import AXIS, DISC
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number

DOT, OPACITY, HEIGHT = 7.0, 0.8, 44.0  # pixels: a dot, and how far dots are from the line
SIZE = 40.0  # of figures
SPACE = 20.0  # pixels between words
SPREAD_SEED = 1  # of heights, which mean nothing


class JitterStrip(VGroup):
    """A dot for each noisy input, and "input ±0.01 → 3 ±0.0033" below.

    Parameters
    ----------
    left, right, middle
        Pixels: the ends of the line, and how far down it is.
    base
        Pixels: the base line of the words.
    count
        Of the dots.
    reach
        The shift that half the line stands for.
    noise
        On the input.
    component
        Counted from 0.
    decimals
        Of the figure.
    theme
        Colours.
    """

    def __init__(
        self,
        left: float,
        right: float,
        middle: float,
        base: float,
        *,
        count: int,
        reach: float,
        noise: float,
        component: int,
        decimals: int,
        theme: Theme,
    ) -> None:
        self._centre, self._scale = (left + right) / 2, (right - left) / 2 / reach
        heights = np.random.default_rng(SPREAD_SEED).uniform(-HEIGHT, HEIGHT, count)
        self._heights = middle + heights  # (count,)
        self._decimals = decimals
        colour = theme.component(component).colour
        self._line = Line(Mark(theme.muted), AXIS, round_ends=False)
        self._line.draw(np.array([left, right]), np.full(2, middle))
        self.dots = Dots(colour, DOT, OPACITY)
        before = Label(f"input ±{number(noise)} →", 0, base, size=SIZE, colour=theme.muted)
        self.figure = Reading(SIZE, theme.foreground)
        self.figure.say(self._text(0.0), 0, base)
        wide = before.width_in_pixels + 2 * DISC + self.figure.width_in_pixels + 2 * SPACE
        x = self._centre - wide / 2
        before.put(x, base)
        x += before.width_in_pixels + SPACE
        self._words = VGroup(before, Disc(component, theme, x + DISC, base - SIZE / 2))
        self._place = x + 2 * DISC + SPACE, base
        super().__init__(self._line, self.dots, self._words, self.figure)

    def draw(self, shifts: Floats, jitter: float) -> None:
        """Draw shifts (count,), and write how large they are."""
        self.dots.draw(self._centre + self._scale * shifts, self._heights)
        self.figure.say(self._text(jitter), *self._place)

    def appear(self, opacity: float) -> None:
        """Show so much of the line and the words, 0 to 1."""
        for thing in (self._line, self._words, self.figure):
            fade(thing, opacity)
        fade(self.dots, OPACITY * opacity)

    def _text(self, jitter: float) -> str:
        return f"±{number(jitter, self._decimals)}"
