"""How tall bars are, read off the picture."""

from __future__ import annotations

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import to_pixels

OF_ONE = 32  # points of a rectangle's outline


def bar_heights(bars: Areas, axes: Axes) -> list[float]:
    """Return the height of each bar in the unit of the axes."""
    y = to_pixels(bars.points).reshape(-1, OF_ONE, 2)[..., 1]  # (n, OF_ONE)
    return [float(height) for height in axes.values(y.min(1)) - axes.values(y.max(1))]
