"""A formula in one line: what it is about is strong, the rest is muted."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.films.mobjects.text import Label
from deconviz.look.language import BESIDE_BAR
from deconviz.look.theme import Theme

Term = tuple[str, bool]
"""What it says, and whether it is strong."""
GAP = 24.0  # pixels between terms


class Formula(VGroup):
    """Terms side by side.

    Parameters
    ----------
    terms
        In the order of reading.
    x, y
        Pixels: the middle on the base line.
    theme
        Colours.

    Attributes
    ----------
    left, right
        Its ends in pixels.
    """

    def __init__(self, terms: Sequence[Term], x: float, y: float, theme: Theme) -> None:
        self.labels = [
            Label(
                text, 0, 0, size=BESIDE_BAR,
                colour=theme.foreground if strong else theme.muted,
                weight="SemiBold" if strong else "Regular",
            )
            for text, strong in terms
        ]  # fmt: skip
        width = sum(label.width_in_pixels for label in self.labels) + GAP * (len(terms) - 1)
        self.left, self.right = x - width / 2, x + width / 2
        place = self.left
        for label in self.labels:
            label.put(place, y)
            place += label.width_in_pixels + GAP
        super().__init__(*self.labels)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(label.text for label in self.labels)
