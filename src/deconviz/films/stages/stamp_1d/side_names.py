"""Names and remarks to the left of the columns."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.stamp_layout import COLUMNS_LEFT
from deconviz.look.language import BOTTOM, LEFT, NAME, REMARK
from deconviz.look.theme import Theme

LINE = 44.0  # pixels from one remark to the next
FIRST_LINE = 48.0  # from the name
BESIDE = 24.0  # pixels free of words beside the columns
SPACE = 14.0  # pixels between a name and what it is multiplied by


class SideName(VGroup):
    """A name at the left margin, with remarks below it.

    Parameters
    ----------
    text
        The name.
    remarks
        Phrases; as many as have room stand in a line.
    base
        Pixels: the base line of the name; it is higher if the remarks need the room.
    colour
        Of the name, hexadecimal.
    theme
        Colours.

    Attributes
    ----------
    base, right
        Pixels: the base line of the name, and where it ends.
    """

    def __init__(
        self, text: str, remarks: Sequence[str], base: float, colour: str, theme: Theme
    ) -> None:
        lines = _in_lines(remarks)
        below = FIRST_LINE + LINE * (len(lines) - 1) + 8 if lines else 0.0
        self.base = min(base, BOTTOM - below)
        name = Label(text, LEFT, self.base, size=NAME, colour=colour, weight="SemiBold")
        self.right = LEFT + name.width_in_pixels
        places = [self.base + FIRST_LINE + LINE * number for number in range(len(lines))]
        super().__init__(
            name,
            *(_remark(line, y, theme.muted) for line, y in zip(lines, places, strict=True)),
        )


def _remark(text: str, base: float, colour: str) -> Label:
    return Label(text, LEFT, base, size=REMARK, colour=colour)


def _in_lines(phrases: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for phrase in phrases:
        longer = f"{lines[-1]}, {phrase}" if lines else phrase
        if lines and _remark(longer, 0, "#ffffff").width_in_pixels <= COLUMNS_LEFT - LEFT - BESIDE:
            lines[-1] = longer
        else:
            lines.append(phrase)
    return lines
