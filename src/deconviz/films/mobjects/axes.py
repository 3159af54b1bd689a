"""Axes: the map from numbers to pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import Box

HEADROOM = 1.04
MOST_TICKS = 3  # after the first


@dataclass(frozen=True)
class Axes:
    """The map from numbers to pixels: affine, and the same for a whole film.

    Attributes
    ----------
    box
        Where on the stage.
    x, y
        Limits, each (lowest, highest); where both are one value, it is at the left or the bottom.
    """

    box: Box
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, values: Floats | float) -> Floats:
        """Turn values of x into pixels."""
        low, high = self.x
        share = (np.asarray(values, float) - low) / ((high - low) or 1.0)
        return np.asarray(self.box.left + share * self.box.width)

    def down(self, values: Floats | float) -> Floats:
        """Turn values of y into pixels."""
        low, high = self.y
        share = (np.asarray(values, float) - low) / ((high - low) or 1.0)
        return np.asarray(self.box.bottom - share * self.box.height)

    def values(self, down: Floats) -> Floats:
        """Turn pixels back into values of y."""
        low, high = self.y
        return np.asarray(low + (self.box.bottom - down) / self.box.height * (high - low))
