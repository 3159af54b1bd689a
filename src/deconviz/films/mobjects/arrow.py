"""An arrow that grows from its tail."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.films.mobjects.lines import Line, bezier_points
from deconviz.films.mobjects.stage import to_scene
from deconviz.look.language import ARROW, ARROW_HEAD
from deconviz.look.theme import Mark

LEAN = 0.9  # the width of a head, over its length


class Arrow(VGroup):
    """A straight line, solid or dashed, with a head.

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

    def draw(self, tail: tuple[float, float], tip: tuple[float, float], share: float = 1.0) -> None:
        """Draw it from tail to tip, in pixels, or only the first share of the way."""
        start = np.array(tail)
        way = share * (np.array(tip) - start)
        length = float(np.hypot(*way))
        if length < 1:
            self.line.clear_points()
            self.head.clear_points()
            return
        ahead = way / length
        aside = np.array([-ahead[1], ahead[0]])
        long = min(self._head_length, length)
        neck, half = start + way - long * ahead, long * LEAN / 2 * aside
        self.line.draw(*np.stack([start, neck], 1))
        corners = np.array([neck + half, start + way, neck - half, neck + half])
        pieces = np.stack([corners[:-1], corners[1:]], 1)  # (3, 2, 2)
        self.head.points = bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))
