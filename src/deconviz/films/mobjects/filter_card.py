"""A card with a filter, and the fader that scales it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fader import Fader
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label, Number
from deconviz.look.language import (
    AXIS_IN_CARD,
    CODE_NUMBER,
    DOT_IN_CARD,
    IN_CARD,
    REMARK,
    SMALLEST,
    in_film,
)
from deconviz.look.theme import Mark, Theme, ThemeName

FADER, TEXT, CURVE, MARGIN = 56.0, 108.0, 302.0, 24.0  # pixels from the left, and at the right
HALF_CURVE, WITH_PEAK = 86.0, 57.0  # pixels: the largest height of a filter
NARROW = 480.0  # pixels: on a card that is not so wide, the filter is below the number
NUMBER_BELOW, NAME_BELOW = 68.0, 122.0  # pixels from the upper edge of such a card to base lines
CURVE_BELOW, BOTTOM_MARGIN, ABOVE_PEAK = 144.0, 26.0, 23.0


@dataclass(frozen=True)
class CardPlaces:
    """Where the words and the curve of a card are: side by side, or one below the other.

    Attributes
    ----------
    text
        Pixels: where words begin.
    number, name, peak
        Pixels: their base lines.
    curve
        The curve's place.
    """

    text: float
    number: float
    name: float
    peak: float
    curve: Box

    @classmethod
    def of(cls, box: Box, text: float = TEXT, *, peak: bool = False) -> CardPlaces:
        """Find the places on a card whose words begin so far from its left edge."""
        left, right = box.left + text, box.right - MARGIN
        if box.width < NARROW:
            base = box.bottom - BOTTOM_MARGIN
            bottom = base - (SMALLEST + ABOVE_PEAK if peak else 0)
            curve = Box(left, box.top + CURVE_BELOW, right, bottom)
            return cls(left, box.top + NUMBER_BELOW, box.top + NAME_BELOW, base, curve)
        base = (box.top + box.bottom) / 2 + 4
        half = WITH_PEAK if peak else HALF_CURVE
        middle = (box.top + box.bottom) / 2 - (HALF_CURVE - half)
        curve = Box(box.left + CURVE, middle - half, right, middle + half)
        return cls(left, base, base + 58, box.bottom - 30, curve)


class FilterCard(VGroup):
    """A card: what moves on it; `still` is what does not.

    Parameters
    ----------
    box
        Where on the stage.
    component
        Counted from 0.
    mark
        Its colour and line.
    weights
        The filter, shape (K,).
    scale
        The largest absolute weight that the card has room for.
    largest
        The largest absolute number of the fader.
    theme
        Colours.
    theme_name
        Its name.
    peak
        Whether the card states its peak, since others have another scale.

    Attributes
    ----------
    still
        The card, the filter, and the fader's track.
    box
        Where it is.
    number
        What the filter is multiplied by.
    """

    def __init__(
        self,
        box: Box,
        component: int,
        mark: Mark,
        weights: Floats,
        scale: float,
        largest: float,
        theme: Theme,
        theme_name: ThemeName,
        *,
        peak: bool = False,
    ) -> None:
        self.box, self._theme, self._mark = box, theme, mark
        self._places = places = CardPlaces.of(box, peak=peak)
        colour, middle = mark.colour, (box.top + box.bottom) / 2
        self._fader = Fader(box.left + FADER, middle, colour, largest, theme, theme_name)
        self.number = Number(
            places.text, places.number, decimals=2, size=CODE_NUMBER, colour=colour,
            weight="SemiBold",
        )  # fmt: skip
        name = f"× filter {component + 1}"
        self._names = [
            Label(name, places.text + 4, places.name, size=REMARK, colour=shade)
            for shade in (colour, theme.muted)
        ]
        self._card = Card(box, colour, theme, theme_name)
        self.still = VGroup(self._card, self._fader.track, *self._filter(weights, scale, peak))
        super().__init__(self._fader, self.number, *self._names, self._card.lit)

    def set_to(self, value: float, at_work: float) -> None:
        """Set the fader, and how much the card is at work, 0 to 1."""
        self._fader.set_to(value)
        self.number.set_to(value)
        is_set = bool(round(value, 2)) or at_work > 0
        self.number.set_fill(self._mark.colour if is_set else self._theme.muted)
        for name, is_shown in zip(self._names, (is_set, not is_set), strict=True):
            fade(name, float(is_shown))
        self._card.work(at_work)

    def _filter(self, weights: Floats, scale: float, peak: bool) -> list[VGroup | Line | Label]:
        place, colour = self._places.curve, self._theme.muted
        curve, zero = curve_in_card(place, len(weights), scale, self._mark, self._theme)
        curve.draw(weights)
        if not peak:
            return [zero, curve]
        text, size = f"peak {np.abs(weights).max():.2f}", SMALLEST + 0.5
        peak_label = Label(
            text, place.right, self._places.peak, size=size, colour=colour, align="right"
        )
        return [zero, curve, peak_label]


def curve_in_card(
    place: Box, points: int, scale: float, mark: Mark, theme: Theme
) -> tuple[Curve, Line]:
    """Make a curve on a card, as high as its place where it reaches `scale`, and its zero."""
    limit = scale or 1.0
    axes = Axes(place, (-0.25, points - 0.75), (-limit, limit))
    dot = min(DOT_IN_CARD, max(place.width / points / 4, IN_CARD / 2))
    zero = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
    zero.draw(np.array([place.left, place.right]), np.full(2, axes.down(0.0)))
    return Curve(axes, in_film(mark), IN_CARD, dot), zero
