"""Stairs: a running sum as bars, each of which begins where the last one ended."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import Box, to_pixels, to_scene
from deconviz.look.language import BAR_RADIUS, GUIDE, LOWEST_BAR

WIDTH = 0.85  # of a bar, in pitches of columns


class Stairs(VGroup):
    """A bar for each step, and a thin tread from where it ends to the next.

    Parameters
    ----------
    colour
        Hexadecimal.
    """

    def __init__(self, colour: str) -> None:
        self.bars = Areas(colour, BAR_RADIUS)
        self._treads = Polyline(colour, GUIDE)
        super().__init__(self._treads, self.bars)

    def draw(self, axes: Axes, steps: Floats, grown: Floats, fallen: Floats, above: Floats) -> None:
        """Draw steps that grow above, and fall to where the last one ended.

        Parameters
        ----------
        axes
            Of the sum; columns are 1 apart.
        steps
            What each adds, shape (K,).
        grown, fallen
            How much of each is there, and how far it has fallen, 0 to 1, shape (K,).
        above
            Pixels: where each grows, shape (K,).
        """
        levels = axes.down(np.concatenate([[0.0], np.cumsum(steps)]))  # (K + 1,)
        bases = above + fallen * (levels[:-1] - above)  # (K,)
        heights = grown * (levels[1:] - levels[:-1])  # (K,), downwards
        is_low = (np.abs(heights) < LOWEST_BAR) & (grown > 0)
        heights = np.where(is_low, np.where(steps < 0, LOWEST_BAR, -LOWEST_BAR), heights)
        left, right = edges(axes, len(steps))
        ends = bases + heights
        sides = zip(left, np.minimum(bases, ends), right, np.maximum(bases, ends), strict=True)
        there = np.array(list(sides))[grown > 0].tolist()
        self.bars.draw([Box(*box) for box in there])
        has_landed = fallen[:-1] >= 1
        self._draw_treads(right[:-1][has_landed], left[1:][has_landed], levels[1:-1][has_landed])

    def starts(self, axes: Axes, steps: Floats) -> Floats:
        """Read off the bars where each step begins, shape (K,), once all have landed."""
        y = to_pixels(self.bars.points).reshape(-1, 32, 2)[..., 1]  # (K, 32)
        return axes.values(np.where(steps < 0, y.min(1), y.max(1)))

    def _draw_treads(self, left: Floats, right: Floats, y: Floats) -> None:
        """Draw lines from `left` to `right`, in pixels, each of shape (n,)."""
        x = np.stack([left, right], 1)  # (n, 2)
        self._treads.points = bezier_points(to_scene(x, np.repeat(y[:, None], 2, 1)))


def edges(axes: Axes, columns: int) -> tuple[Floats, Floats]:
    """Return the left and the right edge of each column's bar in pixels, each (columns,)."""
    places = np.arange(columns, dtype=float)
    return axes.across(places - WIDTH / 2), axes.across(places + WIDTH / 2)
