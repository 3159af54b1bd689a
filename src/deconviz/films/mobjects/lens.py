"""A lens: a ring on a point swells until it shows what goes through the point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Dots, Line, Polyline, Ring, bezier_points
from deconviz.films.mobjects.stage import Box, to_scene
from deconviz.look.language import LEADER, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

RING = 5.0  # width in pixels


@dataclass(frozen=True)
class Circle:
    """A circle in pixels."""

    x: float
    y: float
    radius: float

    def towards(self, other: Circle, share: float) -> Circle:
        """Return a circle on the way to another."""
        return Circle(
            self.x + share * (other.x - self.x),
            self.y + share * (other.y - self.y),
            self.radius + share * (other.radius - self.radius),
        )


class Lens(VGroup):
    """The lens and its cone; what it shows is drawn above it.

    Parameters
    ----------
    end
        The circle of the whole lens.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    rim
        Its edge, to be drawn above what it shows.
    """

    def __init__(self, end: Circle, theme: Theme, name: ThemeName) -> None:
        self._end = end
        self._glass = Dots(SURFACES[name].card, end.radius)
        self._cone = [Line(Mark(SURFACES[name].track), LEADER) for _ in range(2)]
        self.rim = Ring(theme.foreground, RING)
        super().__init__(*self._cone, self._glass)

    def draw(self, start: Circle, share: float) -> Circle:
        """Draw it on its way from a ring, 0 to 1, and return where it is."""
        now = start.towards(self._end, share)
        self.rim.draw(now.x, now.y, now.radius)
        if share == 0:
            for thing in (self._glass, *self._cone):
                thing.clear_points()
            return now
        self._glass.draw(np.array([now.x]), np.array([now.y]), now.radius)
        for line, side in zip(self._cone, (-1.0, 1.0), strict=True):
            line.draw(*_tangent(start, now, side))
        return now


class Strands(Polyline):
    """Level lines inside of a circle, many as one thing.

    Parameters
    ----------
    colour
        Hexadecimal.
    width
        Pixels.
    """

    def draw(
        self, circle: Circle, heights: Floats, right: float, holes: Sequence[Box] = ()
    ) -> None:
        """Draw lines at heights in pixels, shape (n,), from the left of a circle to `right`.

        Lines outside of the circle are left out, and those that meet holes are cut.
        """
        reach = circle.radius - RING / 2
        y = heights[np.abs(heights - circle.y) < reach]  # (m,)
        half = np.sqrt(reach**2 - (y - circle.y) ** 2)  # (m,)
        pieces = [(circle.x - half, np.minimum(circle.x + half, right), y)]
        for hole in holes:
            pieces = [part for piece in pieces for part in _cut(*piece, hole)]
        left, end, y = (np.concatenate(each) for each in zip(*pieces, strict=True))
        is_long = end > left
        x = np.stack([left, end], 1)[is_long]  # (n, 2)
        level = np.stack([y, y], 1)[is_long]
        self.points = bezier_points(to_scene(x, level))


def _cut(left: Floats, right: Floats, y: Floats, hole: Box) -> list[tuple[Floats, Floats, Floats]]:
    """Cut a hole out of level lines."""
    meets = (y > hole.top) & (y < hole.bottom)
    return [
        (left, np.where(meets, np.minimum(right, hole.left), right), y),
        (np.maximum(left[meets], hole.right), right[meets], y[meets]),
    ]


def _tangent(start: Circle, end: Circle, side: float) -> tuple[Floats, Floats]:
    """Return where the common tangent on a side of two circles touches them."""
    across, down = end.x - start.x, end.y - start.y
    way = float(np.hypot(across, down))
    grows = np.arcsin(min((end.radius - start.radius) / way, 1.0)) if way else np.pi / 2
    angle = np.arctan2(down, across) + side * (np.pi / 2 + grows)
    x, y = float(np.cos(angle)), float(np.sin(angle))
    return (
        np.array([start.x + start.radius * x, end.x + end.radius * x]),
        np.array([start.y + start.radius * y, end.y + end.radius * y]),
    )
