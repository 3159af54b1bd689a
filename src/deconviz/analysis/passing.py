"""Labels beside line ends that keep their distance: where two lines cross, labels slide past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats


@dataclass(frozen=True)
class Passing:
    """Places of labels at moments spread evenly over a loop, both ends included.

    Attributes
    ----------
    heights
        Shape (moments, n).
    """

    heights: Floats

    @classmethod
    def of(cls, ends: Floats, apart: float, last: float, calm: int) -> Passing:
        """Find places near the ends of lines, in their order.

        Parameters
        ----------
        ends
            Heights of the lines' ends at moments of a loop, shape (moments, n), at least two; the
            last are the first.
        apart
            The least distance of two that do not pass each other.
        last
            The largest height.
        calm
            How many moments it takes two to pass each other, in the middle of which lines cross.
        """
        places = np.stack([spread(row, apart, last) for row in ends[:-1]])  # (moments - 1, n)
        calmed = _calmed(places, calm)
        return cls(np.concatenate([calmed, calmed[:1]]))

    def at(self, share: float) -> Floats:
        """Return heights at a share of the loop, shape (n,)."""
        last = len(self.heights) - 1
        before = min(int(share * last), last - 1)
        rest = share * last - before
        return np.asarray((1 - rest) * self.heights[before] + rest * self.heights[before + 1])


def _calmed(values: Floats, width: int) -> Floats:
    """Return means of values around a loop (moments, n) under a bell so many moments wide."""
    bell = np.hanning(2 * (width // 2) + 3)[1:-1]
    half = len(bell) // 2
    around = np.pad(values, ((half, half), (0, 0)), "wrap")
    columns = [np.convolve(column, bell / bell.sum(), "valid") for column in around.T]
    return np.stack(columns, 1)
