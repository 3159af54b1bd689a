"""What matplotlib has drawn, as arrays and texts."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from deconviz.arrays import Floats


def xs(line: Line2D) -> Floats:
    """Return where a line's points are across, shape (N,)."""
    return np.asarray(line.get_xdata(), np.float64)


def ys(line: Line2D) -> Floats:
    """Return the heights of a line's points, shape (N,)."""
    return np.asarray(line.get_ydata(), np.float64)


def by_label(axes: Axes) -> dict[str, Line2D]:
    """Return all lines by their labels."""
    return {str(line.get_label()): line for line in axes.get_lines()}


def dots(axes: Axes) -> list[Line2D]:
    """Return the lines that are dots."""
    return [line for line in axes.get_lines() if line.get_marker() == "o"]


def segments(axes: Axes) -> list[list[Floats]]:
    """Return the segments of each collection of lines, each of shape (points, 2)."""
    collections = [part for part in axes.collections if isinstance(part, LineCollection)]
    return [[np.asarray(segment) for segment in part.get_segments()] for part in collections]


def rectangles(axes: Axes) -> list[Rectangle]:
    """Return bars and spans."""
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def texts(axes: Axes) -> list[str]:
    """Return what is written in and beside axes, without titles and ticks."""
    return [text.get_text() for text in axes.texts]


def grid_shape(figure: Figure) -> tuple[int, int]:
    """Return how many rows and columns the first panel's grid has."""
    place = figure.axes[0].get_subplotspec()
    assert place is not None
    grid = place.get_gridspec()
    return grid.nrows, grid.ncols
