"""Codes for figures and films: each component's range, and paths through the ranges."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder

DEVIATIONS = 3.0  # a component's range in standard deviations of real codes
INSIDE = 0.7  # share of each component's range that the closed path uses


def limits(codes: Floats) -> Floats:
    """Return the top of each component's range: 3 standard deviations, at most 1.

    A component that real codes never use still gets a range, up to 1.

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
    """Return the bottom of each component's range: 0 where real codes are never negative.

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
    """Return how far real codes are from one standard deviation in each component.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).
    signs
        Direction, 1 or -1: the same for all components, or one each, shape (C,) or (N, C).

    Returns
    -------
    array of shape (N,)
        Squared distance in standard deviations, over the components that real codes use.
    """
    deviations = codes.std(0)  # (C,)
    used = deviations > 0
    away = (codes - signs * deviations)[:, used] / deviations[used]  # (N, used)
    return np.asarray((away**2).sum(1))


def likely_code(codes: Floats) -> Floats:
    """Return the real code nearest to one standard deviation in each component.

    Parameters
    ----------
    codes
        Real codes, shape (N, C).

    Returns
    -------
    array of shape (C,)
    """
    return np.asarray(codes[unlikeliness(codes).argmin()])


def closed_path(low: Floats, high: Floats, share: float) -> Floats:
    """Return a code on a smooth closed path through the range of every component.

    It is a Lissajous figure: of C components the last goes round once, the one before it twice, and
    so on. The path is therefore closed, and the component that matters most moves slowest.

    Parameters
    ----------
    low, high
        The range of each component, shape (C,).
    share
        How far along the path, 0 to 1; both ends are the same code.

    Returns
    -------
    array of shape (C,)
    """
    turns = np.arange(len(low), 0, -1)  # (C,)
    start = np.arange(len(low)) / len(low) / 2  # (C,), in turns
    wave = np.sin(2 * np.pi * (turns * share + start))  # (C,)
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


def reach(codes: Floats, network: Autoencoder) -> float:
    """Return the largest absolute value of any scaled filter or output among codes (N, C)."""
    scaled = scaled_filters(codes, network.decoder_filters)  # (N, C, K)
    outputs = network.decode(codes)  # (N, K)
    return float(max(np.abs(scaled).max(), np.abs(outputs).max()))
