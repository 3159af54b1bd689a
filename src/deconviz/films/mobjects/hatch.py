"""Hatched areas: what was taken away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import Box, to_scene
from deconviz.look.language import BAR_RADIUS, HATCH_EVERY, HATCH_WIDTH, TINT


class Hatch(VGroup):
    """Rectangles with an edge and rising lines, many as one thing.

    Parameters
    ----------
    colour
        Hexadecimal.
    """

    def __init__(self, colour: str) -> None:
        self._tint = Tint(colour, BAR_RADIUS, TINT)
        self._lines = Polyline(colour, HATCH_WIDTH)
        super().__init__(self._tint, self._lines)

    def draw(self, boxes: Sequence[Box]) -> None:
        """Draw rectangles; none clears the picture."""
        self._tint.draw(boxes)
        inset = HATCH_WIDTH / 2
        inner = [
            Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)
            for box in boxes
            if box.height >= HATCH_WIDTH
        ]
        pieces = [part for box in inner for part in (_edges(box), rising_lines(box))]
        flat = np.concatenate([np.empty((0, 2, 2)), *pieces])  # (n, 2, 2)
        self._lines.points = bezier_points(to_scene(flat[..., 0], flat[..., 1]))


def rising_lines(box: Box, every: float = HATCH_EVERY) -> Floats:
    """Return lines at 45 degrees, so many pixels apart, cut off at a box, shape (n, 2, 2).

    Lines of all boxes lie on one pattern, so that they do not run when a box grows.
    """
    step = every * np.sqrt(2)  # along an edge
    first = np.ceil((box.left + box.top) / step)
    last = np.floor((box.right + box.bottom) / step)
    sums = step * np.arange(first, last + 1)  # x + y of each line
    low = np.maximum(box.left, sums - box.bottom)  # x at the lower end
    high = np.minimum(box.right, sums - box.top)  # x at the upper end
    x = np.stack([low, high], 1)  # (n, 2)
    return np.stack([x, sums[:, None] - x], 2)


def _edges(box: Box) -> Floats:
    x = np.array([box.left, box.right, box.right, box.left, box.left])
    y = np.array([box.top, box.top, box.bottom, box.bottom, box.top])
    corners = np.stack([x, y], 1)
    return np.stack([corners[:-1], corners[1:]], 1)  # (4, 2, 2)
