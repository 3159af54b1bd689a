"""The input on its way down to the output: it passes behind what is in between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deconviz.arrays import Floats, Mask
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.wanted_line import WantedLine

MARGIN = 4.0  # pixels around what it passes behind


class PassingLine(WantedLine):
    """A pink dashed curve of which nothing is drawn inside of some boxes."""

    def draw_behind(self, x: Floats, y: Floats, boxes: Sequence[Box]) -> None:
        """Draw through points in pixels, shape (n,), but not where boxes are."""
        self.draw_at(x, y)
        self._line.points = _outside(self._line.points, 4, boxes)
        self._dots.points = _outside(self._dots.points, 16, boxes)


def _outside(points: Floats, size: int, boxes: Sequence[Box]) -> Floats:
    """Leave those pieces out, so many points each, that touch a box."""
    pieces = to_pixels(points).reshape(-1, size, 2)
    low, high = pieces.min(1) - MARGIN, pieces.max(1) + MARGIN  # (n, 2)
    hidden: Mask = np.zeros(len(pieces), bool)
    for box in boxes:
        across = (low[:, 0] < box.right) & (high[:, 0] > box.left)
        hidden |= across & (low[:, 1] < box.bottom) & (high[:, 1] > box.top)
    return np.asarray(points.reshape(-1, size, 3)[~hidden].reshape(-1, 3))
