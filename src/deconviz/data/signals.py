"""Inputs to show a layer with: each in one or two dimensions, and in as many channels as it takes.

==========  ====================================================================================
impulse     1 in the middle of each channel, and 0 elsewhere
step        0 before the middle of the last dimension, and 1 from there on
sine        one period along each dimension; channel c of C is ahead by c / C of a period
noise       normal, mean 0 and deviation 1, the same each time
photograph  blocks of 8 x 8 pixels of a photograph, black 0 and white 1: a patch, or a line of it;
            the same in each channel
==========  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pywt.data

from deconviz.arrays import Floats
from deconviz.errors import UserError

SEED = 1
BLOCK = 8  # pixels
FACE = (16, 22)  # row and column of blocks: a face behind a camera
WHITE = 255.0

Shape = tuple[int, ...]


def signal(name: str, channels: int, points: Shape) -> Floats:
    """Return an input of shape (C, *n).

    Parameters
    ----------
    name
        impulse, step, sine, noise or photograph.
    channels
        How many, C.
    points
        Along each dimension, n.

    Raises
    ------
    UserError
        If the photograph is smaller than that.
    """
    return SIGNALS[name](channels, points)


def impulse(channels: int, points: Shape) -> Floats:
    """Return 1 in the middle of each channel, and 0 elsewhere."""
    values = np.zeros((channels, *points))  # (C, *n)
    middle: tuple[slice | int, ...] = (slice(None), *(n // 2 for n in points))
    values[middle] = 1.0
    return values


def step(channels: int, points: Shape) -> Floats:
    """Return 0 before the middle of the last dimension, and 1 from there on."""
    values = np.zeros((channels, *points))  # (C, *n)
    values[..., points[-1] // 2 :] = 1.0
    return values


def sine(channels: int, points: Shape) -> Floats:
    """Return one period along each dimension; channel c of C is ahead by c / C of a period."""
    periods = [np.arange(n) / n for n in (channels, *points)]
    return np.sin(2 * np.pi * sum(np.meshgrid(*periods, indexing="ij")))  # (C, *n)


def noise(channels: int, points: Shape) -> Floats:
    """Return normal draws with mean 0 and deviation 1, the same each time."""
    return np.random.default_rng(SEED).standard_normal((channels, *points))  # (C, *n)


def photograph(channels: int, points: Shape) -> Floats:
    """Return a patch of a photograph, or a line of it: the same in each channel."""
    blocks = _blocks()  # (M, M)
    side = len(blocks)
    if max(points) > side:
        raise UserError(f"the photograph has {side} points a side, not {max(points)}: lower points")
    rows, columns = points if len(points) == 2 else (1, *points)
    down = (FACE[0] + np.arange(rows)) % side  # (rows,)
    right = (FACE[1] + np.arange(columns)) % side  # (columns,)
    patch = blocks[np.ix_(down, right)].reshape(points)  # (*n)
    return np.tile(patch, (channels, *[1] * len(points)))  # (C, *n)


def _blocks() -> Floats:
    """Return the means of the blocks of the photograph, shape (M, M)."""
    pixels = np.asarray(pywt.data.camera(), np.float64) / WHITE  # (H, H)
    side = len(pixels) // BLOCK
    return np.asarray(pixels.reshape(side, BLOCK, side, BLOCK).mean(axis=(1, 3)))


SIGNALS: dict[str, Callable[[int, Shape], Floats]] = {
    "impulse": impulse,
    "step": step,
    "sine": sine,
    "noise": noise,
    "photograph": photograph,
}
