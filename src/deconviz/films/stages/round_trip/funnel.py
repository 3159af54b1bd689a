"""Funnels: a window on a curve that narrows down to a card."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import bezier_points
from deconviz.films.mobjects.stage import stroke, to_scene

BEND = 0.85  # of the height of the neck: how far it goes straight before it turns
EDGE = 4.0  # pixels


class Funnel(VGroup):
    """A window and its neck: a tint, and an edge while it is at work.

    Parameters
    ----------
    wide, narrow
        The left and the right end of the window, and of the card, in pixels.
    far, mouth, end
        Pixels down: where the window begins, where it begins to narrow, and where the card is.
    tint, edge
        Colours, hexadecimal.
    """

    def __init__(
        self,
        wide: tuple[float, float],
        narrow: tuple[float, float],
        heights: tuple[float, float, float],
        tint: str,
        edge: str,
    ) -> None:
        points = _outline(wide, narrow, heights)
        self._tint = Tint(tint)
        self._tint.points = points
        self._edge = VMobject(stroke_color=edge, stroke_width=stroke(EDGE), fill_opacity=0)
        self._edge.points = points
        super().__init__(self._tint, self._edge)

    def light(self, tint: float, edge: float) -> None:
        """Set the opacities of the tint and of the edge."""
        fade(self._tint, tint)
        fade(self._edge, edge)


def _outline(
    wide: tuple[float, float], narrow: tuple[float, float], heights: tuple[float, float, float]
) -> Floats:
    """Return Bezier points around a window and its neck."""
    (left, right), (card_left, card_right) = wide, narrow
    far, mouth, end = heights
    bend = BEND * (end - mouth)
    corners = np.array(
        [
            [(right, far), (right, mouth)],
            [(card_right, end), (card_left, end)],
            [(left, mouth), (left, far)],
            [(left, far), (right, far)],
        ]
    )
    pieces = bezier_points(to_scene(corners[..., 0], corners[..., 1])).reshape(4, 4, 3)
    necks = [
        _neck((right, mouth), (card_right, end), bend),
        _neck((card_left, end), (left, mouth), -bend),
    ]
    return np.concatenate([pieces[0], necks[0], pieces[1], necks[1], pieces[2], pieces[3]])


def _neck(begin: tuple[float, float], end: tuple[float, float], bend: float) -> Floats:
    x = np.array([begin[0], begin[0], end[0], end[0]])
    y = np.array([begin[1], begin[1] + bend, end[1] - bend, end[1]])
    return to_scene(x, y)
