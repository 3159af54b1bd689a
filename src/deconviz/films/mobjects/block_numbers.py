"""Numbers on blocks, where nothing in front hides them."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.oblique import FLATNESS
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.typesetting import typeset
from deconviz.look.language import CODE_NUMBER, SMALLEST
from deconviz.look.wording import number

OF_TILE = 0.21  # of a tile's width: height of its number
ROOM = 0.9  # of a tile, that a number may fill
TO_EDGE = 17.0  # pixels from a number to the edges of its tile
ALIKE = 2.0  # pixels of height that nobody sees
AWAY = 6.0  # pixels from a number to what is in front
STEPS = np.linspace(-0.24, 0.24, 9)  # of a tile: places to try


class BlockNumbers(VGroup):
    """One number on each of several blocks.

    Parameters
    ----------
    values
        Shape (n,).
    tile
        Width of a block in pixels.
    ink
        Hexadecimal.

    Attributes
    ----------
    size
        Height of a figure in pixels.
    fits
        Whether the numbers stay away from the edges of their tiles.
    """

    def __init__(self, values: Floats, tile: float, ink: str) -> None:
        most = _most(values, tile)
        self.size = size = min(max(min(OF_TILE * tile, most), SMALLEST), CODE_NUMBER)
        self.fits = most >= SMALLEST - ALIKE
        self.labels = [
            Label(
                number(value), 0, 0, size=size, colour=ink, weight="SemiBold", align="centre",
                tabular=True,
            )
            for value in values.tolist()
        ]  # fmt: skip
        super().__init__(*self.labels)

    @property
    def sizes(self) -> Floats:
        """Width and height of each number in pixels, shape (n, 2)."""
        return np.array([(label.width_in_pixels, label.cap_height) for label in self.labels])

    def put(self, places: Floats, opacity: float = 1.0, size: float | None = None) -> None:
        """Put the middles of the numbers at places in pixels (n, 2); NaN is nowhere."""
        size = self.size if size is None else size
        for label, (x, y) in zip(self.labels, places.tolist(), strict=True):
            is_there = opacity > 0 and not np.isnan(x)
            if is_there:
                label.put(x, y + size / 2, size)
            fade(label, opacity if is_there else 0.0)


def _most(values: Floats, tile: float) -> float:
    """Return how high numbers may be that stay away from the edges of their tiles."""
    widths = [np.ptp(typeset(number(v), "SemiBold", tabular=True)[:, 0]) for v in values.tolist()]
    flat = FLATNESS * tile
    to_edge = tile * flat / 2 / np.hypot(tile, flat)  # pixels, from the middle
    return float((1 - TO_EDGE / to_edge) / (max(widths, default=0.0) / tile + 1 / flat))


def readable(tops: Floats, depths: Floats, heights: Floats, sizes: Floats, tile: float) -> Floats:
    """Return where numbers on blocks can be read, from the middles of their tops.

    Parameters
    ----------
    tops
        Middles of the blocks' tops in pixels, shape (n, 2).
    depths
        What is behind has less, shape (n,).
    heights
        Of the blocks in pixels, shape (n,).
    sizes
        Width and height of the numbers in pixels, shape (n, 2).
    tile
        Width of a block in pixels.

    Returns
    -------
    array of shape (n, 2)
        Pixels; NaN where there is no room.
    """
    half = np.array([tile, tile * FLATNESS]) / 2  # (2,)
    shifts = np.stack(np.meshgrid(STEPS, STEPS), -1).reshape(-1, 2) * 2 * half  # (m, 2)
    shifts = shifts[np.argsort((shifts**2).sum(1), kind="stable")]
    found = np.full(tops.shape, np.nan)
    for place, (top, size) in enumerate(zip(tops, sizes, strict=True)):
        is_front = depths > depths[place] + 1e-6
        for shift in shifts:
            inside = (np.abs(shift) + size / 2) / half
            if inside.sum() <= ROOM and not _is_hidden(
                top + shift, size / 2 + AWAY, tops[is_front], heights[is_front], half
            ):
                found[place] = shift
                break
    return found


def _is_hidden(middle: Floats, reach: Floats, tops: Floats, heights: Floats, half: Floats) -> bool:
    """Tell whether blocks with tops (n, 2) and heights (n,) hide a part of a rectangle."""
    away = np.maximum(np.abs(tops[:, 0] - middle[0]) - reach[0], 0.0)  # (n,)
    slope = half[1] * (1 - away / half[0])  # (n,): half the height of a top, so far aside
    upper = tops[:, 1] - slope
    lower = tops[:, 1] + heights + slope
    is_over = (middle[1] + reach[1] > upper) & (middle[1] - reach[1] < lower)
    return bool((is_over & (slope > 0)).any())
