"""How much the value at one point says about which curve it is from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.examples import at_percentiles
from deconviz.arrays import Floats, Integers

PERCENTILE = 60
RULE = "the training curve at the 60th percentile of the value in the middle"


@dataclass(frozen=True)
class OneValue:
    """A curve, and all others by how near they come to it at a point.

    Attributes
    ----------
    point
        Where.
    order
        All curves, the nearest first: it begins with the curve itself.
    away
        How far the value of each is from that of the first, in this order; signed, shape (N,).
    value
        Of the first.
    """

    point: int
    order: Integers
    away: Floats
    value: float

    @property
    def distances(self) -> Floats:
        """How far each is, in this order, shape (N,)."""
        return np.abs(self.away)

    def within(self, distance: float) -> int:
        """Count the curves that come so near, the first included."""
        return int(np.searchsorted(self.distances, distance, side="right"))

    def apart(self, near: int, distance: float, most: int) -> list[int]:
        """Choose curves whose values can be written beside one another.

        Parameters
        ----------
        near
            Of how many curves to choose.
        distance
            The least between any two values.
        most
            How many to choose.

        Returns
        -------
        Places in `order`, nearest first, beginning with the curve itself.
        """
        chosen = [0]
        for place in range(1, min(near + 1, len(self.away))):
            gaps = np.abs(self.away[chosen] - self.away[place])
            if gaps.min() >= distance and len(chosen) <= most:
                chosen.append(place)
        return chosen


def one_value(curves: Floats) -> OneValue:
    """Choose a curve by `RULE`, and sort all by their distance from it in the middle.

    Parameters
    ----------
    curves
        Shape (N, P), at least one.
    """
    point = curves.shape[1] // 2
    values = curves[:, point]
    first = at_percentiles(values, [PERCENTILE])[0]
    away = values - values[first]  # (N,)
    distances = np.abs(away)
    distances[first] = -1.0
    order = np.argsort(distances, kind="stable")
    return OneValue(point, order, away[order], float(values[first]))


def decimals_that_differ(values: Floats, fewest: int = 3, most: int = 7) -> int:
    """Return how many decimals tell all values apart, from `fewest` to `most`."""
    for decimals in range(fewest, most):
        if len(np.unique(np.round(values, decimals))) == len(values):
            return decimals
    return most
