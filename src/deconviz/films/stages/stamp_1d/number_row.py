"""Numbers in a row below their columns, if they have room."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.stamp_figures import figures
from deconviz.look.language import REMARK

MOST_COLUMNS = 15
APART = 30.0  # pixels between numbers, at least


class NumberRow(VGroup):
    """A number below each column.

    Parameters
    ----------
    values
        Shape (n,).
    axes
        Columns are 1 apart.
    base
        Pixels: the base line; without one there are no numbers.
    colour
        Hexadecimal.
    """

    def __init__(self, values: Floats, axes: Axes, base: float | None, colour: str) -> None:
        self._axes, self._base = axes, base
        self._drawn: tuple[float, float] | None = None
        super().__init__(*([] if base is None else _labels(values, colour)))

    def draw(self, columns: Floats, opacity: float) -> None:
        """Draw the numbers below columns, shape (n,), so far as they are there, 0 to 1."""
        state = float(columns[0]), opacity
        if self._base is None or state == self._drawn:
            return
        self._drawn = state
        for label, x in zip(self, self._axes.across(columns).tolist(), strict=True):
            label.put(x, self._base)
        fade(self, opacity)


def have_room(values: Floats, columns: int, pitch: float) -> bool:
    """Tell whether numbers, shape (n,), fit below columns that are `pitch` pixels apart."""
    if columns > MOST_COLUMNS:
        return False
    widest = max(label.width_in_pixels for label in _labels(values, "#ffffff"))
    return len(values) == 1 or widest + APART <= pitch


def _labels(values: Floats, colour: str) -> list[Label]:
    return [
        Label(
            text, 0, 0, size=REMARK, colour=colour, weight="SemiBold", align="centre", tabular=True
        )
        for text in figures(np.asarray(values))
    ]
