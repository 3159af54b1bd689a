"""The area between two curves, which can pour into a bar."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import outline_points
from deconviz.films.mobjects.stage import Box, to_scene


def points_between(x: Floats, one: Floats, other: Floats) -> Floats:
    """Return the outline of what lies between two heights at `x`, in pixels, each of shape (n,)."""
    around = np.concatenate([x, x[::-1]])  # (2 n,)
    return outline_points(to_scene(around, np.concatenate([one, other[::-1]])))


class Band(VMobject):
    """An area of one colour between two polylines over the same points.

    Parameters
    ----------
    colour
        Hexadecimal.
    opacity
        0 to 1.
    """

    def __init__(self, colour: str, opacity: float = 1.0) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=opacity)

    def draw(self, x: Floats, one: Floats, other: Floats) -> None:
        """Draw between heights `one` and `other` at `x`, in pixels, each of shape (n,)."""
        self.points = points_between(x, one, other)

    def draw_towards(self, edges: tuple[Floats, Floats, Floats], box: Box, share: float) -> None:
        """Draw it on its way into a box.

        Parameters
        ----------
        edges
            `x`, `one` and `other` of `draw`, where it comes from.
        box
            Where it goes.
        share
            How far it is, 0 to 1.
        """
        x, one, other = edges
        top, bottom = (box.top, box.bottom) if one.mean() < other.mean() else (box.bottom, box.top)
        into = np.linspace(box.left, box.right, len(x))  # (n,)
        self.draw(
            x + share * (into - x), one + share * (top - one), other + share * (bottom - other)
        )
