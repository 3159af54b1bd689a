"""Where everything is on the stage of the films about settings: columns that never move."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RIGHT, TILE_GAP

INPUT_TOP, TILE = 190.0, 103.0
REMARK_BASE, LOWER = 176.0, 26.0  # of a line below the title, and how much lower inputs then are
ROWS_TOP, ROW_PITCH, ROWS = 348.0, 118.0, 3  # pixels, and how many rows have full height
ROW_GAP, NARROW_ROW_GAP, FULL_ROWS = 14.0, 6.0, 5
LINE = 722.0  # below which sums stand
OUTPUT_TOP, OUTPUT = 745.0, 134.0
BRACKET_TOP, BRACKET = 895.0, 910.0
FORMULA = 970.0  # base line; its words stand below
CUT_TOP, CUT_BOTTOM = 332.0, 894.0
FIRST, WIDEST = 356.0, 206.0  # left end of the first column, and pitch of columns at most
AFTER_NAMES = 40.0
WORD_IN_HOLE = 16.0  # pixels at least from a word to the edge of its hole
AROUND = 8.0  # pixels to the right margin: room for what goes around a tile


@dataclass(frozen=True)
class TableLayout:
    """Rectangles for n inputs and a number of columns.

    Attributes
    ----------
    inputs, columns
        How many.
    names
        Pixels: the width of the names of the rows.
    lower
        Pixels: how much lower the inputs are.
    """

    inputs: int
    columns: int
    names: float = 0.0
    lower: float = 0.0

    @property
    def left(self) -> float:
        """The left end of the first column."""
        return max(FIRST, LEFT + self.names + AFTER_NAMES)

    @property
    def pitch(self) -> float:
        """Of columns."""
        return min(WIDEST, (RIGHT - AROUND - self.left + TILE_GAP) / self.columns)

    @property
    def tile(self) -> float:
        """Width of a tile."""
        return self.pitch - TILE_GAP

    @property
    def right(self) -> float:
        """The right end of the last column."""
        return self.edge(self.columns) - TILE_GAP / 2

    def across(self, column: float) -> float:
        """Return the left end of a column, also of one on its way."""
        return self.left + column * self.pitch

    def edge(self, column: int) -> float:
        """Return the middle of the gap before a column."""
        return self.across(column) - TILE_GAP / 2

    def middle(self, column: float) -> float:
        """Return the middle of a column."""
        return self.across(column) + self.tile / 2

    def input(self, column: float) -> Box:
        """Return the place of an input."""
        top = INPUT_TOP + self.lower
        return self._cell(column, top, top + TILE)

    @property
    def input_middle(self) -> float:
        """The middle of the inputs, from above."""
        return INPUT_TOP + self.lower + TILE / 2

    def stamp(self, row: int, column: float) -> Box:
        """Return the place of a product in the row of its stamp."""
        gap = ROW_GAP if self.inputs <= FULL_ROWS else NARROW_ROW_GAP
        pitch = min(ROW_PITCH, (ROWS * ROW_PITCH - ROW_GAP + gap) / self.inputs)
        spare = max(ROWS - self.inputs, 0) * ROW_PITCH / 2
        top = ROWS_TOP + spare + row * pitch
        return self._cell(column, top, top + pitch - gap)

    def output(self, column: float) -> Box:
        """Return the place of a sum."""
        return self._cell(column, OUTPUT_TOP, OUTPUT_TOP + OUTPUT)

    def _cell(self, column: float, top: float, bottom: float) -> Box:
        left = self.across(column)
        return Box(left, top, left + self.tile, bottom)
