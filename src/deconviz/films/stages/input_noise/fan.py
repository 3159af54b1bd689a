"""Curves through one point: many, and more and more."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Lines

GROUP = 20  # curves that are drawn as one; where groups cross, they are denser
WIDTH = 2.0  # pixels


class Fan(VGroup):
    """Curves in the order in which they come.

    Parameters
    ----------
    x, y
        Pixels: of the points, shape (P,), and of the curves, shape (N, P).
    colour, opacity
        Hexadecimal, and 0 to 1.
    """

    def __init__(self, x: Floats, y: Floats, colour: str, opacity: float) -> None:
        self._x, self._y = x, y
        groups = -(-len(y) // GROUP)
        self._groups = [Lines(colour, WIDTH, opacity) for _ in range(groups)]
        self._drawn = [0] * groups
        super().__init__(*self._groups)

    def draw(self, count: int) -> None:
        """Draw the first curves, so many."""
        for number, group in enumerate(self._groups):
            first = number * GROUP
            wanted = min(max(count - first, 0), GROUP)
            if wanted != self._drawn[number]:
                self._drawn[number] = wanted
                group.draw(self._x, self._y[first : first + wanted])
