"""The code: a dot on the plane of two components, and a number and a bar for each component."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import LARGE, SMALL, Label, Number
from deconviz.look.theme import Mark, Theme

SMALLEST_DOT, LARGEST_DOT = 7.0, 23.0  # pixels
BAR = 66.0  # pixels, the longest bar


def code_axes(box: Box, limits: Floats) -> Axes:
    """Return axes for the last two components, each in its own range."""
    across, up = float(limits[-2]), float(limits[-1])
    return Axes(box, (-across, across), (-up, up))


def code_plane(axes: Axes, codes: Floats, theme: Theme) -> VGroup:
    """Draw what stands still: the frame, the zero lines, and where real codes lie.

    Parameters
    ----------
    axes
        From `code_axes`.
    codes
        Real codes, shape (n, C).
    theme
        Colours.
    """
    box = axes.box
    grid = Mark(theme.grid)
    parts = VGroup()
    for place in (box.left, float(axes.across(0)), box.right):
        parts.add(_straight_line(grid, (place, place), (box.top, box.bottom)))
    for height in (box.top, float(axes.down(0)), box.bottom):
        parts.add(_straight_line(grid, (box.left, box.right), (height, height)))
    x, y = axes.across(codes[:, -2]), axes.down(codes[:, -1])
    inside = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    cloud = Dots(theme.muted, 2.2, opacity=0.7)
    cloud.draw(x[inside], y[inside])
    components = codes.shape[1]
    across, up = theme.component(components - 2), theme.component(components - 1)
    parts.add(
        cloud,
        Label(
            f"component {components - 1}",
            (box.left + box.right) / 2,
            box.bottom + SMALL + 8,
            colour=across.colour,
            align="centre",
        ),
        Label(
            f"component {components}",
            box.left - 14,
            (box.top + box.bottom) / 2,
            colour=up.colour,
            align="centre",
            vertical=True,
        ),
    )
    return parts


class CodeDot(Dots):
    """The current code on the plane; its size is the first component.

    Parameters
    ----------
    axes
        From `code_axes`.
    limit
        Value of the first component at which the dot is largest.
    theme
        Colours.
    """

    def __init__(self, axes: Axes, limit: float, theme: Theme) -> None:
        super().__init__(theme.foreground, SMALLEST_DOT)
        self._axes = axes
        self._limit = limit

    def set_to(self, code: Floats) -> None:
        """Show a code of shape (C,)."""
        share = (code[0] / self._limit + 1) / 2
        radius = SMALLEST_DOT + share * (LARGEST_DOT - SMALLEST_DOT)
        self.draw(self._axes.across(code[-2:-1]), self._axes.down(code[-1:]), radius)


class CodeRows(VGroup):
    """A number and a bar for each component; `still` holds what does not move.

    Parameters
    ----------
    box
        Where on the stage.
    limits
        Value at which a component's bar is longest, shape (C,).
    theme
        Colours.
    """

    def __init__(self, box: Box, limits: Floats, theme: Theme) -> None:
        self._limits = limits
        self._middle, self._half = box.right - BAR, BAR
        pitch = box.height / len(limits)
        self._heights = box.top + pitch * (np.arange(len(limits)) + 0.5)  # middle of each row
        self.still = VGroup()
        self.numbers: list[Number] = []
        self._bars: list[Line] = []
        for component, height in enumerate(self._heights):
            base = height + LARGE / 2
            mark = theme.component(component)
            self.still.add(
                Label(
                    str(component + 1),
                    box.left,
                    base,
                    size=LARGE,
                    colour=mark.colour,
                    weight="SemiBold",
                ),
                _straight_line(
                    Mark(theme.grid), (box.right - 2 * BAR, box.right), (height, height), 4
                ),
                _straight_line(
                    Mark(theme.muted), (self._middle, self._middle), (height - 13, height + 13), 2
                ),
            )
            self.numbers.append(Number(box.left + 46, base, size=LARGE, colour=theme.foreground))
            self._bars.append(Line(Mark(mark.colour), width=13, round_ends=False))
        super().__init__(*self._bars, *self.numbers)

    def set_to(self, code: Floats) -> None:
        """Show a code of shape (C,)."""
        for component, value in enumerate(code):
            self.numbers[component].set_to(value)
            end = self._middle + self._half * value / self._limits[component]
            height = self._heights[component]
            self._bars[component].draw(np.array([self._middle, end]), np.full(2, height))


def _straight_line(
    mark: Mark, x: tuple[float, float], y: tuple[float, float], width: float = 1.5
) -> Line:
    line = Line(mark, width)
    line.draw(np.array(x), np.array(y))
    return line
