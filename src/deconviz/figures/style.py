"""The theme in matplotlib's words, and how a figure is written to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from deconviz.theme import FONT, Mark, Theme

TWO_COLUMNS = 7.0  # inches
TEXT = 8.0  # points, the smallest in print
LINE = 1.5  # points
DOT = 3.0  # points
PNG_DOTS_PER_INCH = 300


@dataclass(frozen=True)
class Drawn:
    """A figure with what it says in words.

    Attributes
    ----------
    figure
        The picture.
    title
        The finding, in one sentence.
    description
        What there is to see, with its numbers, for those who cannot see it.
    """

    figure: Figure
    title: str
    description: str


@contextmanager
def styled(theme: Theme, fonts: list[Path]) -> Iterator[None]:
    """Draw in the theme's colours and in Inter.

    Parameters
    ----------
    theme
        Colours.
    fonts
        Static fonts, as `deconviz.fonts` writes them.
    """
    for font in fonts:
        font_manager.fontManager.addfont(font)
    with mpl.rc_context(_rc(theme)):
        yield


def metadata(drawn: Drawn, extension: str) -> dict[str, Any]:
    """Return what ``Figure.savefig`` stores: title and description, and no date."""
    return {
        "pdf": {"Title": drawn.title, "Subject": drawn.description, "CreationDate": None},
        "svg": {"Title": drawn.title, "Description": drawn.description, "Date": None},
        "png": {"Title": drawn.title, "Description": drawn.description, "Software": None},
    }[extension]


def line(mark: Mark) -> dict[str, Any]:
    """Return a mark's colour and dashes as keyword arguments of ``Axes.plot``."""
    style = (0, mark.dashes) if mark.dashes else "-"
    return {"color": mark.colour, "linestyle": style}


def spread(positions: list[float], gap: float) -> list[float]:
    """Push labels apart to at least `gap`, each as little as it takes, in their order."""
    order = sorted(range(len(positions)), key=positions.__getitem__)
    groups: list[tuple[float, int]] = []  # (centre, number of labels)
    for index in order:
        centre, count = positions[index], 1
        while groups and centre - groups[-1][0] < gap * (count + groups[-1][1]) / 2:
            before, others = groups.pop()
            centre = (centre * count + before * others) / (count + others)
            count += others
        groups.append((centre, count))
    placed = [
        centre + gap * (k - (count - 1) / 2) for centre, count in groups for k in range(count)
    ]
    result = [0.0] * len(positions)
    for index, place in zip(order, placed, strict=True):
        result[index] = place
    return result


def _rc(theme: Theme) -> Any:
    return {
        "font.family": FONT,
        "font.size": TEXT,
        "axes.titlesize": TEXT,
        "axes.labelsize": TEXT,
        "xtick.labelsize": TEXT,
        "ytick.labelsize": TEXT,
        "axes.titleweight": "semibold",
        "figure.facecolor": theme.background,
        "axes.facecolor": theme.background,
        "savefig.facecolor": theme.background,
        "text.color": theme.foreground,
        "axes.titlecolor": theme.foreground,
        "axes.labelcolor": theme.muted,
        "axes.edgecolor": theme.grid,
        "xtick.color": theme.grid,
        "ytick.color": theme.grid,
        "xtick.labelcolor": theme.muted,
        "ytick.labelcolor": theme.muted,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.color": theme.grid,
        "grid.linewidth": 0.6,
        "lines.linewidth": LINE,
        "lines.markersize": DOT,
        "lines.solid_capstyle": "round",
        "axes.unicode_minus": True,
        "mathtext.fontset": "custom",
        **{f"mathtext.{face}": FONT for face in ("rm", "it", "bf", "cal", "sf", "tt")},
        "savefig.dpi": PNG_DOTS_PER_INCH,
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
        "svg.hashsalt": "deconviz",
        "figure.constrained_layout.use": True,
    }
