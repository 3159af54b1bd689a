"""Text in Inter, each string typeset once, and numbers that don't dance."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from typing import Literal

import manimpango
import numpy as np
from manim import Text, VMobject, tempconfig
from numpy.typing import NDArray

from deconviz.fonts import VARIABLE
from deconviz.mobjects.page import UNIT, to_scene
from deconviz.theme import FONT, MINUS

Floats = NDArray[np.float64]
Weight = Literal["NORMAL", "SEMIBOLD"]
Align = Literal["left", "centre", "right"]

SMALL, MEDIUM, LARGE, TITLE = 28.5, 31.0, 36.0, 46.0
"""Heights of a capital letter in pixels of the page; none is lower than the first."""

SHIFT: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}
_CELLS = "0123456789"


class Label(VMobject):
    """A line of text as one object.

    Parameters
    ----------
    text
        What it says.
    x, y
        Pixels: where its start, centre or end stands on the base line.
    size
        Height of a capital letter in pixels.
    colour
        Hexadecimal.
    weight
        NORMAL or SEMIBOLD.
    align
        What `x` is: the text's left, centre or right.
    turned
        Whether it is read from bottom to top; then `x` is the base line.

    Examples
    --------
    >>> label = Label("Output", x=185, y=222, size=LARGE, colour="#f2f4f8", weight="SEMIBOLD")
    """

    def __init__(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = SMALL,
        colour: str,
        weight: Weight = "NORMAL",
        align: Align = "left",
        turned: bool = False,
    ) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, fill_color=colour)
        points, width = _outline(text, weight)
        self.text = text
        self.cap_height = size
        self.width_in_pixels = width * size
        self._shape = (points - np.array([SHIFT[align] * width, 0, 0])) * size / UNIT  # (n, 3)
        if turned:
            self._shape = self._shape @ np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]])
        self.put(x, y)

    def put(self, x: float, y: float) -> None:
        """Move the text to `x` and `y` in pixels."""
        self.points = self._shape + to_scene(x, y)


class Number(VMobject):
    """A signed number with fixed decimals, every figure as wide as the widest.

    Parameters
    ----------
    x, y
        Pixels: where its sign begins, on the base line.
    decimals
        Figures after the point.
    size
        Height of a figure in pixels.
    colour
        Hexadecimal.
    """

    def __init__(self, x: float, y: float, *, decimals: int = 3, size: float, colour: str) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, fill_color=colour)
        self.decimals = decimals
        self.cap_height = size
        self._place = to_scene(x, y)
        self.text = ""
        self.set_to(0.0)

    def set_to(self, value: float) -> None:
        """Show a value, rounded to the decimals."""
        text = number_text(value, self.decimals)
        if text != self.text:
            self.text = text
            self.points = _set_figures(text) * self.cap_height / UNIT + self._place


def number_text(value: float, decimals: int) -> str:
    """Write a number with its sign; what rounds to nothing has no minus.

    Examples
    --------
    >>> number_text(0.0851, 3), number_text(-0.0001, 3)
    ('+0.085', '+0.000')
    """
    rounded = round(float(value), decimals) + 0.0
    return f"{rounded:+.{decimals}f}".replace("-", MINUS)


def _set_figures(text: str) -> Floats:
    """Set figures in cells of equal width; returns points for a figure 1 high."""
    cell = max(_outline(figure, "NORMAL")[1] for figure in _CELLS) + 0.12
    at, parts = 0.0, []
    for character in text:
        points, width = _outline(character, "NORMAL")
        advance = width + 0.12 if character == "." else cell
        parts.append(points + np.array([at + (advance - width) / 2, 0, 0]))
        at += advance
    return np.concatenate(parts)


@cache
def _outline(text: str, weight: Weight) -> tuple[Floats, float]:
    """Typeset a string once.

    Returns
    -------
    points, width
        Bezier points (n, 3) from x = 0 on the base line, for capital letters 1 high, and the
        width at that size.
    """
    _register_font()
    # Of its own, since processes that share a folder of text spoil each other's; and wide, since
    # pango breaks lines at the width of the picture.
    with (
        tempfile.TemporaryDirectory() as private,
        tempconfig({"text_dir": private, "pixel_width": 100_000}),
    ):
        # An H before the text shows where the base line is and how high capitals are.
        typeset = Text(f"H{text}", font=FONT, weight=weight, font_size=96, disable_ligatures=True)
    capital = typeset.submobjects[0]
    height, base = capital.height, capital.get_bottom()[1]
    glyphs = [glyph for glyph in typeset.submobjects[1:] if len(glyph.points)]
    points = np.concatenate([glyph.points for glyph in glyphs])
    left, right = points[:, 0].min(), points[:, 0].max()
    return (points - np.array([left, base, 0])) / height, float(right - left) / float(height)


@cache
def _register_font() -> None:
    if not manimpango.register_font(os.fspath(VARIABLE)):
        raise RuntimeError(f"the font {VARIABLE} cannot be registered: reinstall fontpkg-inter")
