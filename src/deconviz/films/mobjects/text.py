"""Text in Inter, each string typeset once, and numbers that do not dance."""

from __future__ import annotations

from typing import Literal

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import UNIT, to_scene
from deconviz.films.mobjects.typesetting import Weight, typeset
from deconviz.look.language import SMALLEST
from deconviz.look.wording import number, signed

Align = Literal["left", "centre", "right"]

SHIFT: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class TextLine(VMobject):
    """A line of text as one object.

    Parameters
    ----------
    text
        What it says.
    outline
        Its Bezier points (4 n, 3) from x = 0 on the base line, for capitals 1 high.
    size
        Height of a capital letter in pixels.
    colour
        Hexadecimal.
    shift
        Share of its width by which it stands to the left of its place.

    Attributes
    ----------
    text
        What it says.
    cap_height, width_in_pixels
        Of a capital letter, and of the whole line.
    """

    def __init__(
        self, text: str, outline: Floats, size: float, colour: str, shift: float = 0.0
    ) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, fill_color=colour)
        self.text = text
        self.cap_height = size
        width = float(np.ptp(outline[:, 0])) if len(outline) else 0.0
        self.width_in_pixels = width * size
        self._shape = (outline - np.array([shift * width, 0, 0])) * size / UNIT  # (4 n, 3)

    def put(self, x: float, y: float, size: float | None = None) -> None:
        """Move the text to `x` and `y`, on its base line, in pixels, and set its size."""
        if size is not None:
            ratio = size / self.cap_height
            self.cap_height, self._shape = size, self._shape * ratio
            self.width_in_pixels *= ratio
        self.points = self._shape + to_scene(x, y)


class Label(TextLine):
    """A line of text in Inter.

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
        Regular or SemiBold.
    align
        What `x` is: the text's left, centre or right.
    vertical
        Whether it reads from bottom to top; its base line is then at `x`.
    tabular
        Whether all figures have one width.

    Examples
    --------
    >>> label = Label("Output", x=185, y=222, size=LARGE, colour="#f2f4f8", weight="SemiBold")
    """

    def __init__(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = SMALLEST,
        colour: str,
        weight: Weight = "Regular",
        align: Align = "left",
        vertical: bool = False,
        tabular: bool = False,
    ) -> None:
        outline = typeset(text, weight, tabular=tabular)
        if tabular and len(outline):
            outline = outline - np.array([outline[:, 0].min(), 0, 0])
        super().__init__(text, outline, size, colour, SHIFT[align])
        if vertical:
            self._shape = self._shape @ np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]])
        self.put(x, y)


class Number(TextLine):
    """A number with fixed decimals, in figures of one width.

    Parameters
    ----------
    x, y
        Pixels: where its sign begins, on the base line.
    decimals
        Figures after the decimal point.
    size
        Height of a figure in pixels.
    colour
        Hexadecimal.
    weight
        Regular or SemiBold.
    plus
        Whether a number above zero has a sign too.
    """

    def __init__(
        self,
        x: float,
        y: float,
        *,
        decimals: int = 3,
        size: float,
        colour: str,
        weight: Weight = "Regular",
        plus: bool = True,
    ) -> None:
        super().__init__("", np.empty((0, 3)), size, colour)
        self.decimals, self._weight, self._write = decimals, weight, signed if plus else number
        self._place = to_scene(x, y)
        self.set_to(0.0)

    def set_to(self, value: float) -> None:
        """Show a value, rounded to the decimals."""
        text = self._write(value, self.decimals)
        if text != self.text:
            self.text = text
            outline = typeset(text, self._weight, tabular=True)
            self.points = outline * self.cap_height / UNIT + self._place
