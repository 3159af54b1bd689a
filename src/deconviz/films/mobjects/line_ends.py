"""What lines are called, where they end: a disc for each component, in their own order."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread_in_turn
from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import BOTTOM, DISC, LABELS_APART, LEADER, MOVED
from deconviz.look.theme import Mark, Theme

LENGTH = 72.0  # pixels from the end of a line to the edge of its disc
NEAR = 22.0  # pixels between the end of a line and its leader
TO_DISC = 6.0  # pixels between a leader and its disc


class LineEnds(VGroup):
    """A disc for each component, to the right of where its line ends, 1 on top.

    Lines may cross all the time: discs keep their order, so that none has to pass another.

    Parameters
    ----------
    count
        Components.
    x
        Pixels: where the lines end.
    theme
        Colours.
    """

    def __init__(self, count: int, x: float, theme: Theme) -> None:
        self._x = x
        self.discs = [Disc(component, theme) for component in range(count)]
        marks = [theme.component(component) for component in range(count)]
        self._leaders = [Line(Mark(mark.colour), LEADER) for mark in marks]
        super().__init__(*self._leaders, *self.discs)

    def draw(self, heights: Floats) -> None:
        """Put the discs beside line ends at heights in pixels, shape (C,)."""
        places = spread_in_turn(heights, LABELS_APART, BOTTOM - DISC)
        left = self._x + LENGTH
        ends = zip(self.discs, self._leaders, heights.tolist(), places.tolist(), strict=True)
        for disc, leader, end, place in ends:
            disc.put(left + DISC, place)
            leader.draw(np.array([self._x + NEAR, left - TO_DISC]), np.array([end, place]))
            fade(leader, min(abs(place - end) / MOVED, 1.0))
