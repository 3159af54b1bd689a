"""The numbers of one input channel as bars, each above the middle of its stamp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.stamp_figures import figures
from deconviz.films.stages.stamp_1d.stamp_layout import BAR, INPUT_NUMBERS, WIDEST_INPUT
from deconviz.films.stages.stamp_1d.value_bars import ValueBars
from deconviz.look.language import AXIS_IN_CARD, LOWEST_BAR, REMARK
from deconviz.look.theme import Mark, Theme

APART = 18.0  # pixels between numbers, at least
BEYOND = 8.0  # pixels of the axis beyond the bars


class InputRow(VGroup):
    """Bars on an axis, and their numbers above if they have room.

    Parameters
    ----------
    numbers
        Shape (n,).
    colours
        Of each.
    axes
        Bars are 1 apart.
    waiting
        Opacity of those that are not at work.
    theme
        Colours.
    """

    def __init__(
        self, numbers: Floats, colours: list[str], axes: Axes, waiting: float, theme: Theme
    ) -> None:
        self._numbers, self._axes, self._waiting = numbers, axes, waiting
        pitch = float(axes.across(1) - axes.across(0))
        self._drawn: tuple[float, ...] = ()
        self._half = min(BAR * pitch, WIDEST_INPUT) / 2
        self._bars = [ValueBars(colour) for colour in colours]
        self._axis = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
        labels = [
            Label(
                text, float(axes.across(place)), INPUT_NUMBERS, size=REMARK,
                colour=theme.foreground, weight="SemiBold", align="centre", tabular=True,
            )
            for place, text in enumerate(figures(numbers))
        ]  # fmt: skip
        widest = max(label.width_in_pixels for label in labels)
        has_room = len(labels) == 1 or widest + APART <= pitch
        self._labels = VGroup(*(labels if has_room else []))
        super().__init__(*self._bars, self._axis, self._labels)

    def draw(self, height: float, lit: Sequence[float]) -> None:
        """Draw so much of the bars, and how bright each is: 0, while it waits, to 1."""
        state = height, *lit
        if state == self._drawn:
            return
        self._drawn = state
        zero = float(self._axes.down(0.0))
        for place, (bar, value) in enumerate(zip(self._bars, self._numbers.tolist(), strict=True)):
            x, end = float(self._axes.across(place)), float(self._axes.down(value))
            tall = height * max(abs(end - zero), LOWEST_BAR if value else 0.0)
            top, bottom = (zero - tall, zero) if value > 0 else (zero, zero + tall)
            bar.draw([Box(x - self._half, top, x + self._half, bottom)] if tall else [])
            fade(bar, self._waiting + lit[place] * (1 - self._waiting))
        fade(self._labels, max(2 * height - 1, 0.0))
        if not height:
            self._axis.clear_points()
            return
        ends = self._axes.across(np.array([0.0, len(self._numbers) - 1.0]))
        middle, half = ends.mean(), height * (float(np.ptp(ends)) / 2 + self._half + BEYOND)
        self._axis.draw(np.array([middle - half, middle + half]), np.full(2, zero))
