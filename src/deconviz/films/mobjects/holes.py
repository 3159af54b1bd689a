"""Holes: dashed edges where a zero was put in, something was cut, or a place was left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Polyline, bezier_points, dash_pieces
from deconviz.films.mobjects.stage import Box, to_scene
from deconviz.look.language import HOLE_DASHES, HOLE_EDGE, SURFACES, TILE_RADIUS
from deconviz.look.theme import ThemeName

CORNER = np.linspace(0, np.pi / 2, 7)  # radians along a round corner


class Holes(Polyline):
    """Dashed rectangles with round corners, many as one thing.

    Parameters
    ----------
    name
        The theme's.
    radius
        Pixels, of the corners.
    """

    def __init__(self, name: ThemeName, radius: float = TILE_RADIUS) -> None:
        super().__init__(SURFACES[name].track, HOLE_EDGE)
        self._radius = radius

    def draw(self, boxes: Sequence[Box]) -> None:
        """Draw rectangles; none clears the picture."""
        dashes = np.array(HOLE_DASHES)
        pieces = [dash_pieces(*self._outline(box), dashes) for box in boxes]
        flat = np.concatenate([np.empty((0, 2, 2)), *pieces])  # (n, 2, 2)
        self.points = bezier_points(to_scene(flat[..., 0], flat[..., 1]))

    def _outline(self, box: Box) -> tuple[Floats, Floats]:
        inset = HOLE_EDGE / 2
        radius = min(self._radius, box.width / 2, box.height / 2) - inset
        left, right = box.left + inset + radius, box.right - inset - radius
        top, bottom = box.top + inset + radius, box.bottom - inset - radius
        corners = [(right, top), (left, top), (left, bottom), (right, bottom)]
        x, y = [], []
        for quarter, (across, down) in enumerate(corners):
            angle = CORNER + quarter * np.pi / 2
            x.append(across + radius * np.cos(angle))
            y.append(down - radius * np.sin(angle))
        around_x, around_y = np.concatenate(x), np.concatenate(y)
        return np.append(around_x, around_x[0]), np.append(around_y, around_y[0])
