"""Names at the ends of lines, in place of a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from scipy.optimize import isotonic_regression

from deconviz.plotting.style import TEXT

LEADING = 1.3  # height of a line of text in font sizes


def end_labels(axes: Axes, ends: Mapping[str, tuple[float, str]], height: float) -> None:
    """Write texts beyond the right end of axes whose limits are set.

    Parameters
    ----------
    axes
        Their lines end at the right.
    ends
        By text, the height of the line's end in data units, and the line's colour. Labels that
        would touch are pushed apart, each as little as it takes.
    height
        Of the axes in inches, about: it decides how near labels may come.
    """
    to_axes = axes.transData + axes.transAxes.inverted()
    right = axes.get_xlim()[1]
    heights = [float(to_axes.transform((right, value))[1]) for value, _ in ends.values()]
    sizes = [LEADING * TEXT / 72 * (text.count("\n") + 1) / height for text in ends]
    for (text, (_, colour)), place in zip(ends.items(), spread(heights, sizes), strict=True):
        axes.text(1.01, place, text, color=colour, transform=axes.transAxes, va="center")


def spread(positions: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Push labels apart so that none overlaps, each as little as it takes, in their order.

    Parameters
    ----------
    positions
        Where their middles belong.
    sizes
        How much room each needs.

    Returns
    -------
    list
        Where their middles go: of all places that keep order and room, the nearest in the sum of
        squares.
    """
    if not positions:
        return []
    order = np.argsort(positions, kind="stable")
    room = np.asarray(sizes)[order]
    stack = room.cumsum() - room / 2  # middles of labels that touch
    heights = np.asarray(positions)[order] - stack
    middles = np.empty(len(order))
    middles[order] = isotonic_regression(heights).x + stack
    return middles.tolist()
