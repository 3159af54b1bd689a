"""Where the boards of Stamp2D are, seen from the side and from above."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis.stamp_piles import Cell, StampPiles
from deconviz.arrays import Floats
from deconviz.films.mobjects.oblique import FLATNESS, Oblique, from_above, isometric
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RIGHT

# Seen from the side: where there is room, in pixels.
KERNEL = Box(LEFT, 250, 608, 560)
INPUT = Box(LEFT, 670, 608, 990)
OUTPUT = Box(636, 346, 1756, 1018)
LARGEST_TILE = 200.0
STEEPEST = 14.0  # pixels of height for 1
HOVER = 100.0  # pixels from the board to a stamp, at least
CLEAR = 26.0  # pixels from the highest pile to a stamp
TOP = 172.0  # no stamp rises above

# Seen from above.
INPUT_ABOVE = Box(100, 250, 540, 690)
KERNEL_ABOVE = Box(643, 250, 940, 690)
OUTPUT_ABOVE = Box(1066, 250, RIGHT - 2, 1006)
LARGEST_CELL, LARGEST_WEIGHT, LARGEST_OUTPUT = 146.0, 100.0, 145.0

FORMULA_BASE = 226.0
STACK = Box(1586, 172, 1734, 520)
BESIDE_STACK = 20.0  # pixels between the layers and the piles
LOWEST_STACK = 820.0
STACK_GAP = 30.0  # pixels between layers that are shown apart
SUM_RIGHT, SUM_BASE, EQUALS = 1432.0, 306.0, 1494.0
LEADER_END, LEADER_Y = 1340.0, 268.0


@dataclass(frozen=True)
class StampLayout:
    """Places of the boards, for layers of any size that fits.

    Attributes
    ----------
    piles
        The layer.
    """

    piles: StampPiles

    @cached_property
    def output(self) -> Oblique:
        """The output's board, from the side."""
        tile = min(_tile(self.piles.shape, OUTPUT), _tile(self.piles.kernel.shape, KERNEL))
        return _in_middle(OUTPUT, tile)

    @cached_property
    def kernel(self) -> Oblique:
        """The kernel's place, from the side; its tiles are as large as the output's."""
        rows, columns = self.piles.kernel.shape
        tile = self.output.tile
        highest = float(self.piles.kernel.max()) * self.unit
        top = KERNEL.top + min(highest, 12.0)
        y = top + (rows + columns) * tile * FLATNESS / 4
        return isometric((KERNEL.left + KERNEL.right) / 2, y, tile)

    @cached_property
    def input(self) -> Oblique:
        """The input's board, from the side."""
        shape = self.piles.given.shape
        tile = min(_tile(shape, INPUT), self.output.tile)
        y = INPUT.top + sum(shape) * tile * FLATNESS / 4
        return isometric((INPUT.left + INPUT.right) / 2, y, tile)

    @cached_property
    def output_above(self) -> Oblique:
        """The output's board, from above; what is cut away leaves its room to the rest."""
        rows, columns = self.piles.output.shape
        cell = min(OUTPUT_ABOVE.width / columns, OUTPUT_ABOVE.height / rows, LARGEST_OUTPUT)
        kept_rows, kept_columns = self.piles.kept
        shift = (
            (kept_rows.start + kept_rows.stop - self.piles.shape[0]) / 2,
            (kept_columns.start + kept_columns.stop - self.piles.shape[1]) / 2,
        )
        x = (OUTPUT_ABOVE.left + OUTPUT_ABOVE.right) / 2 - shift[1] * cell
        return from_above(x, OUTPUT_ABOVE.top + rows * cell / 2 - shift[0] * cell, cell)

    @cached_property
    def input_above(self) -> Oblique:
        """The input's board, from above."""
        return _from_above(self.piles.given.shape, INPUT_ABOVE, LARGEST_CELL)

    @cached_property
    def kernel_above(self) -> Oblique:
        """The kernel, from above."""
        return _from_above(self.piles.kernel.shape, KERNEL_ABOVE, LARGEST_WEIGHT)

    @cached_property
    def unit(self) -> float:
        """Pixels of height for 1: as many as leave room above the highest stamp."""
        units = np.arange(STEEPEST, 0.1, -0.25).tolist()
        return next((unit for unit in units if self._highest(unit) >= TOP), 0.25)

    @property
    def height(self) -> float:
        """Height of 1 in cells of the output's board."""
        return self.unit / (self.output.cell * float(np.cos(self.output.rise)))

    @cached_property
    def stack_bottom(self) -> float:
        """How far down layers that are shown apart may reach: above the piles at their place."""
        heights = self.piles.heights(self.piles.landed_before).ravel() * self.unit
        cells = np.column_stack([grid(self.piles.shape), np.zeros(len(heights))])
        middles, tile = self.output.project(cells), self.output.tile  # (cells, 2)
        aside = STACK.left - BESIDE_STACK - middles[:, 0]
        highest = middles[:, 1] - FLATNESS * (tile / 2 - np.maximum(aside, 0.0)) - heights
        is_near = aside < tile / 2
        return min(float(highest[is_near].min(initial=LOWEST_STACK)) - BESIDE_STACK, LOWEST_STACK)

    def hover(self, place: int) -> float:
        """Return how high a stamp hovers, in pixels: above all piles that are there."""
        return self._hover(place, self.unit)

    def cell(self, cell: Cell) -> tuple[float, float]:
        """Return a cell's middle, in cells from the middle of the output's board."""
        rows, columns = self.piles.shape
        return cell[0] - (rows - 1) / 2, cell[1] - (columns - 1) / 2

    def stamp_view(self, place: int) -> Oblique:
        """Return the board of a stamp of its own, above the cells that it will fall on."""
        stamp = self.piles.stamps[place]
        rows, columns = self.piles.kernel.shape
        first, view = self.cell(stamp.corner), self.output
        middle = np.array([first[0] + (rows - 1) / 2, first[1] + (columns - 1) / 2, 0.0])
        x, y = view.project(middle).tolist()
        return isometric(x, y - self.hover(place), view.tile)

    def _hover(self, place: int, unit: float) -> float:
        return max(HOVER, float(self.piles.heights(place).max()) * unit + CLEAR)

    def _highest(self, unit: float) -> float:
        """Return how far down the highest corner of all stamps is, in pixels."""
        tops = []
        for place, stamp in enumerate(self.piles.stamps):
            cells = np.array(
                [
                    (*self.cell((stamp.corner[0] + row, stamp.corner[1] + column)), 0.0)
                    for row, column in np.ndindex(stamp.products.shape)
                ]
            )
            far = self.output.project(cells - np.array([0.5, 0.5, 0.0]))[:, 1]  # (K K',)
            tops.append((far - stamp.products.ravel() * unit).min() - self._hover(place, unit))
        return float(min(tops))


def grid(shape: tuple[int, ...]) -> Floats:
    """Return the middles of all cells, in cells from the middle of a board, (rows columns, 2)."""
    cells = np.array(list(np.ndindex(shape)), float)
    return cells - (np.array(shape) - 1) / 2


def _tile(shape: tuple[int, ...], room: Box) -> float:
    return min(2 * room.width / sum(shape), 2 * room.height / sum(shape) / FLATNESS, LARGEST_TILE)


def _in_middle(room: Box, tile: float) -> Oblique:
    return isometric((room.left + room.right) / 2, (room.top + room.bottom) / 2, tile)


def _from_above(shape: tuple[int, ...], room: Box, largest: float) -> Oblique:
    rows, columns = shape
    cell = min(room.width / columns, room.height / rows, largest)
    return from_above(room.left + columns * cell / 2, room.top + rows * cell / 2, cell)
