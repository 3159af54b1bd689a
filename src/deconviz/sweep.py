"""One component at a time through its own range: which codes a sweep shows."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from deconviz.contributions import decode, scaled_filters

Floats = NDArray[np.float64]

DEVIATIONS = 3.0  # a component's range in standard deviations of real codes
INSIDE = 0.7  # of a component's range, that a path through all of them uses
NICE = (1, 1.5, 2, 3, 4, 5, 8, 10)


def limits(codes: Floats) -> Floats:
    """Return how far each component goes: 3 standard deviations, at most 1.

    A component that real codes never use goes to 1, so that it has a range to be shown in.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).

    Returns
    -------
    array of shape (C,)
    """
    deviations = codes.std(0)  # (C,)
    return np.where(deviations > 0, np.minimum(DEVIATIONS * deviations, 1.0), 1.0)


def lowest(codes: Floats) -> Floats:
    """Return where each component's range begins: at 0 where real codes are never negative.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).

    Returns
    -------
    array of shape (C,)
    """
    return np.where(codes.min(0) < 0, -limits(codes), 0.0)


def unlikeliness(codes: Floats, signs: Floats | float = 1) -> Floats:
    """Return how far real codes are from one standard deviation in every component.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).
    signs
        In which direction, 1 or -1: one for all components, or shape (C,).

    Returns
    -------
    array of shape (N,)
        Squared distance in standard deviations, of those components that are used at all.
    """
    deviations = codes.std(0)  # (C,)
    used = deviations > 0
    away = (codes - signs * deviations)[:, used] / deviations[used]  # (N, used)
    return np.asarray((away**2).sum(1))


def likely_code(codes: Floats) -> Floats:
    """Return the real code that is nearest to one standard deviation in every component.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).

    Returns
    -------
    array of shape (C,)
    """
    return np.asarray(codes[unlikeliness(codes).argmin()])


def there_and_back(low: float, rest: float, high: float) -> list[tuple[float, float]]:
    """Return when a component is where: from rest to the top, to the bottom, and back.

    Returns
    -------
    list of (seconds, value)
        As `deconviz.motion.at` takes them.
    """
    up, down = [(2.4, high), (2.8, high)], [(4.2, low), (4.6, low)]
    return [(1.4, rest), *up, *down, (5.6, rest)]


def closed_path(low: Floats, high: Floats, share: float) -> Floats:
    """Return a code on a smooth closed path through the range of every component.

    A Lissajous figure: of C components the last goes round once, the one before it twice, and
    the first C times. So the path is closed, and the component that matters most moves slowest.

    Parameters
    ----------
    low, high
        The range of each component, shape (C,).
    share
        Of the way, from 0 to 1; both are the same code.

    Returns
    -------
    array of shape (C,)
    """
    turns = np.arange(len(low), 0, -1)  # (C,)
    begin = np.arange(len(low)) / len(low) / 2  # (C,), in turns
    wave = np.sin(2 * np.pi * (turns * share + begin))  # (C,)
    return np.asarray((low + high) / 2 + INSIDE * (high - low) / 2 * wave)


def family(rest: Floats, component: int, values: Floats) -> Floats:
    """Return codes that differ from `rest` in one component.

    Parameters
    ----------
    rest
        Shape (C,).
    component
        Counted from 0.
    values
        Its values, shape (V,).

    Returns
    -------
    array of shape (V, C)
    """
    codes = np.tile(rest, (len(values), 1))  # (V, C)
    codes[:, component] = values
    return codes


def reach(codes: Floats, filters: Floats, bias: float) -> float:
    """Return the largest size that any scaled filter or output has among codes (N, C)."""
    scaled = scaled_filters(codes, filters)  # (N, C, K)
    outputs = decode(codes, filters, bias)  # (N, K)
    return float(max(np.abs(scaled).max(), np.abs(outputs).max()))


def nice_below(value: float) -> float:
    """Return the largest round number that is not above `value`, for a tick.

    Examples
    --------
    >>> nice_below(0.87), nice_below(0.3)
    (0.8, 0.3)
    """
    decade = 10.0 ** math.floor(math.log10(value))
    return max(float(f"{step * decade:.6g}") for step in NICE if step * decade <= value * 1.000001)
