"""The strip above the panels: the finding, and the networks."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.text import TITLE, Label
from deconviz.look.theme import Theme

LEFT, TITLE_BASE, ABOUT_BASE = 102.0, 106.0, 158.0  # pixels
SEPARATOR = "   ·   "


def title_strip(title: str, about: list[str], theme: Theme) -> VGroup:
    """Write the finding, and below it, muted, which networks it is about."""
    return VGroup(
        Label(title, LEFT, TITLE_BASE, size=TITLE, colour=theme.foreground, weight="SemiBold"),
        Label(SEPARATOR.join(about), LEFT, ABOUT_BASE, colour=theme.muted),
    )
