"""Soft discs, and the same at half the size: what small kernels learn to double images with."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats

WIDTH = 16
"""Points of a side."""
CENTRE = (0.25, 0.75)  # in widths
RADIUS = (0.15, 0.4)  # in widths
SOFTNESS = (1.0, 2.5)  # in points
VALUE = (0.4, 1.0)


def disc(centre: Floats, radius: Floats, softness: Floats, value: Floats) -> Floats:
    """Return discs: ``value / (1 + exp((d - radius) / softness))`` at a distance d of the centre.

    Parameters
    ----------
    centre
        Shape (N, 2), in points from the corner of the image.
    radius, softness
        Shape (N,), in points.
    value
        Deep inside, shape (N,).

    Returns
    -------
    array of shape (N, WIDTH, WIDTH)
    """
    middles = np.arange(WIDTH) + 0.5  # (WIDTH,)
    down, across = (middles - centre[:, side, None] for side in (0, 1))  # each (N, WIDTH)
    distance = np.hypot(down[:, :, None], across[:, None, :])  # (N, WIDTH, WIDTH)
    edge = (distance - radius[:, None, None]) / softness[:, None, None]
    return np.asarray(value[:, None, None] / (1 + np.exp(edge)))


def discs(count: int, rng: np.random.Generator) -> Floats:
    """Draw discs whose centre lies in the middle half, shape (count, WIDTH, WIDTH)."""
    return disc(
        WIDTH * rng.uniform(*CENTRE, (count, 2)),
        WIDTH * rng.uniform(*RADIUS, count),
        rng.uniform(*SOFTNESS, count),
        rng.uniform(*VALUE, count),
    )


def halved(images: Floats) -> Floats:
    """Return the means of each block of 2 x 2: shape (..., m, n) of (..., 2 m, 2 n)."""
    rows, columns = images.shape[-2] // 2, images.shape[-1] // 2
    blocks = images.reshape(*images.shape[:-2], rows, 2, columns, 2)
    return np.asarray(blocks.mean((-3, -1)))
