"""Strands: what runs from the points of a window down into a card."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.stage import stroke, to_scene
from deconviz.look.language import GUIDE

BEND = 0.6  # of the height: how far a strand goes straight before it turns
LEAST = 1e-3  # of a strand that is drawn


class Strands(VGroup):
    """Curves from points to a card, of which a part is drawn, with a dot at its lower end.

    Parameters
    ----------
    colour
        Hexadecimal.
    begins, ends
        Pixels, each (K, 2).
    dot
        Radius of the dots in pixels.
    """

    def __init__(self, colour: str, begins: Floats, ends: Floats, dot: float) -> None:
        down = np.stack([np.zeros(len(begins)), BEND * (ends - begins)[:, 1]], 1)  # (K, 2)
        self._controls = np.stack([begins, begins + down, ends - down, ends], 1)  # (K, 4, 2)
        self._lines = VMobject(stroke_color=colour, stroke_width=stroke(GUIDE), fill_opacity=0)
        self._dots = Dots(colour, dot)
        super().__init__(self._lines, self._dots)

    def draw(self, tails: Floats, heads: Floats) -> None:
        """Draw from a share of each strand to another, both of shape (K,), 0 to 1."""
        is_there = heads - tails > LEAST
        tails, heads = tails[is_there], heads[is_there]
        controls = self._controls[is_there]
        parts = np.stack(
            [
                _blossom(controls, *stops)
                for stops in (
                    (tails, tails, tails),
                    (tails, tails, heads),
                    (tails, heads, heads),
                    (heads, heads, heads),
                )
            ],
            1,
        )  # (n, 4, 2)
        self._lines.points = to_scene(parts[..., 0].ravel(), parts[..., 1].ravel())
        under_way = heads < 1
        self._dots.draw(parts[under_way, 3, 0], parts[under_way, 3, 1])


def _blossom(controls: Floats, *stops: Floats) -> Floats:
    """Return the blossom of cubic curves (n, 4, 2), which gives the controls of a part of each.

    See Ramshaw (1989, doi:10.1016/0167-8396(89)90032-0).
    """
    points = controls
    for stop in stops:
        share = stop[:, None, None]
        points = (1 - share) * points[:, :-1] + share * points[:, 1:]
    return points[:, 0]
