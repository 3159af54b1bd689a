"""A family of outputs that folds into its widest point, which is a bar."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Lines
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.swath import Swath
from deconviz.look.language import (
    BAR_RADIUS,
    EARLIER,
    FAMILY,
    LOWEST_BAR,
    RIM,
    SUM,
    SUM_DOT,
    TINT,
)  # fmt: skip
from deconviz.look.theme import Mark, Theme, ThemeName

LINE, THINNEST = 0.046, 3.0  # width of the output, in widths of the family; pixels
LARGEST_DOT = 0.3  # of the pitch of points
COLUMN = 0.2  # width of the column, in widths of the bar


class FoldingFamily(VGroup):
    """The outputs of a component's range, and the one that is shown now.

    They fold into the column where they lie widest, which drops to the floor and is a bar.

    Parameters
    ----------
    axes
        Of the outputs; points are 1 apart.
    bar
        The bar on the floor, in pixels.
    outputs
        From one end of the range to the other, shape (curves, K).
    point
        Where they lie widest, counted from 0.
    mark
        Of the component.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    bar
        The bar.
    """

    def __init__(
        self,
        axes: Axes,
        bar: Box,
        outputs: Floats,
        point: int,
        mark: Mark,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._axes, self._floor, self._point = axes, bar, point
        self._x = axes.across(np.arange(outputs.shape[1], dtype=float))  # (K,)
        self._y = axes.down(outputs)  # (curves, K)
        self._opened = -1.0
        self._band = Swath(mark.colour, opacity=TINT)
        self._lines = Lines(mark.colour, FAMILY, EARLIER[name])
        width = float(np.clip(LINE * axes.box.width, THINNEST, SUM))
        dot = min(width * SUM_DOT / SUM, LARGEST_DOT * axes.box.width / (len(self._x) - 1))
        rim = max(RIM * width / SUM, RIM / 2)
        self._rim = Curve(axes, Mark(theme.background), width + 2 * rim, dot + rim)
        self._output = Curve(axes, Mark(theme.foreground), width, dot)
        self.bar = Areas(mark.colour, BAR_RADIUS)
        super().__init__(self._band, self._lines, self._rim, self._output, self.bar)

    def draw(self, opened: float, column: float, lifted: float, output: Floats) -> None:
        """Draw it between bar and open family.

        Parameters
        ----------
        opened
            How far the outputs are from their widest point, 0 to 1.
        column
            How much there is of the column or bar, 0 to 1.
        lifted
            How far the column is from where the bar stands, 0 to 1.
        output
            Shape (K,).
        """
        self._draw_bar(column, lifted)
        if opened != self._opened:
            self._opened = opened
            self._draw_family()
        if opened == 0:
            self._rim.hide()
            self._output.hide()
            return
        y = self._axes.down(output)  # (K,)
        for curve in (self._rim, self._output):
            curve.draw_at(*self._folded(y))

    def hide_bar(self) -> None:
        """Leave the bar to what it is split into."""
        self.bar.clear_points()

    @property
    def output(self) -> Floats:
        """The output as it is drawn, shape (K,); nothing, (0,), unless the family is open."""
        return self._output.values() if self._opened == 1 else np.empty(0)

    def _draw_family(self) -> None:
        if self._opened == 0:
            self._band.clear_points()
            self._lines.clear_points()
            return
        x, y = self._folded(self._y)
        self._band.between(x, y[0], y[-1])
        self._lines.draw(x, y)

    def _folded(self, y: Floats) -> tuple[Floats, Floats]:
        """Move points (..., K) towards the widest one."""
        share, point = self._opened, self._point
        x = self._x[point] + share * (self._x - self._x[point])
        return x, y[..., point : point + 1] + share * (y - y[..., point : point + 1])

    def _draw_bar(self, column: float, lifted: float) -> None:
        if column == 0:
            self.hide_bar()
            return
        floor, ends = self._floor, self._y[:, self._point]  # (curves,)
        middle = (floor.left + floor.right) / 2
        x = middle + lifted * (float(self._x[self._point]) - middle)
        half = column * floor.width * (1 - lifted * (1 - COLUMN)) / 2
        top = floor.top + lifted * (float(ends.min()) - floor.top)
        bottom = floor.bottom + lifted * (float(ends.max()) - floor.bottom)
        self.bar.draw([Box(x - half, min(top, bottom - LOWEST_BAR), x + half, bottom)])
