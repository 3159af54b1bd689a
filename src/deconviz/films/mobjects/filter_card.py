"""A card with a filter, and the fader that scales it."""

from __future__ import annotations

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


class FilterCard(VGroup):
    """A card: what moves on it; `still` is what does not.

    Parameters
    ----------
    box
        Where on the stage.
    component
        Counted from 0.
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
        weights: Floats,
        scale: float,
        largest: float,
        theme: Theme,
        theme_name: ThemeName,
        *,
        peak: bool = False,
    ) -> None:
        self.box, self._theme = box, theme
        self._mark = theme.component(component)
        colour, middle = self._mark.colour, (box.top + box.bottom) / 2
        self._fader = Fader(box.left + FADER, middle, colour, largest, theme, theme_name)
        x, base = box.left + TEXT, middle + 4
        self.number = Number(
            x, base, decimals=2, size=CODE_NUMBER, colour=colour, weight="SemiBold"
        )
        name = f"× filter {component + 1}"
        self._names = [
            Label(name, x + 4, base + 58, size=REMARK, colour=shade)
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
        box, theme = self.box, self._theme
        half = WITH_PEAK if peak else HALF_CURVE
        middle = (box.top + box.bottom) / 2 - (HALF_CURVE - WITH_PEAK if peak else 0)
        place = Box(box.left + CURVE, middle - half, box.right - MARGIN, middle + half)
        limit = scale or 1.0
        axes = Axes(place, (-0.25, len(weights) - 0.75), (-limit, limit))
        pitch = place.width / len(weights)
        dot = min(DOT_IN_CARD, max(pitch / 4, IN_CARD / 2))
        curve = Curve(axes, in_film(self._mark), IN_CARD, dot)
        curve.draw(weights)
        zero = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
        zero.draw(np.array([place.left, place.right]), np.full(2, middle))
        if not peak:
            return [zero, curve]
        text = f"peak {np.abs(weights).max():.2f}"
        base = box.bottom - 30
        size, colour = SMALLEST + 0.5, theme.muted
        return [
            zero,
            curve,
            Label(text, place.right, base, size=size, colour=colour, align="right"),
        ]
