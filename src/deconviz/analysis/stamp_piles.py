"""Scaled kernels in two dimensions, and how they pile up in the outputs that they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.example import Example

Cell = tuple[int, int]
"""Row and column."""
MOST_BEFORE = 5  # stamps that land before a pile is looked at, where none overlap


@dataclass(frozen=True)
class Stamp:
    """One input's scaled kernel.

    Attributes
    ----------
    source
        The input's cell.
    corner
        Its first row and column of the whole output.
    factor
        The input's number.
    products
        Shape (K, K'): the factor times the kernel.
    """

    source: Cell
    corner: Cell
    factor: float
    products: Floats


@dataclass(frozen=True)
class StampPiles:
    """A layer of one channel at work on rows of numbers.

    The whole output is what is there before padding cuts its edges off, and with what output
    padding adds.

    Attributes
    ----------
    example
        The layer, of two dimensions and without dilation, and its input.
    """

    example: Example

    @property
    def given(self) -> Floats:
        """The input, shape (n, n')."""
        return np.asarray(self.example.given[0])

    @property
    def kernel(self) -> Floats:
        """Shape (K, K')."""
        return np.asarray(self.example.layer.kernel[0, 0])

    @property
    def output(self) -> Floats:
        """What comes out, shape (N, N')."""
        return np.asarray(self.example.output[0])

    @cached_property
    def stamps(self) -> tuple[Stamp, ...]:
        """One for each input, row by row."""
        strides = [axis.stride for axis in self.example.layer.axes]
        return tuple(
            Stamp((a, b), (a * strides[0], b * strides[1]), float(factor), factor * self.kernel)
            for (a, b), factor in np.ndenumerate(self.given)
        )

    @cached_property
    def shape(self) -> Cell:
        """Rows and columns of the whole output."""
        sides = [
            axis.columns(n)
            for axis, n in zip(self.example.layer.axes, self.given.shape, strict=True)
        ]
        return sides[0], sides[1]

    @cached_property
    def kept(self) -> tuple[slice, slice]:
        """Rows and columns that come out."""
        (top, bottom), (left, right) = (axis.crop for axis in self.example.layer.axes)
        rows, columns = self.shape
        return slice(top, rows - max(bottom, 0)), slice(left, columns - max(right, 0))

    @cached_property
    def is_kept(self) -> np.ndarray:
        """Whether each cell of the whole output comes out."""
        kept = np.zeros(self.shape, bool)
        kept[self.kept] = True
        return kept

    @cached_property
    def layers(self) -> dict[Cell, list[tuple[int, float]]]:
        """The pile of each cell: which stamp adds how much, from below."""
        piles: dict[Cell, list[tuple[int, float]]] = {cell: [] for cell in np.ndindex(self.shape)}
        for place, stamp in enumerate(self.stamps):
            for (row, column), product in np.ndenumerate(stamp.products):
                cell = (stamp.corner[0] + row, stamp.corner[1] + column)
                piles[cell].append((place, float(product)))
        return piles

    def heights(self, landed: int) -> Floats:
        """Return the height of each pile once so many stamps have landed."""
        heights = np.zeros(self.shape)
        for stamp in self.stamps[:landed]:
            (row, column), (rows, columns) = stamp.corner, stamp.products.shape
            heights[row : row + rows, column : column + columns] += stamp.products
        return heights

    @cached_property
    def overlap(self) -> int:
        """The most stamps that meet in one cell."""
        return max(len(pile) for pile in self.layers.values())

    @cached_property
    def chosen(self) -> Cell:
        """The cell of most layers that is done first and comes out; the highest of those."""
        if self.overlap == 1:
            last = self.stamps[min(MOST_BEFORE, len(self.stamps)) - 1]
            cells = [cell for cell, pile in self.layers.items() if pile and self._has(last, cell)]
        else:
            cells = [cell for cell, pile in self.layers.items() if len(pile) == self.overlap]
        cells = [cell for cell in cells if self.is_kept[cell]] or cells
        return min(cells, key=lambda cell: (self.layers[cell][-1][0], -self._total(cell)))

    @cached_property
    def landed_before(self) -> int:
        """How many stamps have landed when the chosen pile is done."""
        return self.layers[self.chosen][-1][0] + 1

    def parts(self, cell: Cell) -> list[list[int]]:
        """Return which stamp meets a cell on which side: rows of columns, empty without any."""
        sources = [self.stamps[place].source for place, _ in self.layers[cell]]
        rows, columns = sorted({a for a, _ in sources}), sorted({b for _, b in sources})
        width = self.given.shape[1]
        return [[a * width + b for b in columns] for a in rows]

    def _total(self, cell: Cell) -> float:
        return sum(product for _, product in self.layers[cell])

    def _has(self, stamp: Stamp, cell: Cell) -> bool:
        return stamp is self.stamps[self.layers[cell][-1][0]]
