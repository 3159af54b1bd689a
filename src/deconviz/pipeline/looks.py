"""One figure in every look that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from deconviz.archive.files import verify, write_figure
from deconviz.config.schema import SvgText
from deconviz.plotting import style
from deconviz.plotting.caption import Caption
from deconviz.plotting.page import Page, Plot, page_of


def draw_looks(
    pictures: Iterable[str], fonts: Iterable[str], svg_text: SvgText, draw: Callable[[Page], Plot]
) -> Caption:
    """Draw a figure once for each look, write its pictures, and return its caption.

    Parameters
    ----------
    pictures
        Where they go, at least one: each in the folder that is called as its look.
    fonts
        Static fonts, as `deconviz.look.fonts` writes them.
    svg_text
        What text is in an SVG.
    draw
        Draws the figure on a page.
    """
    shown = [verify(Path(path)) for path in fonts]
    for look, paths in groupby(sorted(map(Path, pictures)), lambda path: path.parent.name):
        page = page_of(look)
        with style.context(page.theme, shown, svg_text):
            plot = draw(page)
            for path in paths:
                write_figure(plot.figure, path, style.metadata(plot.caption, path.suffix[1:]))
    return plot.caption
