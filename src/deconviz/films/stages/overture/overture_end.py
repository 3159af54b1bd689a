"""The end of the overture: filters on one axis, each shaken by its own noise, and the name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.draws import Draws
from deconviz.films.mobjects.end_discs import EndDiscs
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.stages.overture.overture_layout import LAST
from deconviz.look.language import (
    AT_WORK,
    CAMERA,
    DISC,
    DOT_AT_WORK,
    DRAWS_A_SECOND,
    FADE,
    LEFT,
    MOVE,
    RIM,
    in_film,
)
from deconviz.look.theme import Mark, Theme

SLIDE, SHAKE, NAME, STILL = 49.0, 50.4, 52.0, 55.5  # seconds
DRAWN = 36  # draws of each filter that are seen at once: the latest
NAME_SIZE, TAGLINE_SIZE = 116.0, 40.0
NAME_BASE, TAGLINE_BASE = 900.0, 1000.0
TAGLINE = "see what a transposed convolution does"


class OvertureEnd(VGroup):
    """Filters with a peak of 1 on one axis.

    Parameters
    ----------
    filters
        Shape (C, K).
    deviations
        Noise on each component over the standard deviation of its code, shape (C,).
    draws
        Of the noise, with a standard deviation of 1, shape (n, C).
    theme
        Colours.
    """

    def __init__(self, filters: Floats, deviations: Floats, draws: Floats, theme: Theme) -> None:
        peaks = np.abs(filters).max(1, keepdims=True)  # (C, 1)
        self.shapes = filters / np.where(peaks > 0, peaks, 1.0)  # (C, K)
        factors = 1 + draws * deviations  # (n, C)
        self.shaken = factors.T[:, :, None] * self.shapes[:, None]  # (C, n, K)
        reach = max(float(np.abs(self.shaken).max()), 1.0)
        points = filters.shape[1]
        self._axes = Axes(LAST, (0, points - 1), (-reach, reach))
        self._axis = GrowingAxis(self._axes, theme)
        marks = [in_film(theme.component(c)) for c in range(len(filters))]
        self.draws = [Draws(self._axes, mark.colour, DRAWN) for mark in marks]
        pitch = float(self._axes.across(1) - self._axes.across(0))
        dot = min(DOT_AT_WORK, pitch * LARGEST_DOT)
        width = AT_WORK * dot / DOT_AT_WORK
        rim = Mark(theme.background)
        self._rims = [Curve(self._axes, rim, width + 2 * RIM, dot + RIM) for _ in marks]
        self.curves = [Curve(self._axes, mark, width, dot) for mark in marks]
        rimmed = [part for pair in zip(self._rims, self.curves, strict=True) for part in pair]
        components = list(range(len(filters)))
        self._discs = EndDiscs(components, theme, LAST.right, LAST.bottom - DISC, LAST.top + DISC)
        self._discs.draw(self._axes.down(self.shapes[:, -1]))
        self._has_leader = [float(leader.stroke_rgbas[0, 3]) for leader in self._discs.leaders]
        self._name = Title("deconviz", theme)
        self._name.put(LEFT, NAME_BASE, NAME_SIZE)
        self._tagline = Label(TAGLINE, LEFT, TAGLINE_BASE, size=TAGLINE_SIZE, colour=theme.muted)
        parts: list[VMobject] = [
            self._axis, *self.draws, *rimmed, self._discs, self._name, self._tagline,
        ]  # fmt: skip
        super().__init__(*parts)

    def draw(self, time: float, places: Sequence[Floats]) -> None:
        """Draw a moment of the film, with filters that come from places in pixels, each (K, 2)."""
        slid = ease((time - SLIDE) / CAMERA)
        x = self._axes.across(np.arange(self.shapes.shape[1], dtype=float))  # (K,)
        for rim, curve, shape, place in zip(
            self._rims, self.curves, self.shapes, places, strict=True
        ):
            if time < SLIDE:
                rim.hide()
                curve.hide()
                continue
            y = self._axes.down(shape)
            along = place[:, 0] + slid * (x - place[:, 0]), place[:, 1] + slid * (y - place[:, 1])
            rim.draw_at(*along)
            curve.draw_at(*along)
        self._axis.grow(slid)
        count = int(max(min(time, STILL) - SHAKE, 0.0) * DRAWS_A_SECOND)
        shown = np.arange(max(count - DRAWN, 0), count) % self.shaken.shape[1]
        for family, shaken in zip(self.draws, self.shaken, strict=True):
            family.draw(shaken[shown])
        discs = ease((time - SLIDE - CAMERA) / FADE)
        for disc in self._discs.discs:
            fade(disc, discs)
        for leader, is_needed in zip(self._discs.leaders, self._has_leader, strict=True):
            fade(leader, discs * is_needed)
        fade(self._name, ease((time - NAME) / FADE))
        fade(self._tagline, ease((time - NAME - MOVE) / FADE))
