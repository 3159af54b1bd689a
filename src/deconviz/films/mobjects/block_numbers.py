"""Numbers on blocks, where nothing in front hides them."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.oblique import FLATNESS
from deconviz.films.mobjects.text import Label
from deconviz.look.language import CODE_NUMBER, SMALLEST
from deconviz.look.wording import number

OF_TILE = 0.225  # of a tile's width: height of its number
ROOM = 0.9  # of a tile, that a number may fill
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
    """

    def __init__(self, values: Floats, tile: float, ink: str) -> None:
        size = min(max(OF_TILE * tile, SMALLEST), CODE_NUMBER)
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

    def put(self, places: Floats, opacity: float = 1.0) -> None:
        """Put the middles of the numbers at places in pixels (n, 2); NaN is nowhere."""
        for label, (x, y) in zip(self.labels, places.tolist(), strict=True):
            is_there = opacity > 0 and not np.isnan(x)
            if is_there:
                label.put(x, y + label.cap_height / 2)
            fade(label, opacity if is_there else 0.0)


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
