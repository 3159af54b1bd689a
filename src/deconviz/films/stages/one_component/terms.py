"""Scaled filters and their sum on one pair of axes; the filter at work is drawn thicker."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.look.language import (
    AT_WORK,
    COMPONENT,
    COMPONENT_DOT,
    DOT_AT_WORK,
    SUM_DOT,
    in_film,
)
from deconviz.look.theme import Theme


class Terms(VGroup):
    """The scaled filters of a code, and on top their sum.

    Parameters
    ----------
    axes
        The map to pixels; points are 1 apart.
    count
        Components.
    theme
        Colours.

    Attributes
    ----------
    line
        Of the sum.
    """

    def __init__(self, axes: Axes, count: int, theme: Theme) -> None:
        self.line = SumLine(axes, theme)
        shrink = self.line.dot / SUM_DOT
        marks = [in_film(theme.component(component)) for component in range(count)]
        self._axes = axes
        self._drawn: Floats | None = None
        self.curves, self._at_work = (
            [Curve(axes, mark, shrink * width, shrink * dot) for mark in marks]
            for width, dot in ((COMPONENT, COMPONENT_DOT), (AT_WORK, DOT_AT_WORK))
        )
        super().__init__(*self.curves, *self._at_work, self.line)

    def draw(self, terms: Floats, total: Floats) -> None:
        """Draw scaled filters (C, K) and their sum (K,)."""
        drawn, self._drawn = self._drawn, terms
        for component, values in enumerate(terms):
            if drawn is None or not np.array_equal(values, drawn[component]):
                self.curves[component].draw(values)
                self._at_work[component].draw(values)
        self.line.draw(total)

    def work(self, component: int, share: float) -> None:
        """Set how much a filter is at work, 0 to 1."""
        fade(self.curves[component], 1 - share)
        fade(self._at_work[component], share)
