"""The code, the filters, the scaled filters with their sum, and the output, side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Heading, Panel
from deconviz.films.mobjects.code import CodeDot, CodeRows, code_axes, code_plane
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.labels import EndLabels
from deconviz.films.mobjects.shelf import filter_shelf
from deconviz.films.mobjects.stage import Box
from deconviz.look.theme import Mark, Theme
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder

OUTPUT = Box(205, 272, 852, 552)
SUMS = Box(1060, 272, 1590, 552)
PLANE = Box(205, 730, 455, 972)
ROWS = Box(520, 730, 892, 972)
SHELF = Box(1060, 748, 1816, 942)
CLOUD_CODES = 350  # about how many real codes the plane has


class FourPanels:
    """Four panels about one network's decoder.

    Parameters
    ----------
    network
        Of C components, two or three, on windows of K points.
    codes
        Real codes, shape (N, C).
    limits
        The top of each component's range, shape (C,).
    reach
        The largest absolute value of any scaled filter or output of the film.
    theme
        Colours.

    Attributes
    ----------
    still
        What never moves.
    moving
        What `show` moves.
    output_axes, after_output
        Of the output, and the place of text after its heading, (x, y) in pixels.
    plane
        Axes of the last two components.
    """

    def __init__(
        self,
        network: Autoencoder,
        codes: Floats,
        limits: Floats,
        reach: float,
        theme: Theme,
    ) -> None:
        self._network = network
        points = network.kernel
        outputs = Panel(OUTPUT, points, reach, theme, name="Output")
        sums = Panel(SUMS, points, reach, theme, name="Scaled filters and their sum")
        self.output_axes, self.after_output = outputs.axes, outputs.after
        self.plane = code_axes(PLANE, 1.25 * limits)
        rows = CodeRows(ROWS, limits, theme)
        self.still = VGroup(
            outputs,
            sums,
            Heading("Code", "the dot’s size is component 1", PLANE.left, 690, theme),
            Heading("Filters", "each at its own scale", SHELF.left, 690, theme),
            code_plane(self.plane, codes[:: max(1, len(codes) // CLOUD_CODES)], theme),
            filter_shelf(SHELF, network.decoder_filters, theme),
            rows.still,
        )
        self._make_what_moves(sums, rows, float(limits[0]), theme)

    def _make_what_moves(self, sums: Panel, rows: CodeRows, limit: float, theme: Theme) -> None:
        marks = [theme.component(component) for component in range(self._network.channels)]
        strongest = Mark(theme.foreground)
        self._sum_axes, self._rows = sums.axes, rows
        self.output = Curve(self.output_axes, strongest, width=7)
        self.scaled_filters = [Curve(sums.axes, mark) for mark in marks]
        self.total = Curve(sums.axes, strongest, width=7)
        names = ["sum", *(str(component + 1) for component in range(len(marks)))]
        colours = [theme.foreground, *(mark.colour for mark in marks)]
        self._ends = EndLabels(names, colours, SUMS.right + 22)
        self._dot = CodeDot(self.plane, limit, theme)
        self.moving: list[VMobject] = [
            self.output, *self.scaled_filters, self.total, self._ends, self._dot, rows,
        ]  # fmt: skip

    def show(self, code: Floats) -> None:
        """Show a code of shape (C,) and what the decoder makes of it."""
        self._code = code
        terms = scaled_filters(code, self._network.decoder_filters)  # (C, K)
        total = self._network.decoder_bias + terms.sum(0)  # (K,)
        for curve, values in zip(self.scaled_filters, terms, strict=True):
            curve.draw(values)
        self.total.draw(total)
        self.output.draw(total)
        self._ends.draw(self._sum_axes.down(np.array([total[-1], *terms[:, -1]])))
        self._dot.set_to(code)
        self._rows.set_to(code)

    def facts(self) -> dict[str, Any]:
        """Return the code, and the numbers and curves read off the picture."""
        return {
            "code": self._code.tolist(),
            "numbers": [number.text for number in self._rows.numbers],
            "scaled": [curve.values().tolist() for curve in self.scaled_filters],
            "sum": self.total.values().tolist(),
            "output": self.output.values().tolist(),
        }
