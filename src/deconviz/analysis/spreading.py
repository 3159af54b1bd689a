"""Places that keep their distance."""

from __future__ import annotations

import numpy as np
from scipy.optimize import isotonic_regression

from deconviz.arrays import Floats


def spread(places: Floats, apart: float, last: float = np.inf, first: float = -np.inf) -> Floats:
    """Move places as little as can be, in the sense of least squares, until none are too near.

    Parameters
    ----------
    places
        Shape (n,), in any order, which they keep.
    apart
        The least distance of two.
    last, first
        The largest and the smallest that are allowed; where not all fit, the smallest counts.
    """
    if not len(places):
        return places
    order = places.argsort(kind="stable")
    steps = apart * np.arange(len(places))
    moved = isotonic_regression(places[order] - steps).x + steps
    moved = np.maximum(np.minimum(moved, last - steps[::-1]), first + steps)
    result = np.empty(len(places))
    result[order] = moved
    return result
