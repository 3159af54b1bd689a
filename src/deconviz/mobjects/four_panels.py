"""The code, the filters, the scaled filters with their sum, and the output, side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import NDArray

from deconviz import contributions
from deconviz.messages import UserError
from deconviz.mobjects.axes import Heading, Panel
from deconviz.mobjects.code import CodeDot, CodeRows, code_axes, code_plane
from deconviz.mobjects.curves import Curve
from deconviz.mobjects.labels import EndLabels
from deconviz.mobjects.page import Box
from deconviz.mobjects.shelf import filter_shelf
from deconviz.theme import Mark, Theme

Floats = NDArray[np.float64]

OUTPUT = Box(205, 272, 852, 552)
SCALED = Box(1060, 272, 1590, 552)
PLANE = Box(205, 730, 455, 972)
ROWS = Box(520, 730, 892, 972)
SHELF = Box(1060, 748, 1816, 942)
FEWEST, MOST = 2, 3  # components that the panels have room for
SHOWN_CODES = 350


class FourPanels:
    """Four panels about one network's decoder.

    Parameters
    ----------
    filters, bias
        The decoder's, shape (C, K) and a number.
    codes
        Real codes, shape (N, C).
    limits
        How far each component goes, shape (C,).
    reach
        The largest size of any scaled filter or output that will be shown.
    theme
        Colours.

    Attributes
    ----------
    still
        What never moves.
    moving
        What `show` moves.
    output_axes, after_output
        Of the output, and where text after its heading begins, (x, y) in pixels.
    plane
        Axes of the last two components.

    Raises
    ------
    UserError
        If there are more or fewer components than there is room for.
    """

    def __init__(
        self,
        filters: Floats,
        bias: float,
        codes: Floats,
        limits: Floats,
        reach: float,
        theme: Theme,
    ) -> None:
        channels, points = filters.shape
        if not FEWEST <= channels <= MOST:
            raise UserError(
                f"four panels show {FEWEST} to {MOST} components, this network has {channels}: "
                "choose another variant in films.entries of workflow/config.yaml"
            )
        self._filters, self._bias = filters, bias
        outputs = Panel(OUTPUT, points, reach, theme, name="Output")
        scaled = Panel(SCALED, points, reach, theme, name="Scaled filters and their sum")
        self.output_axes, self.after_output = outputs.axes, outputs.after
        self.plane = code_axes(PLANE, 1.25 * limits)
        rows = CodeRows(ROWS, limits, theme)
        self.still = VGroup(
            outputs,
            scaled,
            Heading("Code", "the dot’s size is component 1", PLANE.left, 690, theme),
            Heading("Filters", "each at its own scale", SHELF.left, 690, theme),
            code_plane(self.plane, codes[:: max(1, len(codes) // SHOWN_CODES)], theme),
            filter_shelf(SHELF, filters, theme),
            rows.still,
        )
        self._make_what_moves(scaled, rows, float(limits[0]), theme)

    def _make_what_moves(self, panel: Panel, rows: CodeRows, limit: float, theme: Theme) -> None:
        marks = [theme.component(component) for component in range(len(self._filters))]
        strongest = Mark(theme.foreground)
        self._scaled_axes, self._rows = panel.axes, rows
        self.output = Curve(self.output_axes, strongest, width=7)
        self.scaled = [Curve(panel.axes, mark) for mark in marks]
        self.total = Curve(panel.axes, strongest, width=7)
        names = ["sum", *(str(component + 1) for component in range(len(marks)))]
        colours = [theme.foreground, *(mark.colour for mark in marks)]
        self._ends = EndLabels(names, colours, SCALED.right + 22)
        self._dot = CodeDot(self.plane, limit, theme)
        self.moving: list[VMobject] = [
            self.output, *self.scaled, self.total, self._ends, self._dot, rows,
        ]  # fmt: skip

    def show(self, code: Floats) -> None:
        """Show a code of shape (C,) and all that the decoder makes of it."""
        self._code = code
        scaled = contributions.scaled_filters(code, self._filters)  # (C, K)
        total = self._bias + scaled.sum(0)  # (K,)
        for curve, values in zip(self.scaled, scaled, strict=True):
            curve.draw(values)
        self.total.draw(total)
        self.output.draw(total)
        self._ends.draw(self._scaled_axes.down(np.array([total[-1], *scaled[:, -1]])))
        self._dot.set_to(code)
        self._rows.set_to(code)

    def facts(self) -> dict[str, Any]:
        """Return the code, and what is drawn of it, read off the picture."""
        return {
            "code": self._code.tolist(),
            "numbers": [number.text for number in self._rows.numbers],
            "scaled": [curve.values().tolist() for curve in self.scaled],
            "sum": self.total.values().tolist(),
            "output": self.output.values().tolist(),
        }
