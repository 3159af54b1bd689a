"""A remark beside the title that only a part of a curve is shown."""

from __future__ import annotations

from deconviz.films.mobjects.text import Label
from deconviz.look.language import REMARK, RIGHT, TITLE_BASE
from deconviz.look.theme import Theme


def part_remark(shown: int, points: int, theme: Theme) -> list[Label]:
    """Say how many points are shown, of all that there are; nothing if that is all of them."""
    if shown == points:
        return []
    text = f"first {shown} of {points} points"
    return [Label(text, RIGHT, TITLE_BASE, size=REMARK, colour=theme.muted, align="right")]
