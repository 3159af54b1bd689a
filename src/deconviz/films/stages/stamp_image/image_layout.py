"""Where the pictures of StampImage are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from deconviz.analysis.stamped_image import StampedImage
from deconviz.films.mobjects.stage import Box

INPUT = Box(98, 262, 470, 560)
KERNEL = Box(98, 700, 470, 966)
CANVAS = Box(620, 262, 1570, 1022)
RAISED = 22.0  # pixels that a stamp hovers above its place
TILES = Box(98, 212, 560, 1016)
LARGEST_TILE = 206.0
TILE_NAME = 40.0  # pixels for the name above a tile
ROWS = 3
LARGEST_POINT = 96.0  # pixels of one number


@dataclass(frozen=True)
class ImageLayout:
    """Places of the pictures, with points of one size in canvas and stamp.

    Attributes
    ----------
    image
        The layer.
    """

    image: StampedImage

    @cached_property
    def canvas(self) -> Box:
        """The output, with room around it for stamps that padding cuts."""
        rows, columns = self.image.parted.output.shape
        down, across = self.image.parted.example.layer.axes
        top, bottom = (max(crop, 0) for crop in down.crop)
        left, right = (max(crop, 0) for crop in across.crop)
        room = Box(CANVAS.left, CANVAS.top + RAISED, CANVAS.right, CANVAS.bottom)
        whole = _within(room, (rows + top + bottom, columns + left + right), middle=True)
        point = whole.width / (columns + left + right)
        x, y = whole.left + left * point, whole.top + top * point
        return Box(x, y, x + columns * point, y + rows * point)

    @cached_property
    def point(self) -> float:
        """Pixels of one number of the output."""
        return float(self.canvas.width / self.image.parted.output.shape[1])

    @cached_property
    def input(self) -> Box:
        """The input channel."""
        return _within(INPUT, self.image.given.shape)

    @cached_property
    def kernel(self) -> Box:
        """The kernel at its place."""
        return _within(KERNEL, self.image.kernel.shape)

    def of_input(self, place: int) -> Box:
        """Return where a number of the input is."""
        columns = self.image.given.shape[1]
        size = self.input.width / columns
        row, column = divmod(place, columns)
        left, top = self.input.left + column * size, self.input.top + row * size
        return Box(left, top, left + size, top + size)

    def stamp(self, place: int) -> Box:
        """Return where the stamp of an input lands."""
        (row, column), (rows, columns) = self.image.corner(place), self.image.kernel.shape
        left, top = self.canvas.left + column * self.point, self.canvas.top + row * self.point
        return Box(left, top, left + columns * self.point, top + rows * self.point)

    def tile(self, place: int) -> Box:
        """Return where a part waits: down one column, then the next."""
        column, row = divmod(place, ROWS)
        pitch = TILES.height / ROWS
        left, top = TILES.left + column * TILES.width / 2, TILES.top + row * pitch + TILE_NAME
        room = Box(left, top, left + LARGEST_TILE, top + LARGEST_TILE)
        return _within(room, self.image.parted.output.shape)


def _within(room: Box, shape: tuple[int, ...], *, middle: bool = False) -> Box:
    """Return the largest picture of square points that fits, at the top left or in the middle."""
    rows, columns = shape
    point = min(room.width / columns, room.height / rows, LARGEST_POINT)
    width, height = columns * point, rows * point
    left, top = room.left, room.top
    if middle:
        left, top = left + (room.width - width) / 2, top + (room.height - height) / 2
    return Box(left, top, left + width, top + height)
