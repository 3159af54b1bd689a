"""Discs at the ends of lines that cross: they swap places while they are not to be seen."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.look.language import BOTTOM, DISC, FADE, LABELS_APART, LEADER, MOVED
from deconviz.look.theme import Mark, Theme

LENGTH = 60.0  # pixels from the end of a line to the edge of its disc
NEAR = 22.0  # pixels between the end of a line and its leader
TO_DISC = 6.0  # pixels between a leader and its disc


class SwappingDiscs(VGroup):
    """A disc for each component, to the right of where its line ends.

    Discs stand in the order of the lines. Two whose lines cross fade, and come back in each other's
    place.

    Parameters
    ----------
    x
        Pixels: where the lines end.
    heights
        Of the ends in pixels, at moments spread evenly over a loop, shape (moments, C).
    seconds
        Of the loop.
    theme
        Colours.
    """

    def __init__(self, x: float, heights: Floats, seconds: float, theme: Theme) -> None:
        self._x, self._seconds = x, seconds
        components = range(heights.shape[1])
        self.discs = [Disc(component, theme) for component in components]
        marks = [theme.component(component) for component in components]
        self._leaders = [Line(Mark(mark.colour), LEADER) for mark in marks]
        self._changes = [changes(heights, component) * seconds for component in components]
        super().__init__(*self._leaders, *self.discs)

    def draw(self, heights: Floats, time: float) -> None:
        """Put the discs beside line ends at heights in pixels, shape (C,)."""
        places = spread(heights, LABELS_APART, BOTTOM - DISC)
        left = self._x + LENGTH
        ends = zip(self.discs, self._leaders, heights.tolist(), places.tolist(), strict=True)
        for component, (disc, leader, end, place) in enumerate(ends):
            shown = self._shown(component, time)
            disc.put(left + DISC, place)
            fade(disc, shown)
            leader.draw(np.array([self._x + NEAR, left - TO_DISC]), np.array([end, place]))
            fade(leader, shown * min(abs(place - end) / MOVED, 1.0))

    def _shown(self, component: int, time: float) -> float:
        """Return how much of a disc is to be seen: nothing while it changes places."""
        apart = np.abs(self._changes[component] - time)
        away = float(np.minimum(apart, self._seconds - apart).min(initial=np.inf))
        return smoothstep(min(away / (FADE / 2), 1.0))


def changes(heights: Floats, component: int) -> Floats:
    """Return when a line's place among the others changes, as shares of a loop.

    Parameters
    ----------
    heights
        At moments spread evenly over the loop, shape (moments, C).
    component
        Whose line, counted from 0.
    """
    ranks = (heights < heights[:, component, None]).sum(1)  # (moments,)
    following = np.roll(ranks, -1)
    return (np.flatnonzero(ranks != following) + 0.5) / len(ranks)
