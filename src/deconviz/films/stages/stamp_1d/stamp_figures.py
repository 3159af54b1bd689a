"""Numbers in as many figures as a viewer reads."""

from __future__ import annotations

import math

import numpy as np

from deconviz.arrays import Floats
from deconviz.look.wording import number

MOST_DECIMALS = 2
LARGE = 10.0  # numbers from here on have fewer decimals


def figures(values: Floats) -> list[str]:
    """Write numbers as short as they are with two decimals, or as the largest of them needs.

    Parameters
    ----------
    values
        Shape (n,).

    Examples
    --------
    >>> figures(np.array([2.0, -0.125])), figures(np.array([0.00123])), figures(np.array([150.6]))
    (['2', '−0.12'], ['0.0012'], ['151'])
    """
    largest = float(np.abs(values).max(initial=0.0)) or 1.0
    decimals = max(MOST_DECIMALS - 1 - math.floor(math.log10(largest)), 0)
    if 1 / LARGE <= largest < LARGE:
        decimals = MOST_DECIMALS
    return [number(round(value, decimals) + 0.0) for value in values.tolist()]


def figure(value: float) -> str:
    """Write one number as `figures` does."""
    return figures(np.array([value]))[0]
