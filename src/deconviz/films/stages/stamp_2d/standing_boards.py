"""The input and the kernel at their places, seen from the side and from above."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.block_numbers import BlockNumbers
from deconviz.films.mobjects.blocks import (
    Blocks,
    corners_of,
    from_behind,
    paint,
    rounded,
    shade_of,
)
from deconviz.films.mobjects.facets import Facets, levels
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.oblique import ABOVE, ISOMETRIC, Oblique
from deconviz.films.stages.stamp_2d.stamp_layout import grid
from deconviz.look.language import RESULT, SMALLEST, on
from deconviz.look.theme import Mark, Theme

LIFTED, NOT_LIFTED = 0.08, 130.0  # of a tile's width above so many pixels: how far it is lifted
OF_CELL = 0.38  # of a cell, seen from above: height of its number
FRAME = 5.0  # width of the line around it


class StandingBoard(VGroup):
    """Blocks with numbers.

    Parameters
    ----------
    values
        The numbers, rows of columns.
    heights
        Of the blocks in pixels, of the same shape.
    colours
        Of each block, hexadecimal.
    tile
        Width of a block in pixels, seen from the side.
    theme
        Colours.
    """

    def __init__(
        self, values: Floats, heights: Floats, colours: list[str], tile: float, theme: Theme
    ) -> None:
        self._cells, self._heights = grid(values.shape), heights.ravel()  # (n, 2), (n,)
        self._inks = np.array([levels(colour) for colour in colours])  # (n, 3)
        self._dark, self._background = shade_of(theme), levels(theme.background)
        self.blocks = Facets()
        self.frame = Line(Mark(theme.foreground), FRAME)
        self.numbers = BlockNumbers(values.ravel(), tile, on(colours[0], theme))
        super().__init__(self.blocks, self.numbers, self.frame)

    def draw(
        self,
        view: Oblique,
        shifts: Floats | float = 0.0,
        opacity: float = 1.0,
        lifted: tuple[int, float] | None = None,
        radius: float = 0.0,
    ) -> None:
        """Draw it.

        Parameters
        ----------
        view
            From where.
        shifts
            Of the numbers from the middles of the blocks in pixels, shape (n, 2).
        opacity
            Of the numbers.
        lifted
            Which block is lifted, and how far, 0 to 1.
        radius
            Of the corners in pixels, seen from above.
        """
        pixel = 1 / (view.cell * max(float(np.cos(view.rise)), 0.2))
        bottoms = np.zeros(len(self._cells))
        if lifted:
            bottoms[lifted[0]] = lifted[1] * max(LIFTED * (view.tile - NOT_LIFTED), 0.0) * pixel
        tops = bottoms + self._heights * pixel
        blocks = Blocks(self._cells, bottoms, tops, self._inks)
        painting = paint(from_behind(blocks, view), view, self._dark)
        off = rounded(self._cells, radius, view) if radius else np.empty((0, 4, 2))
        presence = np.concatenate([np.ones(len(painting.colours)), np.zeros(len(off))])
        self.blocks.draw(
            np.concatenate([painting.corners, off]),
            np.concatenate([painting.colours, np.tile(self._background, (len(off), 1))]),
            presence,
        )
        middles = view.project(np.column_stack([self._cells, tops]))
        above = min(max(OF_CELL * view.cell, SMALLEST), RESULT)
        risen = (view.rise - ISOMETRIC[1]) / (ABOVE[1] - ISOMETRIC[1])
        size = self.numbers.size + risen * (above - self.numbers.size)
        self.numbers.put(middles + shifts, opacity * self._readable(risen), size)
        if lifted and lifted[1] > 0:
            only = slice(lifted[0], lifted[0] + 1)
            [around] = corners_of(self._cells[only], tops[only], 0.5, view)  # (4, 2)
            self.frame.around(around)
        else:
            self.frame.clear_points()

    def _readable(self, risen: float) -> float:
        """Return how much of the numbers is there: none on the way, where towers hide them."""
        return 1.0 if np.ptp(self._heights) == 0 else max(abs(2 * risen - 1) * 2 - 1, 0.0)
