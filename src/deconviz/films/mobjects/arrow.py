"""An arrow."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import ARROW, ARROW_HEAD


class Arrow(VGroup):
    """A shaft with a head; a short one is a smaller head.

    Parameters
    ----------
    colour
        Hexadecimal.
    """

    def __init__(self, colour: str) -> None:
        self._shaft = Polyline(colour, ARROW)
        self._head = VMobject(stroke_width=0, fill_color=colour, fill_opacity=1)
        super().__init__(self._shaft, self._head)

    def draw(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw it from point to point, in pixels; none if they are one."""
        tail, tip = np.array(start), np.array(end)
        length = float(np.hypot(*(tip - tail)))
        if length == 0:
            self._shaft.clear_points()
            self._head.clear_points()
            return
        way = (tip - tail) / length
        size = min(ARROW_HEAD, length)
        neck, side = tip - size * way, size / 2 * np.array([-way[1], way[0]])
        shaft, head = np.array([tail, neck]), np.array([neck + side, neck - side, tip])
        self._shaft.points = bezier_points(to_scene(shaft[:, 0], shaft[:, 1])[None])
        corners = to_scene(head[:, 0], head[:, 1])  # (3, 3)
        self._head.points = bezier_points(np.stack([corners, np.roll(corners, -1, 0)], 1))
