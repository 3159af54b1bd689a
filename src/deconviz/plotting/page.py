"""The page a figure is drawn on, and the plot that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from deconviz.look.theme import THEMES, Theme
from deconviz.plotting.caption import Caption

Columns = Literal[1, 2]

WIDTHS: dict[Columns, float] = {1: 3.4, 2: 7.0}  # inches


@dataclass(frozen=True)
class Page:
    """Colours and width.

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
class Plot:
    """A figure and what it says in words.

    Attributes
    ----------
    figure
        The picture.
    caption
        Its words.
    """

    figure: Figure
    caption: Caption
