"""A switch, which is on in its colour, and off without."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import CARD_EDGE, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

WIDTH, HEIGHT = 104.0, 56.0  # pixels
KNOB = 19.0  # radius


class Switch(VGroup):
    """A switch with a knob that slides.

    Parameters
    ----------
    colour
        Hexadecimal, of the switch that is on.
    left, middle
        Pixels: its left end, and the middle of its height.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, colour: str, left: float, middle: float, theme: Theme, name: ThemeName
    ) -> None:
        self._left, self._middle = left, middle
        box = Box(left, middle - HEIGHT / 2, left + WIDTH, middle + HEIGHT / 2)
        self._on = Areas(colour, HEIGHT / 2)
        self._on.draw([box])
        self._knob_on = Dots(theme.background, KNOB)
        self._knob_off = Dots(theme.muted, KNOB)
        edge = Outline(box, Mark(SURFACES[name].track), CARD_EDGE, HEIGHT / 2)
        super().__init__(edge, self._on, self._knob_off, self._knob_on)
        self.set_to(1.0)

    def set_to(self, share: float) -> None:
        """Turn it off and on, 0 to 1."""
        middle = self._left + HEIGHT / 2 + share * (WIDTH - HEIGHT)
        for knob in (self._knob_on, self._knob_off):
            knob.draw(np.array([middle]), np.array([self._middle]))
        fade(self._on, share)
        fade(self._knob_on, share)
        fade(self._knob_off, 1 - share)
