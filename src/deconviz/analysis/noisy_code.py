"""What noise on the code does to an output."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.code_paths import unlikeliness
from deconviz.arrays import Floats

SEED = 7  # of draws that are only shown

BEST = (
    "of held-out patches with an output above zero, the one whose code is nearest to one standard "
    "deviation in every component, whatever its sign"
)
ANY = (
    "no held-out patch has an output above zero: of all patches, the one whose code is nearest to "
    "one standard deviation in every component, whatever its sign"
)


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


def example(codes: Floats, outputs: Floats) -> tuple[int, str]:
    """Choose a code to put noise on, by `BEST` or else by `ANY`.

    Parameters
    ----------
    codes
        Of the held-out patches, shape (N, C).
    outputs
        What the network makes of them, shape (N, K).

    Returns
    -------
    int, str
        Which patch it is, and the rule.
    """
    distances = unlikeliness(codes, np.where(codes < 0, -1.0, 1.0))  # (N,)
    is_above = (outputs > 0).all(1)  # (N,)
    if not is_above.any():
        return int(distances.argmin()), ANY
    return int(np.where(is_above, distances, np.inf).argmin()), BEST


def draws(count: int, channels: int) -> Floats:
    """Return draws of noise with a standard deviation of 1, shape (count, channels)."""
    return np.random.default_rng(SEED).normal(size=(count, channels))


def scatter(count: int) -> Floats:
    """Return places from -1 to 1 that only keep dots apart, shape (count,)."""
    return np.random.default_rng(SEED + 1).uniform(-1, 1, count)
