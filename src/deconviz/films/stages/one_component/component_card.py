"""A card about a component: its number in its range, and the filter that it scales."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.gauge import Gauge
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label, Number
from deconviz.look.language import (
    AXIS_IN_CARD,
    CODE_NUMBER,
    DISC,
    DOT_IN_CARD,
    IN_CARD,
    REMARK,
    in_film,
)
from deconviz.look.theme import Mark, Theme, ThemeName

GAUGE, INSET = 36.0, 65.0  # pixels of the gauge and of text from the left
GAUGE_ENDS, MARGIN = 38.0, 24.0  # pixels from top and bottom, and at the right
NARROW = 400.0  # a narrower card has its number above the curve
BASES, HALF_CURVE = (89.0, 146.0, 196.0), 82.0  # from the top; half the height of a curve
NARROW_BASES, NARROW_HALF, NARROW_MIDDLE = (64.0, 112.0), 36.0, 181.0
AFTER_TEXT = 18.0
WIDEST_NUMBER = 172.0
SIGN = 4.0  # pixels between the place of a number and its sign


class ComponentCard(VGroup):
    """A card: what moves on it; `still` is what does not.

    Parameters
    ----------
    box
        Where on the stage.
    component
        Counted from 0.
    weights
        The filter, shape (K,); the card has room for its peak, which it states.
    ends
        The lowest and the highest number.
    theme, theme_name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        The card, its words and the filter.
    box
        Where it is.
    number
        What the filter is multiplied by.
    """

    def __init__(
        self,
        box: Box,
        component: int,
        weights: Floats,
        ends: tuple[float, float],
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        self.box, self._theme, self._component = box, theme, component
        self._mark = theme.component(component)
        self._card = Card(box, self._mark.colour, theme, theme_name)
        is_narrow = box.width < NARROW
        peak = float(np.abs(weights).max())
        words = self._narrow_words(peak) if is_narrow else self._words(peak)
        base = box.top + (NARROW_BASES if is_narrow else BASES)[0]
        self.number = Number(
            box.left + INSET - SIGN, base, decimals=2, size=CODE_NUMBER, colour=self._mark.colour,
            weight="SemiBold",
        )  # fmt: skip
        self._gauge = Gauge(
            box.left + GAUGE, box.top + GAUGE_ENDS, box.bottom - GAUGE_ENDS, ends, self._mark,
            theme, theme_name,
        )  # fmt: skip
        place = self._narrow_place() if is_narrow else self._place(words)
        self.still = VGroup(
            self._card, self._gauge.track, *words, *self._filter(weights, peak, place)
        )
        super().__init__(self._gauge, self.number, self._card.lit)

    def set_to(self, value: float) -> None:
        """Show a number."""
        self.number.set_to(value)
        self._gauge.set_to(value)

    def work(self, share: float) -> None:
        """Set how much the card is at work, 0 to 1."""
        self._card.work(share)

    def _words(self, peak: float) -> list[VMobject]:
        _, name, remark = BASES
        return [
            self._remark(f"× filter {self._component + 1}", name),
            self._remark(f"peak {peak:.2f}", remark),
        ]

    def _narrow_words(self, peak: float) -> list[VMobject]:
        number, remark = NARROW_BASES
        x, y = self.box.right - MARGIN - DISC, self.box.top + number - CODE_NUMBER / 2
        disc = Disc(self._component, self._theme, x, y)
        return [*disc.submobjects, self._remark(f"peak {peak:.2f}", remark)]

    def _remark(self, text: str, base: float) -> Label:
        x, y = self.box.left + INSET, self.box.top + base
        return Label(text, x, y, size=REMARK, colour=self._mark.colour)

    def _place(self, words: list[VMobject]) -> Box:
        """Return where the filter is, beside the words."""
        box, middle = self.box, (self.box.top + self.box.bottom) / 2
        widths = [word.width_in_pixels for word in words if isinstance(word, Label)]
        left = box.left + INSET + max(WIDEST_NUMBER, *widths) + AFTER_TEXT
        return Box(left, middle - HALF_CURVE, box.right - MARGIN, middle + HALF_CURVE)

    def _narrow_place(self) -> Box:
        """Return where the filter is, below the words."""
        box, middle = self.box, self.box.top + NARROW_MIDDLE
        return Box(box.left + INSET, middle - NARROW_HALF, box.right - MARGIN, middle + NARROW_HALF)

    def _filter(self, weights: Floats, peak: float, place: Box) -> list[VMobject]:
        limit = peak or 1.0
        axes = Axes(place, (-0.25, len(weights) - 0.75), (-limit, limit))
        dot = min(DOT_IN_CARD, max(place.width / len(weights) / 4, IN_CARD / 2))
        curve = Curve(axes, in_film(self._mark), IN_CARD, dot)
        curve.draw(weights)
        zero = Line(Mark(self._theme.muted), AXIS_IN_CARD, round_ends=False)
        zero.draw(np.array([place.left, place.right]), np.full(2, axes.down(0.0)))
        return [zero, curve]
