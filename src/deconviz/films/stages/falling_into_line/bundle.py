"""Bundles: many lines of one mark as one object, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import CapStyleType

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Polyline, bezier_points, dash_pieces
from deconviz.films.mobjects.stage import stroke, to_scene
from deconviz.look.theme import Mark


class Bundle(Polyline):
    """Lines of one mark and one width, which may change.

    Parameters
    ----------
    mark
        Colour and dashes.
    width
        Pixels.
    """

    def __init__(self, mark: Mark, width: float) -> None:
        is_round = not mark.dashes or mark.dashes[0] < 1
        super().__init__(
            mark.colour, width, cap=CapStyleType.ROUND if is_round else CapStyleType.BUTT
        )
        self._dashes, self._width = np.array(mark.dashes), width

    def widen(self, width: float) -> None:
        """Set the width of lines that are drawn from now on, in pixels."""
        self._width, self.stroke_width = width, stroke(width)

    def pieces(self, x: Floats, y: Floats) -> Floats:
        """Cut a line through points in pixels, (K,), into what has ink, shape (n, 2, 2)."""
        if len(self._dashes):
            return dash_pieces(x, y, self._dashes * self._width)
        points = np.stack([x, y], -1)  # (K, 2)
        return np.stack([points[:-1], points[1:]], 1)  # (K - 1, 2, 2)

    def draw(self, lines: Sequence[Floats]) -> None:
        """Draw lines as `pieces` returns them; none clears the picture."""
        flat = np.concatenate([np.empty((0, 2, 2)), *lines])  # (n, 2, 2)
        self.points = bezier_points(to_scene(flat[..., 0], flat[..., 1]))


def between(pieces: Floats, left: float, right: float) -> Floats:
    """Keep what of pieces (n, 2, 2) that run to the right lies between two places of x."""
    x = pieces[..., 0]  # (n, 2)
    reaches_in = (x[:, 1] > left) & (x[:, 0] < right) & (x[:, 1] > x[:, 0])  # (n,)
    inside = pieces[reaches_in]  # (m, 2, 2)
    begin, end = inside[:, :1], inside[:, 1:]  # (m, 1, 2)
    ends = np.clip(inside[..., 0], left, right)  # (m, 2)
    share = (ends - begin[..., 0]) / (end - begin)[..., 0]  # (m, 2)
    return begin + share[..., None] * (end - begin)
