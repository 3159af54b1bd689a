"""Scaled filters that come out of a card, take their places in the air, and join into a sum."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.look.language import AT_WORK, DOT_AT_WORK, in_film
from deconviz.look.theme import Theme

INSET, BELOW = 24.0, 16.0  # pixels: where a filter comes out of the lower edge of its card


class ScaledFilters(VGroup):
    """A curve for each component.

    Parameters
    ----------
    channels
        How many.
    axes
        Of the sum; points are 1 apart.
    theme
        Colours.

    Attributes
    ----------
    dot
        Radius in pixels.
    """

    def __init__(self, channels: int, axes: Axes, theme: Theme) -> None:
        dot = min(DOT_AT_WORK, float(axes.across(1) - axes.across(0)) * LARGEST_DOT)
        self.dot = dot
        marks = [in_film(theme.component(component)) for component in range(channels)]
        self.curves = [Curve(axes, mark, AT_WORK * dot / DOT_AT_WORK, dot) for mark in marks]
        super().__init__(*self.curves)

    def draw(self, axes: Axes, start: int, terms: Floats, card: Box, out: Floats) -> None:
        """Draw filters between their card and their places.

        Parameters
        ----------
        axes
            In the air, above the window.
        start
            The first point of the window.
        terms
            Shape (C, K).
        card
            Where they come from.
        out
            How far each has come, 0 to 1, shape (C,).
        """
        across = axes.across(start + np.arange(terms.shape[1], dtype=float))  # (K,)
        source = np.linspace(card.left + INSET, card.right - INSET, terms.shape[1])  # (K,)
        for curve, term, share in zip(self.curves, terms, out.tolist(), strict=True):
            if share <= 0:
                curve.hide()
                continue
            x = source + share * (across - source)
            y = card.bottom + BELOW
            curve.draw_at(x, y + share * (axes.down(term) - y))
            fade(curve, 1.0)

    def join(self, axes: Axes, start: int, terms: Floats, share: float) -> None:
        """Move the filters, which are in their places, into the sum of all: 0 to 1."""
        x = axes.across(start + np.arange(terms.shape[1], dtype=float))  # (K,)
        total = terms.sum(0)  # (K,)
        for curve, term in zip(self.curves, terms, strict=True):
            curve.draw_at(x, axes.down(term + share * (total - term)))
            fade(curve, min(1.0, 3 * (1 - share)))

    def values(self, axes: Axes) -> list[list[float]]:
        """Read the values off the picture, a list for each component."""
        return [axes.values(curve.places()[:, 1]).tolist() for curve in self.curves]

    def hide(self) -> None:
        """Draw nothing."""
        for curve in self.curves:
            curve.hide()
