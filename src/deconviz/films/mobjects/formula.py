"""Formulas in Inter, set by Typst."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import typst
from manim import SVGMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.text import SHIFT, SMALL, Align, TextLine
from deconviz.look.fonts import VARIABLE
from deconviz.look.theme import FONT

PREAMBLE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "{FONT}", size: 10pt)
#show math.equation: set text(font: ("{FONT}", "New Computer Modern Math"))
#let total = text(1.3em, baseline: 0.08em)[∑]
"""
"""Inter has no mathematical tables, so the sum sign carries its own size and place."""


class Formula(TextLine):
    """A formula on one line as one object.

    Parameters
    ----------
    source
        Typst markup for mathematics, with ``total`` for a sum sign. Leave out indices: they are too
        small to read from the back of a room.
    x, y
        Pixels: where its start, centre or end stands on the base line.
    size
        Height of a capital letter in pixels.
    colour
        Hexadecimal.
    align
        What `x` is.

    Examples
    --------
    >>> formula = Formula('"output" = "bias" + total "parts"', 102, 158, colour="#a0a9b8")
    """

    def __init__(
        self,
        source: str,
        x: float,
        y: float,
        *,
        size: float = SMALL,
        colour: str,
        align: Align = "left",
    ) -> None:
        super().__init__(source, _outline(source), size, colour, SHIFT[align])
        self.put(x, y)


@cache
def _outline(source: str) -> Floats:
    """Return Bezier points (4 n, 3) from x = 0 on the base line, for capitals 1 high."""
    # An H before the formula shows the base line and the height of capitals.
    text = f'{PREAMBLE}$ "H" {source} $'.encode()
    # A machine may have other versions of the same fonts.
    fonts: dict[str, Any] = {"font_paths": [VARIABLE.parent], "ignore_system_fonts": True}
    with tempfile.TemporaryDirectory() as folder:
        picture: Any = Path(folder, "formula.svg")
        typst.compile(text, picture, format="svg", **fonts)
        drawn = SVGMobject(picture, stroke_width=0)
    capital, *glyphs = (part for part in drawn.family_members_with_points())
    points = np.concatenate([glyph.points for glyph in glyphs])
    corner = np.array([points[:, 0].min(), capital.get_bottom()[1], 0])
    return np.asarray((points - corner) / capital.height)
