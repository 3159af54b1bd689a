"""What a family of filters belongs to, and what has been done to it."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Turns
from deconviz.look.language import NAME, REMARK
from deconviz.look.theme import Theme

BASE = 206.0  # pixels, the base line
APART = 40.0  # pixels between the name and the remark

Stages = Sequence[tuple[float, str]]
"""When each begins, in seconds, and what was done."""


class FamilyHeading(VGroup):
    """A name, and to its right a remark that changes.

    Parameters
    ----------
    name
        Of the networks.
    stages
        What the remark says.
    left, right
        Pixels.
    theme
        Colours.

    Attributes
    ----------
    says
        The name.
    stages
        The remarks, which move: to be drawn above.
    has_room
        Whether the name leaves room for every remark.
    """

    def __init__(self, name: str, stages: Stages, left: float, right: float, theme: Theme) -> None:
        label = Label(name, left, BASE, size=NAME, colour=theme.foreground, weight="SemiBold")
        super().__init__(label)
        self.says = name
        remarks = [
            Label(text, right, BASE, size=REMARK, colour=theme.muted, align="right")
            for _, text in stages
        ]
        begins = [begin for begin, _ in stages]
        self.stages = Turns(list(zip(begins, remarks, strict=True)))
        widest = max((remark.width_in_pixels for remark in remarks), default=0.0)
        self.has_room = label.width_in_pixels + APART + widest <= right - left


def family_headings(
    names: Sequence[str],
    versions: Sequence[Sequence[Stages]],
    lefts: Sequence[float],
    width: float,
    theme: Theme,
) -> list[FamilyHeading]:
    """Return a heading for each name, with the first version of the remarks that all have room for.

    Parameters
    ----------
    names
        Of networks.
    versions
        Of the remarks of each network, the longest first; if there is no room for any, there are
        no remarks.
    lefts, width
        Pixels.
    theme
        Colours.
    """
    for version in (*versions, [()] * len(names)):
        headings = [
            FamilyHeading(name, stages, left, left + width, theme)
            for name, stages, left in zip(names, version, lefts, strict=True)
        ]
        if all(heading.has_room for heading in headings):
            break
    return headings
