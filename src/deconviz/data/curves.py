"""Seeded Bezier curves, and the patches that networks are trained on."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.config.experiment import CurveSettings

FINE = 10_001  # points that stand for all x
LEAST_POINTS = 4  # that tell a curve's two numbers: both ends are 0 whatever they are


def basis(points: int) -> Floats:
    """Return what each of a curve's two numbers adds to it.

    A curve is a cubic Bezier with control points (0, 0), (1/2, p1), (1/2, p2), (1, 0), read
    at equally spaced x. There x(t) = 3/2 t - 3/2 t**2 + t**3, which is monotone. With
    t = 1/2 + sinh(a) it reads x - 1/2 = sinh(3 a) / 4, so it is inverted exactly.

    Parameters
    ----------
    points
        Number of values of x, equally spaced in [0, 1].

    Returns
    -------
    array of shape (2, points)
        A curve is ``p1 * basis[0] + p2 * basis[1]``.
    """
    x = np.linspace(0, 1, points)  # (points,)
    t = 0.5 + np.sinh(np.arcsinh(4 * (x - 0.5)) / 3)  # (points,)
    return np.stack([3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2])  # (2, points)


def deviation() -> float:
    """Return the standard deviation of a curve's points, over all curves and all x.

    Its two numbers are uniform in (-1, 1), so each has a variance of 1/3; the mean is 0.
    """
    return float(np.sqrt((basis(FINE) ** 2).sum(0).mean() / 3))


def bezier_curves(count: int, points: int, rng: np.random.Generator) -> Floats:
    """Draw curves with both control values uniform in (-1, 1).

    Returns
    -------
    array of shape (count, points)
    """
    control = rng.uniform(-1, 1, (count, 2))  # (count, 2)
    return control @ basis(points)  # (count, points)


def control_values(curves: Floats) -> Floats:
    """Find the two numbers that each curve was drawn with, shape (..., 2).

    Parameters
    ----------
    curves
        Array of shape (..., points), as `basis` makes them.

    Raises
    ------
    ValueError
        If the points are too few to tell them.
    """
    points = curves.shape[-1]
    if points < LEAST_POINTS:
        raise ValueError(f"curves have {points} points: use {LEAST_POINTS} or more")
    return curves @ np.linalg.pinv(basis(points))  # (..., 2)


def patches(curves: Floats, length: int) -> Floats:
    """Cut every curve into all of its windows, the last start included.

    Parameters
    ----------
    curves
        Array of shape (count, points).
    length
        Points of a patch, at most ``points``.

    Returns
    -------
    array of shape (count * (points - length + 1), length)
        All windows of the first curve, then those of the second, and so on.
    """
    windows = np.lib.stride_tricks.sliding_window_view(curves, length, axis=1)
    return windows.reshape(-1, length)  # (count * starts, length)


def dataset(data: CurveSettings) -> tuple[Floats, Floats]:
    """Draw the curves to train on and the held-out ones, from independent streams.

    Returns
    -------
    train, held_out
        Arrays of shape (data.curves, data.points) and (data.held_out, data.points).
    """
    for_training, for_testing = (
        np.random.default_rng(stream) for stream in np.random.SeedSequence(data.seed).spawn(2)
    )
    return (
        bezier_curves(data.curves, data.points, for_training),
        bezier_curves(data.held_out, data.points, for_testing),
    )
