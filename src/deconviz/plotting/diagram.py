"""Diagrams of cells: drawn in inches, from left to right or downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.look.theme import Mark

INSET = 0.06  # of a cell, on each side: the gap to the next
LEAST = 0.03  # inches, the smallest cell that has such a gap
DEPTH = 0.06  # inches, the least length of a cell along the flow
NAME_GAP = 0.07  # inches
EDGE = 0.08  # inches
DIGIT = 0.14  # inches, the least cell that holds a number
DOTS = 0.14  # inches from the first to the last dot of an ellipsis


def ellipsis(count: int, most: int) -> list[int | None]:
    """Return which of `count` things to draw: all, or the first and the last with None between."""
    if count <= most:
        return list(range(count))
    first = most // 2
    return [*range(first), None, *range(count - (most - 1 - first), count)]


def depth(size: float) -> float:
    """Return the length along the flow of a cell of this size across."""
    return max(size, DEPTH)


@dataclass(frozen=True)
class Sheet:
    """Axes in inches, with a direction in which things flow.

    A place has a coordinate along the flow and one across it. Along runs to the right and across
    downwards, or along downwards and across to the right: so a curve's first point is at the top
    or on the left.

    Attributes
    ----------
    axes
        As large as the figure, in inches from the left and from above.
    downward
        Whether things flow down the page.
    origin
        Where along and across are 0, as x and y.
    mirror
        Where along is 0 for a flow backwards; None for one forwards.
    """

    axes: Axes
    downward: bool
    origin: tuple[float, float]
    mirror: float | None = None

    @classmethod
    def of(
        cls, size: tuple[float, float], origin: tuple[float, float], *, downward: bool
    ) -> tuple[Figure, Sheet]:
        """Make a figure of this width and height."""
        figure = Figure(figsize=size)
        figure.set_layout_engine("none")
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, size[0]), ylim=(size[1], 0))
        axes.set_axis_off()
        return figure, cls(axes, downward, origin)

    def mirror_image(self, length: float) -> Sheet:
        """Return this sheet seen from the other end of a flow of this length."""
        return replace(self, mirror=length)

    def cells(self, name: str, along: float, across: Floats, size: float, colour: str) -> None:
        """Draw square cells; small ones are longer along the flow, so that they can be seen.

        Parameters
        ----------
        name
            Of all of them together, for SVG.
        along
            Where all begin.
        across
            Where each begins, shape (N,).
        size
            Of a side across, with the gap to the next.
        colour
            Of all.
        """
        inset = INSET * size if size > LEAST else 0
        low, high, deep = inset, size - inset, depth(size) - inset
        corners = np.array([[low, low], [deep, low], [deep, high], [low, high]])  # (4, 2)
        starts = np.stack([np.full(len(across), along), across], -1)  # (N, 2)
        outlines = self.inches(starts[:, None] + corners)  # (N, 4, 2)
        squares = PolyCollection(list(outlines), facecolors=colour, lw=0, zorder=2)
        squares.set_gid(name)
        self.axes.add_collection(squares)

    def fan(self, corners: Sequence[tuple[float, float]], colour: str) -> None:
        """Shade the way from some cells to others, between (along, across) corners."""
        outline = self.inches(np.array([corners]))  # (1, N, 2)
        self.axes.add_collection(
            PolyCollection(list(outline), facecolors=colour, alpha=0.6, lw=0, zorder=1)
        )

    def lines(self, name: str, ends: Floats, mark: Mark, width: float) -> None:
        """Draw straight lines between ends of shape (N, 2, 2): from and to, along and across."""
        style = (0, mark.dashes) if mark.dashes else "-"
        segments = list(self.inches(ends))
        lines = LineCollection(segments, colors=mark.colour, linestyles=[style], lw=width, zorder=1)
        lines.set_gid(name)
        self.axes.add_collection(lines)

    def dots(self, along: float, across: float, colour: str) -> None:
        """Draw an ellipsis of three dots across, around a place."""
        steps = np.linspace(-DOTS, DOTS, 3) / 2  # (3,)
        places = np.stack([np.full(3, along), across + steps], -1)  # (3, 2)
        x, y = self.inches(places).T
        self.axes.plot(x, y, ".", color=colour, ms=2, zorder=2)

    def number(self, along: float, across: float, size: float, text: str, colour: str) -> None:
        """Write a number into a cell if that is large enough."""
        if size >= DIGIT:
            x, y = self.inches(np.array([along, across]) + size / 2)
            self.axes.text(x, y, text, color=colour, ha="center", va="center", zorder=3)

    def name_layer(self, along: float, extent: float, text: str, colour: str) -> None:
        """Write below a column, or to the left of a row."""
        if self.downward:
            self._beside(along, text, colour)
        else:
            x, y = self.inches(np.array([along, extent + NAME_GAP]))
            self.axes.text(x, y, text, color=colour, ha="center", va="top")

    def name_step(self, along: float, text: str, colour: str) -> None:
        """Write above the way from one column to the next, or to its left."""
        if self.downward:
            self._beside(along, text, colour)
        else:
            x, y = self.inches(np.array([along, -NAME_GAP]))
            self.axes.text(x, y, text, color=colour, ha="center", va="bottom")

    def _beside(self, along: float, text: str, colour: str) -> None:
        _, y = self.inches(np.array([along, 0.0]))
        self.axes.text(EDGE, y, text, color=colour, ha="left", va="center")

    def inches(self, places: Floats) -> Floats:
        """Return along and across, shape (..., 2), as x and y in inches."""
        if self.mirror is not None:
            places = np.array([self.mirror, 0]) + places * np.array([-1, 1])
        return (places[..., ::-1] if self.downward else places) + self.origin
