"""What a figure is drawn on, and what comes of it: a picture and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from deconviz.theme import THEMES, Theme

Columns = Literal[1, 2]

WIDTHS: dict[Columns, float] = {1: 3.4, 2: 7.0}  # inches


@dataclass(frozen=True)
class Page:
    """Colours, and how much room there is.

    Attributes
    ----------
    theme
        Colours.
    columns
        Of a journal's page that the figure is as wide as.
    """

    theme: Theme
    columns: Columns = 2

    @property
    def width(self) -> float:
        """In inches."""
        return WIDTHS[self.columns]


def page_of(look: str) -> Page:
    """Return the page of a look: "light", "dark", "light-one-column" or "dark-one-column"."""
    theme = look.removesuffix("-one-column")
    return Page(THEMES["dark" if theme == "dark" else "light"], 2 if theme == look else 1)


@dataclass(frozen=True)
class Drawn:
    """A figure with what it says in words.

    Attributes
    ----------
    figure
        The picture.
    title
        The finding, in one sentence.
    caption
        What is plotted, how, and the finding in figures: to stand below it in print.
    alternative
        What there is to see, with its figures, for those who cannot see it.
    """

    figure: Figure
    title: str
    caption: str
    alternative: str

    @property
    def words(self) -> dict[str, str]:
        """All but the picture."""
        return {"title": self.title, "caption": self.caption, "alternative": self.alternative}
