"""An arrow along a line."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Line, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.theme import Mark


class Arrow(VGroup):
    """A line with a head at its end.

    Parameters
    ----------
    colour
        Hexadecimal.
    width, head
        Pixels: of the line, and the length of the head.
    """

    def __init__(self, colour: str, width: float, head: float) -> None:
        self._head = head
        self._line = Line(Mark(colour), width, round_ends=False)
        self._tip = VMobject(stroke_width=0, fill_color=colour, fill_opacity=1)
        super().__init__(self._line, self._tip)

    def draw(self, x: Floats, y: Floats) -> None:
        """Draw along points in pixels, arrays of shape (n,); the last is the tip."""
        end = np.array([x[-1], y[-1]])
        far = np.hypot(x - end[0], y - end[1])
        back = int(np.flatnonzero(far >= min(self._head, far.max()))[-1])
        way = end - np.array([x[back], y[back]])
        way = way / np.hypot(*way)
        foot, side = end - self._head * way, self._head * 0.42 * np.array([-way[1], way[0]])
        self._line.draw(np.append(x[: back + 1], foot[0]), np.append(y[: back + 1], foot[1]))
        corners = np.array([foot + side, end, foot - side, foot + side])  # (4, 2)
        pieces = np.stack([corners[:-1], corners[1:]], 1)  # (3, 2, 2)
        self._tip.points = bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))
