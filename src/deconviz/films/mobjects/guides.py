"""Guides: dotted arrows that say where things will fall."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import GUIDE

INK, EVERY = 6.0, 13.0  # pixels along a guide
HEAD = (22.0, 20.0)  # width and height
SHORTEST = 42.0


class Guides(VGroup):
    """Arrows that point down, many as one thing; there are none where there is no room.

    Parameters
    ----------
    colour
        Hexadecimal.
    """

    def __init__(self, colour: str) -> None:
        self._dots = Polyline(colour, GUIDE)
        self._heads = VMobject(stroke_width=0, fill_color=colour, fill_opacity=1)
        super().__init__(self._dots, self._heads)

    def draw(self, x: Floats, start: Floats, end: Floats) -> None:
        """Draw arrows at `x` from `start` down to `end`, in pixels, each of shape (n,)."""
        has_room = end - start >= SHORTEST
        x, start, end = x[has_room], start[has_room], end[has_room]
        width, height = HEAD
        dots = [
            np.array([[[across, y], [across, y + INK]]])
            for across, top, bottom in zip(x, start, end - height, strict=True)
            for y in np.arange(top, bottom - INK, EVERY)
        ]
        self._dots.points = _points(np.concatenate([np.empty((0, 2, 2)), *dots]))
        heads = np.array([[-width / 2, -height], [width / 2, -height], [0, 0]])  # (3, 2)
        corners = np.stack([x, end], 1)[:, None] + heads  # (n, 3, 2)
        pieces = np.stack([corners, np.roll(corners, -1, 1)], 2)  # (n, 3, 2, 2)
        self._heads.points = _points(pieces.reshape(-1, 2, 2))


def _points(pieces: Floats) -> Floats:
    return bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))
