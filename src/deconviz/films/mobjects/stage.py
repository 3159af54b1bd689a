"""The stage: positions in pixels of 1920 x 1080, whatever size is rendered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats

WIDTH, HEIGHT = 1920, 1080
UNIT = 135  # pixels; manim's frame is 8 units high
MARGIN = 0.05  # share of each side that stays empty


@dataclass(frozen=True)
class Box:
    """A rectangle on the stage, in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels."""
        return self.bottom - self.top

    @property
    def corners(self) -> Floats:
        """Around it from the upper left, shape (4, 2)."""
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


SAFE = Box(WIDTH * MARGIN, HEIGHT * MARGIN, WIDTH * (1 - MARGIN), HEIGHT * (1 - MARGIN))


def to_scene(x: Floats | float, y: Floats | float) -> Floats:
    """Turn pixels into manim's coordinates.

    Parameters
    ----------
    x, y
        Numbers or arrays of one shape, in pixels, y downwards.

    Returns
    -------
    array of shape (..., 3)
    """
    points = np.zeros((*np.broadcast(x, y).shape, 3))  # (..., 3)
    points[..., 0] = (x - WIDTH / 2) / UNIT
    points[..., 1] = (HEIGHT / 2 - y) / UNIT
    return points


def to_pixels(points: Floats) -> Floats:
    """Turn manim's coordinates (..., 3) into pixels (..., 2), y downwards."""
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    return np.asarray(middle + points[..., :2] * np.array([UNIT, -UNIT]))


def stroke(pixels: float) -> float:
    """Turn a line width in pixels into manim's, which counts hundredths of a unit."""
    return pixels / UNIT * 100
