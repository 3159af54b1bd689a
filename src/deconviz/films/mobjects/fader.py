"""A fader: a knob on a track that says a number by its height."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AXIS_IN_CARD, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

TRACK, STEM, SLOT = 8.0, 9.0, 3.0  # widths in pixels
KNOB = (68.0, 30.0)
REACH = 64.0  # of the knob from zero
HALF_TRACK = 90.0
ZERO = 24.0  # half the width of the line at zero


class Fader(VGroup):
    """A knob that moves up and down from zero.

    Parameters
    ----------
    x, y
        Pixels: where zero is.
    colour
        Of the knob.
    largest
        The largest absolute value.
    theme
        Colours.
    name
        Of the theme.

    Attributes
    ----------
    track
        What stands still.
    """

    def __init__(
        self, x: float, y: float, colour: str, largest: float, theme: Theme, name: ThemeName
    ) -> None:
        self._x, self._y, self._largest = x, y, largest or 1.0
        rail, zero = Line(Mark(SURFACES[name].track), TRACK), Line(Mark(theme.muted), AXIS_IN_CARD)
        rail.draw(np.full(2, x), y + np.array([-HALF_TRACK, HALF_TRACK]))
        zero.draw(x + np.array([-ZERO, ZERO]), np.full(2, y))
        self.track = VGroup(rail, zero)
        self._stem = Line(Mark(colour), STEM, round_ends=False)
        self._knob = Areas(colour, radius=7)
        self._slot = Line(Mark(theme.background), SLOT, round_ends=False)
        super().__init__(self._stem, self._knob, self._slot)

    def set_to(self, value: float) -> None:
        """Move the knob."""
        y = self._y - REACH * value / self._largest
        width, height = KNOB
        self._stem.draw(np.full(2, self._x), np.array([self._y, y]))
        self._knob.draw(
            [Box(self._x - width / 2, y - height / 2, self._x + width / 2, y + height / 2)]
        )
        self._slot.draw(self._x + np.array([-20.0, 20.0]), np.full(2, y))
