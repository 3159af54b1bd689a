"""Discs at the ends of lines that keep their order, pushed apart, each with a leader."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import BOTTOM, DISC, LABELS_APART, LEADER, MOVED
from deconviz.look.theme import Mark, Theme

LENGTH = 44.0  # pixels from the end of a line to the edge of its disc
NEAR = 14.0  # pixels between the end of a line and its leader


class EndDiscs(VGroup):
    """A disc for each component, to the right of where its line ends.

    The ends keep their order. Where they cross, discs pass each other (`PassingDiscs`).

    Parameters
    ----------
    components
        Counted from 0.
    theme
        Colours.
    x
        Pixels: where the lines end.
    last, first
        Pixels: the lowest and the highest place of a disc.
    """

    def __init__(
        self,
        components: list[int],
        theme: Theme,
        x: float,
        last: float = BOTTOM - DISC,
        first: float = -np.inf,
    ) -> None:
        self._x, self._last, self._first = x, last, first
        self.discs = [Disc(component, theme) for component in components]
        marks = [theme.component(component) for component in components]
        self.leaders = [Line(Mark(mark.colour), LEADER) for mark in marks]
        super().__init__(*self.leaders, *self.discs)

    def draw(self, heights: Floats) -> None:
        """Put the discs beside line ends at heights in pixels, shape (n,)."""
        places = spread(heights, LABELS_APART, self._last, self._first)
        left = self._x + LENGTH
        for disc, leader, end, place in zip(
            self.discs, self.leaders, heights.tolist(), places.tolist(), strict=True
        ):
            disc.put(left + DISC, place)
            leader.draw(np.array([self._x + NEAR, left]), np.array([end, place]))
            fade(leader, float(abs(place - end) > MOVED))
