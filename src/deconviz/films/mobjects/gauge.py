"""A dot on an upright track: where a number is in its range."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import IN_CARD, RIM, SURFACES, in_film
from deconviz.look.theme import Mark, Theme, ThemeName

DOT = 13.0


class Gauge(VGroup):
    """A dot that moves up and down; `track` is what stands still.

    Parameters
    ----------
    x, top, bottom
        Where the track is, in pixels.
    ends
        The lowest and the highest number.
    mark
        Colour and dashes of the track.
    theme, theme_name
        Colours, and the theme's name; it lies on a card.

    Attributes
    ----------
    track
        The way of the dot.
    """

    def __init__(
        self,
        x: float,
        top: float,
        bottom: float,
        ends: tuple[float, float],
        mark: Mark,
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        self._axes = Axes(Box(x, top, x + 1, bottom), (0, 1), ends)
        self.track = Line(in_film(mark), IN_CARD)
        self.track.draw(np.full(2, x), np.array([top, bottom]))
        self._rim = Dots(SURFACES[theme_name].card, DOT + RIM)
        self._dot = Dots(theme.foreground, DOT)
        super().__init__(self._rim, self._dot)

    def set_to(self, value: float) -> None:
        """Move the dot."""
        x, y = self._axes.across(np.zeros(1)), self._axes.down(np.array([value]))
        self._rim.draw(x, y)
        self._dot.draw(x, y)
