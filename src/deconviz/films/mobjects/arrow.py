"""An arrow from one thing to what comes of it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.films.mobjects.lines import Line, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import ARROW, ARROW_HEAD
from deconviz.look.theme import Mark


class Arrow(VGroup):
    """A level arrow to the right.

    Parameters
    ----------
    left, right, y
        Pixels: its end, its tip, and how far down it is.
    colour
        Hexadecimal.
    """

    def __init__(self, left: float, right: float, y: float, colour: str) -> None:
        shaft = Line(Mark(colour), ARROW, round_ends=False)
        shaft.draw(np.array([left, right - ARROW_HEAD + 1]), np.full(2, y))
        head = VMobject(stroke_width=0, fill_color=colour, fill_opacity=1)
        half = ARROW_HEAD / 2
        corners = to_scene(
            right - np.array([ARROW_HEAD, ARROW_HEAD, 0.0]), y + np.array([-half, half, 0.0])
        )  # (3, 3)
        head.points = bezier_points(np.stack([corners, np.roll(corners, -1, 0)], 1))
        super().__init__(shaft, head)
