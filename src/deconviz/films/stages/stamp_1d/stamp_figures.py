"""Numbers in as many figures as a viewer reads."""

from __future__ import annotations

import math

import numpy as np

from deconviz.arrays import Floats
from deconviz.look.wording import number

MOST_DECIMALS = 2
LARGE = 10.0  # numbers from here on have fewer decimals
TINY, HUGE = 0.01, 1e5  # beyond, numbers have exponents


def figures(values: Floats) -> list[str]:
    """Write numbers as short as they are with two decimals, or as the largest of them needs.

    Parameters
    ----------
    values
        Shape (n,).

    Examples
    --------
    >>> figures(np.array([2.0, -0.125])), figures(np.array([0.00123])), figures(np.array([150.6]))
    (['2', '−0.12'], ['1.2e−3'], ['151'])
    """
    largest = float(np.abs(values).max(initial=0.0)) or 1.0
    if not TINY <= largest < HUGE:
        return [_with_exponent(value) for value in values.tolist()]
    decimals = max(MOST_DECIMALS - 1 - math.floor(math.log10(largest)), 0)
    if 1 / LARGE <= largest < LARGE:
        decimals = MOST_DECIMALS
    return [number(round(value, decimals) + 0.0) for value in values.tolist()]


def figure(value: float) -> str:
    """Write one number as `figures` does."""
    return figures(np.array([value]))[0]


def _with_exponent(value: float) -> str:
    if value == 0:
        return "0"
    figures, exponent = f"{value:.1e}".split("e")
    return f"{number(float(figures))}e{number(int(exponent))}"
