"""An arrow along a line, which may grow from its tail."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Line, outline_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import ARROW, ARROW_HEAD
from deconviz.look.theme import Mark

LEAN = 0.45  # half the width of a head, over its length


class Arrow(VGroup):
    """A line, solid or dashed, with a head at its end.

    Parameters
    ----------
    mark
        Colour and dashes.
    width, head
        Of the line, and the length of the head, in pixels.
    """

    def __init__(self, mark: Mark, width: float = ARROW, head: float = ARROW_HEAD) -> None:
        self._head_length = head
        self.line = Line(mark, width, round_ends=False)
        self.head = VMobject(stroke_width=0, fill_color=mark.colour, fill_opacity=1)
        super().__init__(self.line, self.head)

    def draw(self, x: Floats, y: Floats) -> None:
        """Draw along points in pixels, arrays of shape (n,); the last is the tip."""
        end = np.array([x[-1], y[-1]])
        far = np.hypot(x - end[0], y - end[1])  # (n,)
        length = min(self._head_length, float(far.max()))
        if length < 1:
            self.line.clear_points()
            self.head.clear_points()
            return
        back = int(np.flatnonzero(far >= length)[-1])
        ahead = end - np.array([x[back], y[back]])
        ahead = ahead / np.hypot(*ahead)
        neck, half = end - length * ahead, LEAN * length * np.array([-ahead[1], ahead[0]])
        self.line.draw(np.append(x[: back + 1], neck[0]), np.append(y[: back + 1], neck[1]))
        corners = np.array([neck + half, end, neck - half])  # (3, 2)
        self.head.points = outline_points(to_scene(corners[:, 0], corners[:, 1]))

    def grow(self, tail: tuple[float, float], tip: tuple[float, float], share: float) -> None:
        """Draw the first share of the straight way from tail to tip, in pixels."""
        start, end = np.array(tail), np.array(tip)
        self.draw(*np.stack([start, start + share * (end - start)], 1))
