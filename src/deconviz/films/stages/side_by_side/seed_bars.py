"""A bar that splits into thin ones, one for the network of each seed."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import BAR_GAP, LOWEST_BAR

GAP = 0.17  # of the pitch of thin bars
RADIUS = 2.0
PARTED, FOLLOWING = 0.3, 0.4  # shares of the way: gaps are open; all have begun to grow


class SeedBars(Areas):
    """Thin bars side by side, as wide as one together.

    Parameters
    ----------
    axes
        The map to pixels.
    whole
        Where the one bar stands.
    colour
        Hexadecimal.
    distances
        The height of each, shape (n,).
    distance
        The height of the one bar.
    """

    def __init__(
        self, axes: Axes, whole: Box, colour: str, distances: Floats, distance: float
    ) -> None:
        super().__init__(colour, RADIUS)
        self._axes, self._distances, self._distance = axes, distances, distance
        count = len(distances)
        self._pitch = whole.width / count
        self._gap = min(BAR_GAP, GAP * self._pitch) if count > 1 else 0.0
        self._lefts = whole.left + self._pitch * np.arange(count)  # (n,)
        self._starts = PARTED + FOLLOWING * np.arange(count) / count  # (n,)
        self._share = -1.0

    def draw_split(self, share: float) -> None:
        """Split the bar, 0 to 1: gaps open, then one after another grows or shrinks.

        At 0 nothing is drawn.
        """
        if share == self._share:
            return
        self._share = share
        if share == 0:
            self.clear_points()
            return
        gap = self._gap * smoothstep(min(share / PARTED, 1.0))
        grown = smoothstep(np.clip((share - self._starts) / (1 - PARTED - FOLLOWING), 0, 1))  # (n,)
        heights = self._distance + grown * (self._distances - self._distance)  # (n,)
        floor = self._axes.box.bottom
        tops = np.minimum(self._axes.down(heights), floor - LOWEST_BAR)  # (n,)
        self.draw(
            [
                Box(left + gap / 2, top, left + self._pitch - gap / 2, floor)
                for left, top in zip(self._lefts.tolist(), tops.tolist(), strict=True)
            ]
        )
