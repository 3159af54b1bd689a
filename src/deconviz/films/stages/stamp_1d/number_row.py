"""Numbers in a row below their columns, if they have room; some grow with their bars."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label, Number
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


class GrowingRow(VGroup):
    """A number below each column that counts from 0, as its bar grows.

    Parameters
    ----------
    values
        What they reach, shape (n,); numbers that have an exponent then are not shown.
    columns
        Where they stand, shape (n,).
    axes
        Columns are 1 apart.
    base
        Pixels: the base line.
    colour
        Hexadecimal.
    """

    def __init__(
        self, values: Floats, columns: Floats, axes: Axes, base: float, colour: str
    ) -> None:
        self._values: list[float] = values.tolist()
        self._drawn: tuple[float, float] | None = None
        labels = _labels(values, colour)
        self._counts = [
            Number(
                x - label.width_in_pixels / 2, base, decimals=_decimals(label.text), size=REMARK,
                colour=colour, weight="SemiBold", plus=False,
            )
            for label, x in zip(labels, axes.across(columns).tolist(), strict=True)
        ]  # fmt: skip
        has_exponents = any("e" in label.text for label in labels)
        super().__init__(*([] if has_exponents else self._counts))

    def draw(self, share: float, opacity: float) -> None:
        """Draw so much of the numbers, and so far as they are there, each 0 to 1."""
        if (share, opacity) == self._drawn:
            return
        self._drawn = share, opacity
        for count, value in zip(self._counts, self._values, strict=True):
            count.set_to(share * value)
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


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
