"""The shelf: the decoder's filters as they are, each at its own scale."""

from __future__ import annotations

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from deconviz.mobjects.axes import Axes, Curve
from deconviz.mobjects.lines import Line
from deconviz.mobjects.page import Box
from deconviz.mobjects.text import LARGE, Label
from deconviz.theme import Mark, Theme

Floats = NDArray[np.float64]

HEADROOM = 1.12  # height of a box, in peaks


def filter_shelf(box: Box, filters: Floats, theme: Theme, gap: float = 27) -> VGroup:
    """Draw a box a filter, with its number and its peak below.

    Parameters
    ----------
    box
        Where on the page.
    filters
        Shape (C, K).
    theme
        Colours.
    gap
        Pixels between two boxes.
    """
    count, points = filters.shape
    width = (box.width - gap * (count - 1)) / count
    shelf = VGroup()
    for index, weights in enumerate(filters):
        left = box.left + index * (width + gap)
        peak = float(np.abs(weights).max()) or 1.0
        place = Box(left, box.top, left + width, box.bottom)
        axes = Axes(place, (0, points - 1), (-peak * HEADROOM, peak * HEADROOM))
        mark = theme.component(index)
        curve = Curve(axes, mark)
        curve.draw(weights)
        shelf.add(_edges(axes, theme), curve, *_caption(place, index, peak, mark, theme))
    return shelf


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
