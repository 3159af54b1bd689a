"""Draws that stand for a normal distribution in a picture: no outliers, and always the same."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from deconviz.arrays import Floats


def normal_draws(count: int) -> Floats:
    """Return the quantiles of the standard normal distribution, in no order, shape (count,)."""
    quantiles = ndtri((np.arange(count) + 0.5) / count)  # (count,)
    return np.asarray(np.random.default_rng(0).permutation(quantiles))
