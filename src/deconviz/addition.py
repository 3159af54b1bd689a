"""Numbers that add up as they are shown: rounded, and still a true sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_DECIMALS = 9


def exact_place(terms: Floats, decimals: int = 3) -> tuple[int, int]:
    """Find where rounded terms add up to their rounded sum.

    Parameters
    ----------
    terms
        What is added at each point, shape (T, K).
    decimals
        The fewest that are to be shown.

    Returns
    -------
    point, decimals
        Of the points where it holds the one with the largest sum; with more decimals if there is
        none.

    Raises
    ------
    ValueError
        If no number of decimals up to nine will do.
    """
    total = terms.sum(0)  # (K,)
    for places in range(decimals, MOST_DECIMALS + 1):
        holds = _adds_up(terms, places)  # (K,)
        if holds.any():
            return int(np.where(holds, np.abs(total), -1).argmax()), places
    raise ValueError(f"at no point do the terms add up, not even with {MOST_DECIMALS} decimals")


def exact_decimals(terms: Floats, decimals: int = 3) -> int:
    """Return with how many decimals rounded terms (T,) add up to their rounded sum.

    Parameters
    ----------
    terms
        What is added.
    decimals
        The fewest that are to be shown. Nine are the most, whether they do or not: single
        precision, which weights are trained in, has no more.
    """
    places = range(decimals, MOST_DECIMALS)
    return next((n for n in places if _adds_up(terms[:, None], n)[0]), MOST_DECIMALS)


def _adds_up(terms: Floats, places: int) -> NDArray[np.bool_]:
    """Return at which points rounded terms (T, K) add up to their rounded sum, shape (K,)."""
    rounded = np.round(terms * 10**places).sum(0)  # (K,), whole numbers
    return np.asarray(rounded == np.round(terms.sum(0) * 10**places))
