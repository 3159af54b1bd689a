"""A ribbon between two edges, which can snap in its middle."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.lines import outline_points
from deconviz.films.mobjects.stage import to_scene

ALONG = 33  # points along each half
Edge = tuple[float, float, float]
"""Left and right end, and height, in pixels."""


class Ribbon(VMobject):
    """A band that leaves one edge upright and reaches another upright.

    Parameters
    ----------
    colour
        Hexadecimal.
    opacity
        0 to 1.
    """

    def __init__(self, colour: str, opacity: float) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=opacity)

    def draw(self, start: Edge, end: Edge, apart: float) -> None:
        """Draw it from one edge to another.

        Parameters
        ----------
        start, end
            The edges.
        apart
            How far its halves have drawn back from its middle, 0 to 1; at 1 it is gone.
        """
        if apart >= 1:
            self.clear_points()
            return
        spans = [(0.0, 1.0)] if apart <= 0 else [(0.0, (1 - apart) / 2), ((1 + apart) / 2, 1.0)]
        self.points = np.concatenate([_half(start, end, *span) for span in spans])


def _half(start: Edge, end: Edge, begin: float, stop: float) -> Floats:
    """Return the outline of a ribbon from one share of its way to another."""
    share = np.linspace(begin, stop, ALONG)  # (ALONG,)
    across = smoothstep(share)
    left = start[0] + across * (end[0] - start[0])
    right = start[1] + across * (end[1] - start[1])
    y = start[2] + share * (end[2] - start[2])
    return outline_points(
        to_scene(np.concatenate([left, right[::-1]]), np.concatenate([y, y[::-1]]))
    )
