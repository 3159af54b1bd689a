"""A beam of light from a card to what it makes."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.films.mobjects.lines import outline_points
from deconviz.films.mobjects.stage import to_scene

LAYERS = 12
BRIGHTEST = 0.24  # opacity


class Beam(VGroup):
    """Light that falls from a narrow edge onto a wide one, and fades on its way.

    Parameters
    ----------
    colour
        Hexadecimal.
    above, below
        The upper and the lower edge: left, right, and how far down, in pixels.
    """

    def __init__(
        self,
        colour: str,
        above: tuple[float, float, float],
        below: tuple[float, float, float],
    ) -> None:
        super().__init__(*(Layer(colour, above, below, (n + 1) / LAYERS) for n in range(LAYERS)))

    def light(self, share: float) -> None:
        """Turn the light up or down, 0 to 1."""
        opacity = 1 - (1 - BRIGHTEST * share) ** (1 / LAYERS)
        for layer in self.submobjects:
            layer.fill_rgbas = np.column_stack([layer.fill_rgbas[:, :3], [opacity]])


class Layer(VMobject):
    """The upper part of a beam, evenly lit; layers lie on one another.

    Parameters
    ----------
    colour, above, below
        As of the beam.
    share
        How far down it reaches, 0 to 1.
    """

    def __init__(
        self,
        colour: str,
        above: tuple[float, float, float],
        below: tuple[float, float, float],
        share: float,
    ) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=0)
        start, end = np.array(above), np.array(below)
        left, right, y = start + share * (end - start)
        corners = to_scene(
            np.array([above[0], above[1], right, left]), np.array([above[2], above[2], y, y])
        )  # (4, 3)
        self.points = outline_points(corners)
