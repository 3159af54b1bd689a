"""Where everything is in the three views of a layer."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RIGHT, TILE_GAP

ROWS, ROW_PITCH, OUTPUT_TOP = (230.0, 409.0, 588.0), 179.0, 846.0
ROW_GAP = 6.0  # at least
TILE = 143.0  # height at most
WIDEST = 200.0  # pitch of columns
MOST_MORE = 4  # columns
FEWEST_BEFORE = 3  # columns before the output: room for input and kernel
CHIP_PITCH, CHIP_GAP, CHIPS_FROM, CHIPS_TO = 61.0, 6.0, 61.0, 26.0
MATRIX = Box(470, 184, 1594, 992)
MATRIX_PITCH, MATRIX_ROW, MATRIX_ROW_GAP = 157.0, 101.0, 11.0
MATRIX_WIDTH = 834.0  # of all its columns, and those of input and output
TO_INPUT, TO_OUTPUT = 135.0, 179.0  # from column to column, around the signs
SMALL_SCATTER = Box(96, 236, 576, 596)
SMALL_GATHER = Box(635, 236, 1285, 596)
SMALL_MATRIX = Box(1365, 236, 1824, 596)
FED_TOP = 820.0  # the output that all three feed


@dataclass(frozen=True)
class ViewsLayout:
    """Rectangles for n inputs, K numbers of the kernel, and a stride.

    Attributes
    ----------
    inputs, kernel, stride
        Of the layer.
    chip_width
        Pixels that the widest number of the kernel needs beside its input.
    added
        Outputs beyond the last that a number of the kernel reaches.
    """

    inputs: int
    kernel: int
    stride: int
    chip_width: float = CHIP_PITCH - CHIP_GAP
    added: int = 0

    @property
    def outputs(self) -> int:
        """How many columns there are, before any are cut off."""
        return (self.inputs - 1) * self.stride + self.kernel + self.added

    @property
    def before(self) -> int:
        """Columns before the first output: more if the kernel's numbers need the room."""
        fewest = max(self.kernel - 1, FEWEST_BEFORE)
        needed = self.kernel * (self.chip_width + CHIP_GAP)
        wide_enough = (
            columns
            for columns in range(fewest, fewest + MOST_MORE + 1)
            if self._room(columns) >= needed
        )
        return next(wide_enough, fewest)

    def _room(self, columns: int) -> float:
        """Return how much room the kernel has beside an input, in so many columns."""
        tile = self._pitch(columns) - TILE_GAP
        return columns * self._pitch(columns) - tile - CHIPS_FROM - CHIPS_TO + CHIP_GAP

    def _pitch(self, before: int) -> float:
        return min(WIDEST, (RIGHT - LEFT + TILE_GAP) / (before + self.outputs))

    @property
    def pitch(self) -> float:
        """Of columns."""
        return self._pitch(self.before)

    @property
    def tile(self) -> tuple[float, float]:
        """Width and height."""
        width = self.pitch - TILE_GAP
        return width, min(TILE, width)

    def across(self, column: int) -> float:
        """Return the left end of a column, counted from the first output."""
        return LEFT + (self.before + column) * self.pitch

    @property
    def right(self) -> float:
        """The right end of the last output."""
        return self.across(self.outputs) - TILE_GAP

    # Scatter

    def _row(self, number: int) -> tuple[float, float]:
        """Return top and bottom of a stamped row."""
        pitch = min(ROW_PITCH, 3 * ROW_PITCH / self.inputs)
        height = min(self.tile[1], pitch - ROW_GAP)
        middle = ROWS[0] + TILE / 2 + number * pitch
        if pitch < ROW_PITCH:
            middle = ROWS[0] + (number + 0.5) * pitch - ROW_GAP / 2
        return middle - height / 2, middle + height / 2

    def input(self, number: int) -> Box:
        """Return an input's place."""
        top, bottom = self._row(number)
        return Box(LEFT, top, LEFT + self.tile[0], bottom)

    def times(self, number: int) -> tuple[float, float]:
        """Return the middle of the sign between an input and its kernel."""
        box = self.input(number)
        return box.right + CHIPS_FROM / 2, (box.top + box.bottom) / 2

    def chip(self, number: int, place: int) -> Box:
        """Return where a small number of the kernel is."""
        box = self.input(number)
        left = box.right + CHIPS_FROM
        pitch = min(self.chip_width + CHIP_GAP, self._room(self.before) / self.kernel)
        size = pitch - CHIP_GAP
        middle = (box.top + box.bottom) / 2
        begin = left + place * pitch
        height = min(CHIP_PITCH - CHIP_GAP, box.height)
        return Box(begin, middle - height / 2, begin + size, middle + height / 2)

    def stamp(self, number: int, place: int) -> Box:
        """Return where a product is in the stamped rows."""
        left, (top, bottom) = self.across(number * self.stride + place), self._row(number)
        return Box(left, top, left + self.tile[0], bottom)

    def output(self, number: int) -> Box:
        """Return where an output is below the sum line."""
        left, (width, height) = self.across(number), self.tile
        middle = OUTPUT_TOP + TILE / 2
        return Box(left, middle - height / 2, left + width, middle + height / 2)

    # Gather

    def cell(self, column: int, row: int) -> Box:
        """Return a tile's place in the rows of input, kernel and products."""
        left, (width, height) = self.across(column), self.tile
        middle = ROWS[row] + TILE / 2
        return Box(left, middle - height / 2, left + width, middle + height / 2)

    # Matrix

    @property
    def matrix_pitch(self) -> tuple[float, float]:
        """From column to column, and from row to row."""
        across = min(MATRIX_PITCH, MATRIX_WIDTH / (self.inputs + 2))
        return across, min(MATRIX_ROW, MATRIX.height / self.outputs)

    def entry(self, row: float, column: int) -> Box:
        """Return the place of an entry of the matrix."""
        across, down = self.matrix_pitch
        top = (MATRIX.top + MATRIX.bottom) / 2 + (row - self.outputs / 2) * down
        left = MATRIX.left + column * across
        return Box(left, top, left + across - TILE_GAP, top + down - MATRIX_ROW_GAP)

    def factor(self, number: int) -> Box:
        """Return an input's place beside the matrix."""
        box = self.entry(number + (self.outputs - self.inputs) / 2, self.inputs)
        return Box(box.left + TO_INPUT, box.top, box.right + TO_INPUT, box.bottom)

    def result(self, number: int) -> Box:
        """Return an output's place beside the matrix."""
        box, shift = self.entry(number, self.inputs + 1), TO_INPUT + TO_OUTPUT
        return Box(box.left + shift, box.top, box.right + shift, box.bottom)

    # All three

    def fed(self, number: int) -> Box:
        """Return the place of an output that all views feed."""
        width, height = self.tile
        left = 960 - (self.outputs * self.pitch - TILE_GAP) / 2 + number * self.pitch
        return Box(left, FED_TOP, left + width, FED_TOP + height)

    def small_scatter(self, box: Box) -> Box:
        """Return where a place of the first view is when the view is small."""
        return _shrunk(box, Box(self.across(0), ROWS[0], self.right, OUTPUT_TOP + TILE),
                       SMALL_SCATTER)  # fmt: skip

    def small_gather(self, box: Box) -> Box:
        """Return where a place of the second view is when the view is small."""
        left = self.across(1 - self.kernel)
        return _shrunk(box, Box(left, ROWS[0], self.right, OUTPUT_TOP + TILE), SMALL_GATHER)

    def small_matrix(self, box: Box) -> Box:
        """Return where a place of the third view is when the view is small."""
        whole = Box(MATRIX.left, MATRIX.top, self.result(0).right, MATRIX.bottom)
        return _shrunk(box, whole, SMALL_MATRIX)


def _shrunk(box: Box, whole: Box, small: Box) -> Box:
    """Return a part of a whole that is shrunk into the middle of a smaller rectangle."""
    scale = min(small.width / whole.width, small.height / whole.height)
    left = (small.left + small.right - scale * whole.width) / 2
    top = (small.top + small.bottom - scale * whole.height) / 2
    return Box(
        left + scale * (box.left - whole.left),
        top + scale * (box.top - whole.top),
        left + scale * (box.right - whole.left),
        top + scale * (box.bottom - whole.top),
    )
