"""Labels beside line ends that keep their distance: where two change places, one rolls by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats

NEAR = 1.5  # distances at which a label begins to step aside for one that has
STEEP = 1.15  # so that two discs nearly as wide as they are apart do not touch on the way


@dataclass(frozen=True)
class Passing:
    """Places of labels at moments spread evenly over a loop, both ends included.

    Attributes
    ----------
    heights
        Shape (moments, n).
    asides
        How far each has stepped aside, shape (moments, n).
    """

    heights: Floats
    asides: Floats

    @classmethod
    def of(cls, ends: Floats, apart: float, last: float, calm: int) -> Passing:
        """Find places near the ends of lines.

        Parameters
        ----------
        ends
            Heights of the lines' ends, shape (moments, n). A label steps aside for those before it.
        apart
            The least distance of two.
        last
            The largest height.
        calm
            How many moments a change of places takes.
        """
        places = np.stack([spread(row, apart, last) for row in ends])  # (moments, n)
        heights = _calmed(places, calm)
        asides = np.zeros_like(heights)
        for label in range(1, heights.shape[1]):
            away = np.abs(heights[:, :label] - heights[:, label, None]) / apart  # (moments, label)
            rolls = apart * np.sin(np.pi / 2 * np.clip(STEEP * (1 - away), 0, 1))
            nears = np.clip((NEAR - away) / (NEAR - 1), 0, 1)
            asides[:, label] = (nears * asides[:, :label] + rolls).max(1)
        return cls(heights, _calmed(asides, calm // 4))

    def at(self, share: float) -> tuple[Floats, Floats]:
        """Return heights and steps aside at a share of the loop, each of shape (n,)."""
        last = len(self.heights) - 1
        before = min(int(share * last), last - 1)
        rest = share * last - before
        return (
            (1 - rest) * self.heights[before] + rest * self.heights[before + 1],
            (1 - rest) * self.asides[before] + rest * self.asides[before + 1],
        )


def _calmed(values: Floats, width: int) -> Floats:
    """Return means of values (moments, n) under a bell so many moments wide."""
    bell = np.hanning(2 * (width // 2) + 3)[1:-1]
    around = np.pad(values, ((len(bell) // 2, len(bell) // 2), (0, 0)), "edge")
    columns = [np.convolve(column, bell / bell.sum(), "valid") for column in around.T]
    return np.stack(columns, 1)
