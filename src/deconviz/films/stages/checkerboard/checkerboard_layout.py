"""Where everything in Checkerboard is, in pixels."""

from __future__ import annotations

from collections.abc import Iterable

from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RIGHT

NAMES = 212.0  # base line of what stands above images
INPUT = Box(LEFT, 242, 816, 962)
OUTPUT = Box(1042, 242, RIGHT, 1024)
BETWEEN = (INPUT.right + OUTPUT.left) / 2
ONE, APART = 270.0, 450.0  # pixels of the four ones, and from one to the next
CELL = OUTPUT.width / 5
LANE, IN_LANE = INPUT.top + (ONE + APART) / 2, 140.0  # between the rows of ones: y, and a stamp
GAP = 6.0  # between cells with counts
ICON = Box(BETWEEN - 64, 396, BETWEEN + 64, 524)
ARROW = 700.0

TILE, PITCH = 134.0, 142.0  # of the kernel of 4 x 4
TILES_TOP = 270.0
PILE_LEFT, PILE, PILE_PITCH = 752.0, 84.0, 120.0
PILE_LINE = 836.0
TALLEST = 470.0
KEY_TOP, KEY = 850.0, 56.0  # of the tiles below piles that say which phase it is
PLATE = Box(1248, 270, RIGHT, 846)
REMARKS = (890.0, 932.0)  # base lines below the kernel and the output

SMALL, SMALL_PITCH, SMALL_TOP = 384.0, 448.0, 172.0
COVERED, FREE = 2.0, 26.0  # from a number to what flies over it: it hides, or shows


def one(number: int) -> Box:
    """Return where one of the four ones is, in the order of rows."""
    row, column = divmod(number, 2)
    return square(INPUT.left + column * APART, INPUT.top + row * APART, ONE)


def cell(row: int, column: int) -> Box:
    """Return a point of the output of the four ones."""
    left, top = OUTPUT.left + column * CELL, OUTPUT.top + row * CELL
    return inset(square(left, top, CELL), GAP / 2)


def stamp(number: int) -> Box:
    """Return where a stamp of one of the four ones lands."""
    row, column = divmod(number, 2)
    return square(OUTPUT.left + 2 * column * CELL, OUTPUT.top + 2 * row * CELL, 3 * CELL)


def icon_cells(side: int) -> list[Box]:
    """Return the cells of a small kernel, in the order of rows."""
    pitch = (ICON.width + 4) / side
    return [
        square(ICON.left + column * pitch, ICON.top + row * pitch, pitch - 4)
        for row in range(side)
        for column in range(side)
    ]


def tile(row: int, column: int) -> Box:
    """Return a number of the kernel of 4 x 4."""
    return square(LEFT + column * PITCH, TILES_TOP + row * PITCH, TILE)


def pile(number: int) -> tuple[float, float]:
    """Return the left and the right of a pile."""
    left = PILE_LEFT + number * PILE_PITCH
    return left, left + PILE


def key(number: int) -> Box:
    """Return the tile below a pile."""
    left, right = pile(number)
    middle = (left + right) / 2
    return square(middle - KEY / 2, KEY_TOP, KEY)


def small(number: int) -> Box:
    """Return one of four images side by side."""
    return square(LEFT + number * SMALL_PITCH, SMALL_TOP, SMALL)


def distance(place: tuple[float, float], across: float, up: float, flying: Iterable[Box]) -> float:
    """Return how far a number is from what flies over it: FREE if nothing does.

    Parameters
    ----------
    place
        The middle of the number.
    across, up
        Half of its width and of its height.
    flying
        What may fly over it.
    """
    x, y = place
    away = (
        max(max(box.left - x, x - box.right) - across, max(box.top - y, y - box.bottom) - up)
        for box in flying
    )
    return min(away, default=FREE)


def square(left: float, top: float, side: float) -> Box:
    """Return a square."""
    return Box(left, top, left + side, top + side)


def middle(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def inset(box: Box, by: float) -> Box:
    """Return a smaller box."""
    return Box(box.left + by, box.top + by, box.right - by, box.bottom - by)
