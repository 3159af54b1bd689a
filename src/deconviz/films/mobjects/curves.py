"""Curves of values at the points 0, 1, ..., alone and as families."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.lines import Dots, Line, Lines
from deconviz.look.theme import Mark


class Curve(VGroup):
    """Values as a line with a dot on each, since the data are points, not a smooth curve.

    Parameters
    ----------
    axes
        The map to pixels.
    mark
        Colour and dashes.
    width
        Of the line, in pixels.
    dot
        Radius of a dot in pixels; by default it suits the line.

    Attributes
    ----------
    dot
        Radius in pixels.
    """

    def __init__(self, axes: Axes, mark: Mark, width: float = 5, dot: float | None = None) -> None:
        self._axes = axes
        self.dot = width * 1.35 if dot is None else dot
        self._line = Line(mark, width)
        self._dots = Dots(mark.colour, self.dot)
        super().__init__(self._line, self._dots)

    def draw(self, values: Floats) -> None:
        """Draw an array of shape (n,)."""
        self.draw_at(self.across(len(values)), self._axes.down(values))

    def draw_at(self, x: Floats, y: Floats, dot: float | None = None) -> None:
        """Draw anywhere on the stage, in pixels; arrays of shape (n,), dots of this radius."""
        self._line.draw(x, y)
        self._dots.draw(x, y, dot)

    def across(self, points: int) -> Floats:
        """Return the pixels of the points 0, 1, ..., shape (points,)."""
        return self._axes.across(np.arange(points, dtype=float))

    def hide(self) -> None:
        """Draw nothing."""
        self._line.clear_points()
        self._dots.clear_points()

    def places(self) -> Floats:
        """Read off the picture where the dots are in pixels, shape (n, 2)."""
        return self._dots.centres()

    def values(self) -> Floats:
        """Read the values off the picture, from where the dots are, shape (n,)."""
        return self._axes.values(self.places()[:, 1])


class Family(Lines):
    """Many thin curves on the same axes as one object.

    Parameters
    ----------
    axes
        The map to pixels.
    colour
        Hexadecimal.
    opacity
        0 to 1.
    """

    def __init__(self, axes: Axes, colour: str, opacity: float = 0.7) -> None:
        super().__init__(colour, opacity=opacity)
        self._axes = axes

    def draw_values(self, values: Floats) -> None:
        """Draw an array of shape (curves, n)."""
        x = self._axes.across(np.arange(values.shape[1], dtype=float))
        self.draw(x, self._axes.down(values))
