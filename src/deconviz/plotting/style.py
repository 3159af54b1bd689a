"""The theme in matplotlib's terms, and the metadata of a figure's files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from deconviz.config.schema import SvgText
from deconviz.look.theme import FONT, Mark, Theme
from deconviz.plotting.caption import Caption

TEXT = 8.0  # points, the smallest in print
LINE = 1.5  # points
DOT = 3.0  # points
PNG_DOTS_PER_INCH = 300
SVG_FONT_TYPES = {"paths": "path", "text": "none"}  # by our names, in matplotlib's


@contextmanager
def context(theme: Theme, fonts: list[Path], svg_text: SvgText = "paths") -> Iterator[None]:
    """Set the theme's colours and Inter for all that is drawn inside, and nothing of the user's.

    Parameters
    ----------
    theme
        Colours.
    fonts
        Static fonts, as `deconviz.look.fonts` writes them.
    svg_text
        What text is in an SVG: paths look the same everywhere; text can be edited and searched,
        and needs Inter wherever it is shown.
    """
    _install(fonts)
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_rc(theme) | {"svg.fonttype": SVG_FONT_TYPES[svg_text]})
        yield


def metadata(caption: Caption, extension: str) -> dict[str, Any]:
    """Return what ``Figure.savefig`` stores: title and description, and no date."""
    title, text = caption.finding, caption.text
    return {
        "pdf": {"Title": title, "Subject": text, "CreationDate": None},
        "svg": {"Title": title, "Description": text, "Date": None},
        "png": {"Title": title, "Description": text, "Software": None},
    }[extension]


def line(mark: Mark) -> dict[str, Any]:
    """Return a mark's colour and dashes as keyword arguments of ``Axes.plot``."""
    style = (0, mark.dashes) if mark.dashes else "-"
    return {"color": mark.colour, "linestyle": style}


def _install(fonts: list[Path]) -> None:
    """Let matplotlib find these fonts, and no other of their family that a machine may have."""
    known = font_manager.fontManager.ttflist
    known[:] = [font for font in known if font.name != FONT]
    for path in fonts:
        font_manager.fontManager.addfont(path)


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
        "axes.axisbelow": True,
        "lines.linewidth": LINE,
        "lines.markersize": DOT,
        "lines.solid_capstyle": "round",
        "axes.unicode_minus": True,
        "mathtext.fontset": "custom",
        **{f"mathtext.{face}": FONT for face in ("rm", "it", "bf", "cal", "sf", "tt")},
        "savefig.dpi": PNG_DOTS_PER_INCH,
        "pdf.fonttype": 42,
        "svg.hashsalt": "deconviz",
        "figure.constrained_layout.use": True,
    }
