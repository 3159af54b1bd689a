"""Filled rectangles with round corners, many as one object."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import Box, to_scene


class Areas(VMobject):
    """Rectangles of one colour.

    Parameters
    ----------
    colour
        Hexadecimal.
    radius
        Pixels, of the corners; small rectangles have smaller ones.
    opacity
        0 to 1.
    """

    def __init__(self, colour: str, radius: float = 0.0, opacity: float = 1.0) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=opacity)
        self._radius = radius

    def draw(self, boxes: Sequence[Box]) -> None:
        """Draw rectangles; none clears the picture."""
        sides = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
        sides = sides.reshape(-1, 1, 4)  # (n, 1, 4)
        width, height = sides[..., 2] - sides[..., 0], sides[..., 3] - sides[..., 1]  # (n, 1)
        radius = np.minimum(np.minimum(width, height) / 2, self._radius)  # (n, 1)
        x = sides[..., 0] + width * _OUTLINE[:, 0] + radius * _OUTLINE[:, 2]  # (n, 32)
        y = sides[..., 1] + height * _OUTLINE[:, 1] + radius * _OUTLINE[:, 3]  # (n, 32)
        self.points = to_scene(x.ravel(), y.ravel())


class Tint(Areas):
    """Pale rectangles behind a picture: decoration that nobody has to read."""


def _outline() -> Floats:
    """Return eight Bezier curves (32, 4): a corner of the unit square, and a shift in radii."""
    near = 1 - 4 / 3 * np.tan(np.pi / 8)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    ways = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])  # after each corner
    points = []
    for number in range(4):
        corner, following = corners[number], corners[(number + 1) % 4]
        way, turned = ways[number], ways[(number + 1) % 4]
        start, end = [*corner, *way], [*following, *-way]
        points += [start, start, end, end]
        points += [end, [*following, *-near * way], [*following, *near * turned]]
        points += [[*following, *turned]]
    return np.array(points)


_OUTLINE = _outline()
