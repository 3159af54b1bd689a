"""Many rectangles at once: full ones, and hollow ones for what is negative."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from deconviz.arrays import Floats, Mask

EDGE = 1.2  # points, of a hollow one


def draw_boxes(axes: Axes, boxes: Floats, inks: Sequence[str], hollow: Mask) -> None:
    """Draw rectangles in axes whose limits are set elsewhere.

    Parameters
    ----------
    axes
        Where to.
    boxes
        Left, bottom, width and height of each, shape (N, 4).
    inks
        The colour of each.
    hollow
        Which have an edge only, shape (N,).
    """
    left, bottom, width, height = boxes.T
    right, top = left + width, bottom + height
    corners = np.stack(
        [
            np.stack(ends, -1)
            for ends in ((left, bottom), (right, bottom), (right, top), (left, top))
        ],
        1,
    )  # (N, 4, 2)
    colours = np.array(inks)
    if (~hollow).any():
        full = PolyCollection(list(corners[~hollow]), facecolors=list(colours[~hollow]), lw=0)
        axes.add_collection(full, autolim=False)
    if hollow.any():
        edges = list(colours[hollow])
        empty = PolyCollection(list(corners[hollow]), facecolors="none", edgecolors=edges, lw=EDGE)
        axes.add_collection(empty, autolim=False)
