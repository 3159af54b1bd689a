"""A network as an hourglass of cells: a curve, its windows, their code, and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.data.windows import Windows
from deconviz.plotting.diagram import EDGE, Sheet, depth, ellipsis
from deconviz.plotting.page import Page

CELL = 0.2  # inches, at most
STEP = 1.4  # cells from one window to the next
EXTENT = {1: 2.5, 2: 3.0}  # inches across, at most, by columns of the page
MOST = 6  # windows, and components of a code, in the picture
BESIDE = 0.8  # inches, of names beside rows
ABOVE, BELOW = 0.3, 0.4  # inches, of names above and below columns
GAP = 0.42  # inches between rows
MARGIN = {1: EDGE, 2: 0.36}  # inches before the first layer: half a name where names are below
LAYERS = 7


@dataclass(frozen=True)
class Hourglass:
    """The places of a network's layers, in inches; the second half mirrors the first.

    Attributes
    ----------
    windows
        Of the curve.
    channels
        Components of the code of a window.
    numbers
        In the middle.
    page
        Colours and width: layers are columns on two columns of a page, rows on one.
    """

    windows: Windows
    channels: int
    numbers: int
    page: Page

    def draw(self, names: tuple[str, ...], steps: tuple[str, ...]) -> Figure:
        """Draw it.

        Parameters
        ----------
        names
            Of the seven layers.
        steps
            Names of the ways from each to the next.
        """
        figure, sheet = self._sheet()
        self._half(sheet, "in")
        self._half(sheet.mirror_image(self._length), "out")
        middle = self._centred(self.numbers, CELL)
        sheet.cells("numbers", self._starts[3], middle, CELL, self.page.theme.foreground)
        self._name(sheet, names, steps)
        return figure

    @cached_property
    def window_rows(self) -> list[int | None]:
        """The windows in the picture."""
        return ellipsis(len(self.windows.starts()), MOST)

    @cached_property
    def components(self) -> list[int | None]:
        """The components of each code in the picture."""
        return ellipsis(self.channels, MOST)

    @cached_property
    def cell(self) -> float:
        """The side of a cell."""
        return min(CELL, EXTENT[self.page.columns] / self.windows.points)

    @cached_property
    def code_cell(self) -> float:
        """The side of a cell of the code."""
        return min(CELL, EXTENT[self.page.columns] / self._code_length)

    @property
    def _downward(self) -> bool:
        return self.page.columns == 1

    @property
    def _code_length(self) -> int:
        """Cells of the whole code, with room for one between windows."""
        return len(self.window_rows) * (len(self.components) + 1) - 1

    @cached_property
    def _extent(self) -> float:
        """The size across the flow: that of the curve, or of a longer code."""
        return max(self.windows.points * self.cell, self._code_length * self.code_cell)

    @cached_property
    def _starts(self) -> Floats:
        """Where each layer begins along the flow, shape (7,)."""
        cell, code = depth(self.cell), depth(self.code_cell)
        deep = (1 + STEP * (len(self.window_rows) - 1)) * cell
        depths = np.array([cell, deep, code, CELL, code, deep, cell])  # (7,)
        room = self.page.width - 2 * MARGIN[2] - depths.sum()
        gap = GAP if self._downward else room / (LAYERS - 1)
        return np.asarray(np.cumsum(depths) - depths + np.arange(LAYERS) * gap)

    @property
    def _length(self) -> float:
        """The size along the flow."""
        return float(self._starts[-1]) + depth(self.cell)

    def _centred(self, count: int, size: float) -> Floats:
        """Return where cells begin that are centred across, shape (count,)."""
        return np.asarray((self._extent - count * size) / 2 + np.arange(count) * size)

    def _sheet(self) -> tuple[Figure, Sheet]:
        margin = MARGIN[self.page.columns]
        if self._downward:
            size = self.page.width, self._length + 2 * margin
            return Sheet.of(size, origin=(BESIDE, margin), downward=True)
        size = self.page.width, ABOVE + self._extent + BELOW
        return Sheet.of(size, origin=(margin, ABOVE), downward=False)

    def _half(self, sheet: Sheet, way: str) -> None:
        """Draw a curve, its windows and their code, with the ways from each to the middle."""
        theme, cell, kernel = self.page.theme, self.cell, self.windows.kernel
        deep = depth(cell)
        curve, windows, code, middle = self._starts[:4]
        points = self._centred(self.windows.points, cell)
        sheet.cells(f"curve-{way}", curve, points, cell, theme.muted)
        codes = self._centred(self._code_length, self.code_cell)
        starts = self.windows.starts()
        for place, window in enumerate(self.window_rows):
            column = windows + place * STEP * deep
            first = place * (len(self.components) + 1)
            if window is None:
                sheet.dots(column + deep / 2, self._extent / 2, theme.muted)
                centre = codes[first] + len(self.components) * self.code_cell / 2
                sheet.dots(code + depth(self.code_cell) / 2, centre, theme.muted)
                continue
            span = points[starts[window]], points[starts[window]] + kernel * cell
            own = codes[first], codes[first] + len(self.components) * self.code_cell
            _fan(sheet, (curve + deep, *span), (column, *span), theme.grid)
            _fan(sheet, (column + deep, *span), (code, *own), theme.grid)
            cut = span[0] + np.arange(kernel) * cell
            sheet.cells(f"window-{window}-{way}", column, cut, cell, theme.muted)
            self._code(sheet, f"code-{window}-{way}", code, codes[first:])
        whole = codes[0], codes[-1] + self.code_cell
        numbers = self._centred(self.numbers, CELL)
        inner = numbers[0], numbers[-1] + CELL
        _fan(sheet, (code + depth(self.code_cell), *whole), (middle, *inner), theme.grid)

    def _code(self, sheet: Sheet, name: str, along: float, across: Floats) -> None:
        """Draw the code of a window, a cell per component, counted from 1."""
        theme, size = self.page.theme, self.code_cell
        for component, place in zip(self.components, across, strict=False):
            if component is None:
                sheet.dots(along + depth(size) / 2, place + size / 2, theme.muted)
                continue
            colour = theme.component(component).colour
            sheet.cells(f"{name}-{component}", along, np.array([place]), size, colour)
            sheet.number(along, place, size, str(component + 1), theme.background)

    def _name(self, sheet: Sheet, names: tuple[str, ...], steps: tuple[str, ...]) -> None:
        """Write names of layers and, fainter, of the ways from one to the next."""
        theme = self.page.theme
        ends = self._length - self._starts[::-1]  # of each layer, as the halves are alike
        for name, along in zip(names, (self._starts + ends) / 2, strict=True):
            sheet.name_layer(along, self._extent, name, theme.foreground)
        for step, along in zip(steps, (ends[:-1] + self._starts[1:]) / 2, strict=True):
            sheet.name_step(along, step, theme.muted)


def _fan(
    sheet: Sheet, start: tuple[float, float, float], end: tuple[float, float, float], colour: str
) -> None:
    """Lead from one span to another; each is its place along and two across."""
    (here, first, last), (there, low, high) = start, end
    sheet.fan([(here, first), (there, low), (there, high), (here, last)], colour)
