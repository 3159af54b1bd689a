"""Text as outlines: shaped and drawn by HarfBuzz from the one variable font."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from deconviz.arrays import Floats
from deconviz.look.fonts import VARIABLE, WEIGHTS

Weight = Literal["Regular", "SemiBold"]

OPTICAL_SIZE = 28  # of Inter's axis 14 to 32: films have large text


@cache
def typeset(text: str, weight: Weight, *, tabular: bool = False) -> Floats:
    """Set a line of text; each is set only once.

    Parameters
    ----------
    text
        What it says.
    weight
        Of Inter.
    tabular
        Whether all figures and signs have one width, so that numbers do not dance.

    Returns
    -------
    array of shape (4 n, 3)
        Bezier points from x = 0 on the base line, for capital letters 1 high.

    Raises
    ------
    ValueError
        If Inter has no glyph for a character.
    """
    font = _font(weight)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = "en"  # or it would be the locale's, and Inter has letters for some
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"tnum": tabular})
    advance, parts = 0, [np.empty((0, 2))]
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if glyph.codepoint == 0:
            raise ValueError(f"Inter has no glyph for a character of {text!r}")
        shift = np.array([advance + place.x_offset, place.y_offset])
        parts.append(_outline(glyph.codepoint, weight) + shift)
        advance += place.x_advance
    flat = np.concatenate(parts) / _cap_height()  # (4 n, 2)
    left = flat[:, 0].min() if len(flat) and not tabular else 0.0  # cells have margins of their own
    return np.column_stack([flat[:, 0] - left, flat[:, 1], np.zeros(len(flat))])


@cache
def _outline(glyph: int, weight: Weight) -> Floats:
    """Return a glyph's Bezier points (4 n, 2) in the font's units."""
    pen = _Pen()
    _font(weight).draw_glyph(glyph, _DRAW, pen)
    return np.array(pen.curves).reshape(-1, 2)


class _Pen:
    """Collect a glyph's outline as cubic Bezier curves."""

    def __init__(self) -> None:
        self.curves: list[list[Floats]] = []

    def move(self, x: float, y: float) -> None:
        self._start = self._place = np.array([x, y])

    def curve(self, *corners: float) -> None:
        """Add a curve of any degree up to three: its points after the first."""
        begin, (*bends, end) = self._place, np.reshape(corners, (-1, 2))
        match bends:
            case []:
                bends = [begin + (end - begin) / 3, end - (end - begin) / 3]
            case [bend]:
                bends = [begin + (bend - begin) * 2 / 3, end + (bend - end) * 2 / 3]
        self.curves.append([begin, *bends, end])
        self._place = end

    def close(self) -> None:
        if not np.array_equal(self._place, self._start):
            self.curve(*self._start)


def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    for set_curve in (
        functions.set_line_to_func,
        functions.set_quadratic_to_func,
        functions.set_cubic_to_func,
    ):
        set_curve(lambda *corners: corners[-1].curve(*corners[:-1]))
    functions.set_close_path_func(lambda pen: pen.close())
    return functions


_DRAW = _draw_functions()


@cache
def _font(weight: Weight) -> hb.Font:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(VARIABLE))))
    font.set_variations({"wght": WEIGHTS[weight], "opsz": OPTICAL_SIZE})
    return font


@cache
def _cap_height() -> int:
    """Height of a capital letter in the font's units."""
    with TTFont(VARIABLE, lazy=True) as font:
        return int(font["OS/2"].sCapHeight)
