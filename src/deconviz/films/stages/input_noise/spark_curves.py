"""A few curves with dots that grow out of a point that they share."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Dots, Lines

WIDTH, DOT = 5.0, 7.0  # pixels


class SparkCurves(VGroup):
    """Curves as thin lines with small dots.

    Parameters
    ----------
    x, y
        Pixels: of the points, shape (P,), and of the curves, shape (n, P).
    point
        That they share.
    colour
        Hexadecimal.
    """

    def __init__(self, x: Floats, y: Floats, point: int, colour: str) -> None:
        self._x, self._y, self._point = x, y, point
        self._lines = [Lines(colour, WIDTH) for _ in y]
        self._dots = [Dots(colour, DOT) for _ in y]
        super().__init__(*self._lines, *self._dots)

    def draw(self, grown: list[float], dots: float) -> None:
        """Draw each curve grown by its share, and dots by theirs, 0 to 1."""
        for y, share, line, dot in zip(self._y, grown, self._lines, self._dots, strict=True):
            if share == 0 or dots == 0:
                line.clear_points()
                dot.clear_points()
                continue
            x = self._x[self._point] + share * (self._x - self._x[self._point])  # (P,)
            heights = y[self._point] + share * (y - y[self._point])  # (P,)
            line.draw(x, heights[None])
            dot.draw(x, heights, DOT * dots)
