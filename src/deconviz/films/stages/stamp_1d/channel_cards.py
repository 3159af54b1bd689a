"""A card for each part of the output: a channel that goes in, or all others together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.stamp_figures import figure
from deconviz.films.stages.stamp_1d.stamp_layout import CARD_INSIDE
from deconviz.films.stages.stamp_1d.value_bars import ValueBars, bar_sides
from deconviz.look.language import AXIS_IN_CARD, COMPONENT_DOT, NAME, REMARK
from deconviz.look.theme import Mark, Theme, ThemeName

NAME_BELOW, PEAK_BELOW = 58.0, 104.0  # pixels from a card's top to base lines
AFTER_KEY = 14.0  # pixels from the dot in the colour of a part to its name


class ChannelCards(VGroup):
    """Cards with a name, a peak, and bars on a scale of their own.

    Parameters
    ----------
    boxes, axes
        Of each card, and of its bars.
    names
        Of the parts.
    parts
        What each adds, shape (P, N).
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self,
        boxes: Sequence[Box],
        axes: Sequence[Axes],
        names: Sequence[str],
        parts: Floats,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._axes, self._parts = axes, parts
        self._drawn: tuple[float, ...] = ()
        colours = [theme.component(part).colour for part in range(len(parts))]
        self._cards = [
            Card(box, colour, theme, name) for box, colour in zip(boxes, colours, strict=True)
        ]
        self._zeros = VGroup(*(_zero(one, theme) for one in axes))
        self._names = VGroup()
        for box, text, colour, part in zip(boxes, names, colours, parts, strict=True):
            x, base = box.left + CARD_INSIDE, box.top + NAME_BELOW
            key = Dots(colour, COMPONENT_DOT)
            key.draw(np.array([x + COMPONENT_DOT]), np.array([base - NAME / 2]))
            peak, after = figure(float(np.abs(part).max())), x + 2 * COMPONENT_DOT + AFTER_KEY
            self._names.add(
                key,
                Label(text, after, base, size=NAME, colour=colour, weight="SemiBold"),
                Label(f"peak {peak}", x, box.top + PEAK_BELOW, size=REMARK, colour=theme.muted),
            )
        self._bars = [ValueBars(colour) for colour in colours]
        lit = [card.lit for card in self._cards]
        super().__init__(*self._cards, self._zeros, self._names, *self._bars, *lit)

    def sides(self, part: int) -> Floats:
        """Return left, top, right and bottom of the bars of a part in pixels, shape (bars, 4)."""
        values = self._parts[part]
        return bar_sides(self._axes[part], np.arange(len(values), dtype=float), values)

    def draw(
        self, there: float, named: float, heights: Sequence[float], at_work: Sequence[float]
    ) -> None:
        """Draw a moment: all shares are from 0 to 1.

        Parameters
        ----------
        there, named
            How much of the cards is there, and of their words.
        heights
            How much of each part's bars.
        at_work
            How much each card is at work.
        """
        state = there, named, *heights, *at_work
        if state == self._drawn:
            return
        self._drawn = state
        for card, work in zip(self._cards, at_work, strict=True):
            fade(card, there)
            card.work(work)
        fade(self._zeros, there)
        fade(self._names, named)
        for bars, axes, part, height in zip(
            self._bars, self._axes, self._parts, heights, strict=True
        ):
            bars.draw_values(axes, np.arange(len(part), dtype=float), part, height)


def _zero(axes: Axes, theme: Theme) -> Line:
    line = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
    line.draw(np.array([axes.box.left, axes.box.right]), np.full(2, float(axes.down(0.0))))
    return line
