"""The whole image and its output, which the camera backs off to, stamped row by row."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.grey_image import GreyImage, greys
from deconviz.films.mobjects.motion import at, between, during
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.tracks import between as on_the_way
from deconviz.films.stages.checkerboard import checkerboard_layout as layout
from deconviz.films.stages.checkerboard.checkerboard_data import CheckerboardData
from deconviz.films.stages.checkerboard.checkerboard_times import (
    A_ROW,
    CAMERA_BACK,
    KERNEL,
    ROWS,
)
from deconviz.films.stages.checkerboard.counted_stamps import SHADES
from deconviz.look.language import CAMERA, SMALL_TILE_RADIUS, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

FOLD = 0.6
ROW_EDGE = 6.0


class StampedImages(VGroup):
    """An input, the kernel, and the output of equal weights.

    Parameters
    ----------
    data
        What is shown.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(self, data: CheckerboardData, theme: Theme, name: ThemeName) -> None:
        self._data = data
        self._before = np.pad(SHADES[data.counts.astype(int)], 6)  # (17, 17)
        self.input, self.output = GreyImage(), GreyImage()
        self.icon = Areas(SURFACES[name].kernel, SMALL_TILE_RADIUS)
        box = layout.one(0)
        self.row = Outline(box, Mark(theme.foreground), ROW_EDGE, SMALL_TILE_RADIUS)
        self.rows = Outline(box, Mark(theme.foreground), ROW_EDGE, SMALL_TILE_RADIUS)
        super().__init__(self.input, self.output, self.row, self.rows, self.icon)

    def draw(self, time: float) -> None:
        """Draw a moment."""
        is_there = CAMERA_BACK <= time < KERNEL + FOLD
        near = 1 - between(time, CAMERA_BACK, CAMERA_BACK + CAMERA)
        self._draw_icon(time)
        self._draw_focus(time)
        if not is_there:
            self.input.clear_points()
            self.output.clear_points()
            return
        box = layout.INPUT
        end = box.right - between(time, KERNEL, KERNEL + FOLD) * box.width
        window = Box(box.left, box.top, end, box.bottom)
        free = 1 - layout.ONE / layout.APART
        self.input.draw_image(
            greys(self._data.dim), box, window=window, zoom=1 + 4 * near, gap=free * near
        )
        gone = between(time, KERNEL, KERNEL + FOLD)
        plate = on_the_way(layout.OUTPUT, layout.PLATE, (time - KERNEL) / FOLD)
        self.output.draw_image(
            greys(self.values(time) * (1 - gone)), plate,
            zoom=1 + 2.4 * near, gap=near * layout.GAP / layout.CELL,
        )  # fmt: skip

    def values(self, time: float) -> Floats:
        """Return the output as it is drawn, shape (17, 17)."""
        first = 1 - between(time, CAMERA_BACK, CAMERA_BACK + CAMERA)
        shares = [between(time, _begin(row), _begin(row) + A_ROW) for row in range(8)]
        stamped = np.tensordot(shares, self._data.flat_rows, 1)  # (17, 17)
        return np.asarray(first * self._before + stamped)

    def _draw_icon(self, time: float) -> None:
        grown = between(time, CAMERA_BACK + 0.2, CAMERA_BACK + CAMERA)
        middle = layout.square(layout.BETWEEN, (layout.ICON.top + layout.ICON.bottom) / 2, 0)
        boxes = [on_the_way(middle, cell, grown) for cell in layout.icon_cells(3)]
        self.icon.draw(boxes if grown > 0 and time < KERNEL else [])

    def _draw_focus(self, time: float) -> None:
        """Draw where the row is that is stamped, and where it lands."""
        last = _begin(7) + A_ROW
        keys = [(_begin(0), 0.0)]
        for row in range(1, 8):
            keys += [(_begin(row) - 0.06, row - 1.0), (_begin(row), float(row))]
        place = at(keys, time)
        for edge, box, side, step, height in (
            (self.row, layout.INPUT, 8, 1, 1),
            (self.rows, layout.OUTPUT, 17, 2, 3),
        ):
            point = box.height / side
            top = box.top + place * step * point
            edge.draw([layout.inset(Box(box.left, top, box.right, top + height * point), 3)])
            edge.set_stroke(opacity=during(time, ROWS - 0.25, last, 0.2))


def _begin(row: int) -> float:
    return ROWS + row * A_ROW
