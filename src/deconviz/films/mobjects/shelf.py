"""The shelf: the decoder's filters, each at its own scale."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import LARGE, Label
from deconviz.look.theme import Mark, Theme

HEADROOM = 1.12  # height of a box, in peaks


def filter_shelf(box: Box, filters: Floats, theme: Theme, gap: float = 40) -> VGroup:
    """Draw a box for each filter, with its number and its peak below.

    Parameters
    ----------
    box
        Where on the stage.
    filters
        Shape (C, K).
    theme
        Colours.
    gap
        Pixels between two boxes.
    """
    count = len(filters)
    width = (box.width - gap * (count - 1)) / count
    shelf = VGroup()
    for index, weights in enumerate(filters):
        left = box.left + index * (width + gap)
        place = Box(left, box.top, left + width, box.bottom)
        mark = theme.component(index)
        shelf.add(filter_box(place, weights, mark, theme)[1])
        shelf.add(*_caption(place, index, float(np.abs(weights).max()), mark, theme))
    return shelf


def filter_box(box: Box, weights: Floats, mark: Mark, theme: Theme) -> tuple[Axes, VGroup]:
    """Draw one filter of shape (K,) in a box, at its own scale.

    Returns
    -------
    axes, picture
        The filter's own axes, and the box with the filter in it.
    """
    limit = HEADROOM * (float(np.abs(weights).max()) or 1.0)
    axes = Axes(box, (0, len(weights) - 1), (-limit, limit))
    curve = Curve(axes, mark)
    curve.draw(weights)
    return axes, VGroup(_edges(axes, theme), curve)


def _edges(axes: Axes, theme: Theme) -> VGroup:
    box, middle = axes.box, float(axes.down(0))
    edge, zero = Line(Mark(theme.grid), 1.5), Line(Mark(theme.muted), 2.5)
    corners = np.array([0, 1, 1, 0, 0])
    edge.draw(box.left + box.width * corners, box.top + box.height * np.array([0, 0, 1, 1, 0]))
    zero.draw(np.array([box.left, box.right]), np.full(2, middle))
    return VGroup(edge, zero)


def _caption(box: Box, index: int, peak: float, mark: Mark, theme: Theme) -> list[Label]:
    base = box.bottom + 50
    number = Label(
        str(index + 1), box.left, base, size=LARGE, colour=mark.colour, weight="SemiBold"
    )
    return [number, Label(f"peak {peak:.2f}", box.right, base, colour=theme.muted, align="right")]
