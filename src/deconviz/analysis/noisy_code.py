"""What noise on the code does to an output."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats

SEED = 7  # of draws that are only shown


def jitter(filters: Floats, noise: Floats) -> float:
    """Return by how much an output varies: the root mean square over draws and points.

    Parameters
    ----------
    filters
        Shape (C, K).
    noise
        Standard deviation on each component, shape (C,).
    """
    variances = noise**2 * (filters**2).mean(1)  # (C,)
    return float(np.sqrt(variances.sum()))


def draws(count: int, channels: int) -> Floats:
    """Return draws of noise with a standard deviation of 1, shape (count, channels)."""
    return np.random.default_rng(SEED).normal(size=(count, channels))


def scatter(count: int) -> Floats:
    """Return places from -1 to 1 that only keep dots apart, shape (count,)."""
    return np.random.default_rng(SEED + 1).uniform(-1, 1, count)
