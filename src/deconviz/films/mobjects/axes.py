"""Panels: axes with fixed limits, and what stands still on them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import LARGE, SMALL, Label
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import nice_below, signed

HEADROOM = 1.04
MOST_TICKS = 3  # after the first


@dataclass(frozen=True)
class Axes:
    """The map from numbers to pixels: affine, and the same for a whole film.

    Attributes
    ----------
    box
        Where on the stage.
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

    def values(self, down: Floats) -> Floats:
        """Turn pixels back into values of y."""
        low, high = self.y
        return np.asarray(low + (self.box.bottom - down) / self.box.height * (high - low))


class Heading(VGroup):
    """A panel's name, and a muted remark about it.

    Parameters
    ----------
    text, more
        The name, and the remark after it; `more` may be empty.
    x, y
        Pixels: its left end, on the base line.
    theme
        Colours.

    Attributes
    ----------
    after
        Pixels: the left end of text after the name.
    """

    def __init__(self, text: str, more: str, x: float, y: float, theme: Theme) -> None:
        name = Label(text, x, y, size=LARGE, colour=theme.foreground, weight="SemiBold")
        self.after = x + name.width_in_pixels + 24
        super().__init__(name)
        if more:
            self.add(Label(more, self.after, y, colour=theme.muted))


class Panel(VGroup):
    """Axes with fixed limits for curves, and a heading.

    Parameters
    ----------
    box
        Where on the stage the axes are.
    points
        How many a curve has.
    reach
        The largest absolute value of any curve.
    theme
        Colours.
    name, more
        Of the `Heading`; without a name there is none.
    y_labels
        Whether the ticks of y have labels; panels side by side share those of the first.

    Attributes
    ----------
    axes
        The map to pixels.
    after
        Pixels: the left end of text after the heading, and its base line.
    """

    def __init__(
        self,
        box: Box,
        points: int,
        reach: float,
        theme: Theme,
        *,
        name: str = "",
        more: str = "",
        y_labels: bool = True,
    ) -> None:
        limit = HEADROOM * reach
        self.axes = Axes(box, (0, points - 1), (-limit, limit))
        tick = nice_below(reach)
        super().__init__(frame(self.axes, theme, tick, x_ticks(points), y_labels=y_labels))
        if name:
            heading = Heading(name, more, box.left, box.top - 40, theme)
            self.after = (heading.after, box.top - 40)
            self.add(heading)


def x_ticks(points: int) -> list[int]:
    """Return a few of the points 0, 1, ..., evenly spaced."""
    return list(range(0, points, max(1, math.ceil((points - 1) / MOST_TICKS))))


def frame(
    axes: Axes, theme: Theme, y_tick: float, points: list[int], *, y_labels: bool = True
) -> VGroup:
    """Draw what stands still: the zero line, a tick above and below it, and labels of points."""
    box = axes.box
    ends = np.array([box.left, box.right])
    parts = VGroup()
    for value in (-y_tick, 0.0, y_tick):
        level = np.full(2, axes.down(value))
        rule = Line(
            Mark(theme.muted if value == 0 else theme.grid), width=2.5 if value == 0 else 1.5
        )
        rule.draw(ends, level)
        parts.add(rule)
        if y_labels:
            text = signed(value) if value else "0"
            y = level[0] + SMALL / 2
            parts.add(Label(text, box.left - 24, y, colour=theme.muted, align="right"))
    for point in points:
        place = float(axes.across(point))
        parts.add(Label(str(point), place, box.bottom + 50, colour=theme.muted, align="centre"))
    return parts
