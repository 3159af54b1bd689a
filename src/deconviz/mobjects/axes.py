"""Axes with fixed limits, and curves on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from deconviz.mobjects.lines import Dots, Line
from deconviz.mobjects.page import Box
from deconviz.mobjects.text import LARGE, SMALL, Label
from deconviz.theme import MINUS, Mark, Theme

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Axes:
    """The map from numbers to pixels: affine, and the same for a whole film.

    Attributes
    ----------
    box
        Where on the page.
    x, y
        Limits, each (lowest, highest).
    """

    box: Box
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, values: Floats | float) -> Floats:
        """Turn values of x into pixels."""
        low, high = self.x
        share = (np.asarray(values, float) - low) / (high - low)
        return np.asarray(self.box.left + share * self.box.width)

    def down(self, values: Floats | float) -> Floats:
        """Turn values of y into pixels."""
        low, high = self.y
        share = (np.asarray(values, float) - low) / (high - low)
        return np.asarray(self.box.bottom - share * self.box.height)


class Heading(VGroup):
    """A panel's name, and in a quieter voice what to know about it.

    Parameters
    ----------
    text, more
        The name, and what stands after it; `more` may be empty.
    x, y
        Pixels: where it begins, on the base line.
    theme
        Colours.

    Attributes
    ----------
    after
        Pixels: where text after the name begins.
    """

    def __init__(self, text: str, more: str, x: float, y: float, theme: Theme) -> None:
        name = Label(text, x, y, size=LARGE, colour=theme.foreground, weight="SemiBold")
        self.after = x + name.width_in_pixels + 24
        super().__init__(name)
        if more:
            self.add(Label(more, self.after, y, colour=theme.muted))


def frame(axes: Axes, theme: Theme, y_tick: float, x_ticks: list[int]) -> VGroup:
    """Draw what stands still on shared axes: the zero line, one tick either way, points of x."""
    box = axes.box
    ends = np.array([box.left, box.right])
    parts = VGroup()
    for value in (-y_tick, 0.0, y_tick):
        level = np.full(2, axes.down(value))
        rule = Line(
            Mark(theme.muted if value == 0 else theme.grid), width=2.5 if value == 0 else 1.5
        )
        rule.draw(ends, level)
        text = f"{value:+g}".replace("-", MINUS) if value else "0"
        parts.add(rule)
        parts.add(
            Label(text, box.left - 16, level[0] + SMALL / 2, colour=theme.muted, align="right")
        )
    for point in x_ticks:
        place = float(axes.across(point))
        parts.add(Label(str(point), place, box.bottom + 50, colour=theme.muted, align="centre"))
    return parts


class Curve(VGroup):
    """Values at the points 0, 1, ... as a line with a dot on each.

    Parameters
    ----------
    axes
        The map to pixels.
    mark
        Colour and dashes.
    width
        Pixels.
    """

    def __init__(self, axes: Axes, mark: Mark, width: float = 5) -> None:
        self._axes = axes
        self._line = Line(mark, width)
        self._dots = Dots(mark.colour, width * 1.35)
        super().__init__(self._line, self._dots)

    def draw(self, values: Floats) -> None:
        """Draw an array of shape (n,)."""
        x = self._axes.across(np.arange(len(values), dtype=float))
        y = self._axes.down(values)
        self._line.draw(x, y)
        self._dots.draw(x, y)
