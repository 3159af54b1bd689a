"""Discs at the ends of lines that cross: they slide past each other."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.passing import Passing
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import DISC, DISC_DIGIT, LABELS_APART, LEADER, MOVED, RIM, ROW_DISC
from deconviz.look.theme import Mark, Theme

LENGTH = 60.0  # pixels from the end of a line to the edge of its disc
NEAR = 22.0  # pixels between the end of a line and its leader
TO_DISC = 6.0  # pixels between a leader and its disc
CALM = 0.4  # seconds in which two discs change places
COVERED = DISC + DISC_DIGIT / 2  # pixels between two discs, of which one covers the other's digit
TOUCHING = DISC_DIGIT + 2.0  # pixels between two digits that touch: round ones are a little taller


class PassingDiscs(VGroup):
    """A disc for each component, to the right of where its line ends, one above another.

    They stand in the order of the lines. Where two lines cross, one disc slides over the other,
    whose digit goes meanwhile.

    Parameters
    ----------
    x
        Pixels: where lines end.
    ends
        Their heights in pixels at moments spread evenly over a loop, both ends included, shape
        (moments, C).
    seconds
        Of the loop.
    last
        Pixels: the lowest place of a disc.
    theme
        Colours.
    """

    def __init__(self, x: float, ends: Floats, seconds: float, last: float, theme: Theme) -> None:
        self._x = x
        components = range(ends.shape[1])
        self.discs = [Disc(component, theme) for component in components]
        colours = [theme.component(component).colour for component in components]
        self._leaders = [Line(Mark(colour), LEADER) for colour in colours]
        self._rims = [Areas(theme.background, ROW_DISC) for _ in components]
        calm = round(CALM * (len(ends) - 1) / seconds)
        self._passing = Passing.of(ends, LABELS_APART, last, calm)
        rimmed = zip(self._rims, self.discs, strict=True)
        super().__init__(*self._leaders, *(part for pair in rimmed for part in pair))

    def draw(self, ends: Floats, share: float, presence: float = 1.0) -> None:
        """Put discs beside line ends.

        Parameters
        ----------
        ends
            Heights of the ends in pixels, shape (C,).
        share
            How much of the loop is over, 0 to 1.
        presence
            How much of the discs is there, 0 to 1.
        """
        places = self._passing.at(share)  # (C,)
        left = self._x + LENGTH
        for component, (end, place) in enumerate(zip(ends.tolist(), places.tolist(), strict=True)):
            disc, leader, radius = self.discs[component], self._leaders[component], DISC + RIM
            x = left + DISC
            disc.put(x, place)
            self._rims[component].draw(
                [Box(x - radius, place - radius, x + radius, place + radius)]
            )
            leader.draw(np.array([self._x + NEAR, left - TO_DISC]), np.array([end, place]))
            fade(disc, presence)
            fade(disc.digit, presence * _shown(place, places[component + 1 :]))
            fade(self._rims[component], presence)
            fade(leader, presence * ease(2 * abs(place - end) / MOVED - 1))


def _shown(place: float, above: Floats) -> float:
    """Return how much of a digit is to be seen below the discs that lie above, shape (n,)."""
    away = float(np.abs(above - place).min(initial=np.inf))
    return ease((away - TOUCHING) / (COVERED - TOUCHING))
