"""An oblique view of a board: turned and tilted, without perspective."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import asin, cos, pi, sin

import numpy as np

from deconviz.arrays import Floats

FLATNESS = 0.6  # height of a tile over its width, seen from the side
FLAT = 1e-6  # share of its height by which a block looks flat
ISOMETRIC = (pi / 4, asin(FLATNESS))
ABOVE = (0.0, pi / 2)


@dataclass(frozen=True)
class Oblique:
    """Where a board is, and from where it is seen.

    Attributes
    ----------
    x, y
        Pixels: the middle of the board, at height 0.
    cell
        Pixels: the edge of a cell, seen from above.
    turn
        Radians: 0 if rows run from left to right.
    rise
        Radians: 0 from the side, half of pi from above.
    """

    x: float
    y: float
    cell: float
    turn: float
    rise: float

    @property
    def tile(self) -> float:
        """Pixels: the width of a tile in an isometric view."""
        return self.cell * 2**0.5

    @property
    def is_above(self) -> bool:
        """Whether nothing but tops can be seen."""
        return cos(self.rise) < FLAT

    def project(self, places: Floats) -> Floats:
        """Turn rows, columns and heights in cells, (..., 3), into pixels, (..., 2)."""
        rows, columns, heights = places[..., 0], places[..., 1], places[..., 2]
        across = columns * cos(self.turn) - rows * sin(self.turn)
        along = columns * sin(self.turn) + rows * cos(self.turn)
        x = self.x + self.cell * across
        y = self.y + self.cell * (along * sin(self.rise) - heights * cos(self.rise))
        return np.stack([x, y], -1)

    def depths(self, places: Floats) -> Floats:
        """Return how near rows and columns (..., 2) are: what is behind has less."""
        return np.asarray(places[..., 1] * sin(self.turn) + places[..., 0] * cos(self.turn))

    def towards(
        self, other: Oblique, way: float, tilt: float = 0.0, shape: tuple[int, int] = (1, 1)
    ) -> Oblique:
        """Return a view between this and another.

        Parameters
        ----------
        other
            Where to.
        way
            How far, 0 to 1.
        tilt
            How far the camera has turned, 0 to 1.
        shape
            Rows and columns of the board, whose width and height change evenly.
        """
        turn = self.turn + tilt * (other.turn - self.turn)
        rise = self.rise + tilt * (other.rise - self.rise)
        unit = np.array(replace(self, cell=1.0, turn=turn, rise=rise)._size(shape))
        start, end = np.array(self._size(shape)), np.array(other._size(shape))
        return Oblique(
            self.x + way * (other.x - self.x),
            self.y + way * (other.y - self.y),
            float(((start + way * (end - start)) / unit).min()),
            turn,
            rise,
        )

    def _size(self, shape: tuple[int, int]) -> tuple[float, float]:
        """Return the width and height of a flat board in pixels."""
        rows, columns = shape
        width = columns * cos(self.turn) + rows * sin(self.turn)
        height = (columns * sin(self.turn) + rows * cos(self.turn)) * sin(self.rise)
        return self.cell * width, self.cell * height


def isometric(x: float, y: float, tile: float) -> Oblique:
    """Return a view from the side, with tiles so many pixels wide."""
    return Oblique(x, y, tile / 2**0.5, *ISOMETRIC)


def from_above(x: float, y: float, cell: float) -> Oblique:
    """Return a view from above."""
    return Oblique(x, y, cell, *ABOVE)
