"""Curves through one point, which spread out from it: many, and more and more."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Lines
from deconviz.look.language import FAMILY

GROUP = 20  # curves that are drawn as one; where groups cross, they are denser
OPACITY = 0.45


class Fan(VGroup):
    """Curves in the order in which they come.

    Parameters
    ----------
    x, y
        Pixels: of the points, shape (P,), and of the curves, shape (N, P).
    point
        Where they are held together.
    colour
        Hexadecimal.
    """

    def __init__(self, x: Floats, y: Floats, point: int, colour: str) -> None:
        self._x, self._y, self._point = x, y, point
        groups = -(-len(y) // GROUP)
        self._groups = [Lines(colour, FAMILY, OPACITY) for _ in range(groups)]
        self._drawn = [(0, 1.0)] * groups
        super().__init__(*self._groups)

    def draw(self, count: int, share: float) -> None:
        """Draw the first curves, spread out by a share, 0 to 1; what is drawn so stays."""
        x0 = self._x[self._point]
        x = x0 + share * (self._x - x0)  # (P,)
        for number, group in enumerate(self._groups):
            first = number * GROUP
            wanted = (min(max(count - first, 0), GROUP), share)
            if wanted != self._drawn[number]:
                self._drawn[number] = wanted
                y = self._y[first : first + wanted[0]]  # (n, P)
                middle = y[:, self._point, None]  # (n, 1)
                group.draw(x, middle + share * (y - middle))
