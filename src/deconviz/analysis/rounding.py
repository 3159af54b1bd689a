"""Rounding that keeps sums true: terms and sum, as they are written, add up."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats, Mask

MOST_DECIMALS = 9


def exact_place(terms: Floats, decimals: int = 3) -> tuple[int, int]:
    """Find a point where the rounded terms add up to their rounded sum.

    Parameters
    ----------
    terms
        What is added at each point, shape (T, K).
    decimals
        Fewest decimals to write.

    Returns
    -------
    point, decimals
        The point with the largest sum among those where the terms add up, and the fewest decimals
        with which there is such a point.

    Raises
    ------
    ValueError
        If the terms add up at no point, even with nine decimals.
    """
    total = terms.sum(0)  # (K,)
    for places in range(decimals, MOST_DECIMALS + 1):
        holds = adds_up(terms, places)  # (K,)
        if holds.any():
            return int(np.where(holds, np.abs(total), -1).argmax()), places
    raise ValueError(f"the terms add up at no point, even with {MOST_DECIMALS} decimals")


def exact_decimals(terms: Floats, decimals: int = 3) -> int:
    """Return with how many decimals the rounded terms add up to their rounded sum.

    Parameters
    ----------
    terms
        What is added, shape (T,).
    decimals
        Fewest decimals to write. Nine are the most, even if the terms do not add up then: weights
        are trained in single precision, which has no more.
    """
    places = range(decimals, MOST_DECIMALS)
    return next((n for n in places if adds_up(terms[:, None], n)[0]), MOST_DECIMALS)


def adds_up(terms: Floats, places: int) -> Mask:
    """Return where rounded terms, shape (T, ...), add up to their rounded sum, shape (...)."""
    rounded = np.round(terms * 10**places).sum(0)  # (...), whole numbers
    return np.asarray(rounded == np.round(terms.sum(0) * 10**places))
