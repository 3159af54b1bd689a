"""Scaled filters with their sum, and the shelf of the filters as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number
from deconviz.network.arithmetic import decode, scaled_filters
from deconviz.plotting.labels import end_labels
from deconviz.plotting.panels import curve, points_axis, values_axis

SUM_WIDTH = 2.2  # points: the strongest mark
LABEL = 0.15  # inches of height that a label takes


def peak(values: Floats) -> float:
    """Return the value of the largest size, with its sign."""
    return float(values[np.abs(values).argmax()])


def parts(codes: Floats, filters: Floats, bias: float) -> Floats:
    """Return all that compositions of codes (N, C) draw: scaled filters and sums, in a row."""
    return np.append(scaled_filters(codes, filters), decode(codes, filters, bias))


def composition_height(channels: int) -> float:
    """Return how many inches axes need for all labels of a composition."""
    return max(1.7, LABEL * (channels + 2))


def composition(
    axes: Axes, code: Floats, filters: Floats, bias: float, names: Sequence[str], theme: Theme
) -> None:
    """Draw each filter times its code component, and the sum of all and the bias.

    Parameters
    ----------
    axes
        Their limits are set, and they are as high as `composition_height` says.
    code
        Shape (C,).
    filters
        Shape (C, K).
    bias
        Added at every point.
    names
        What to write at the end of each scaled filter.
    theme
        Colours.
    """
    scaled = scaled_filters(code, filters)  # (C, K)
    total = bias + scaled.sum(0)  # (K,)
    ends = {}
    for component, (values, name) in enumerate(zip(scaled, names, strict=True)):
        mark = theme.component(component)
        curve(axes, values, mark)
        ends[name] = (float(values[-1]), mark.colour)
    curve(axes, total, Mark(theme.foreground), SUM_WIDTH)
    ends["sum with bias"] = (float(total[-1]), theme.foreground)
    end_labels(axes, ends, composition_height(len(code)))


def shelf(panels: Sequence[Axes], filters: Floats, theme: Theme) -> None:
    """Draw each filter (C, K) in a panel and at a scale of its own, with its peak below."""
    for component, (axes, values) in enumerate(zip(panels, filters, strict=True)):
        mark = theme.component(component)
        values_axis(axes, values, theme)
        axes.set_yticks([])
        curve(axes, values, mark)
        points_axis(axes, len(values))
        axes.set_xlabel(
            f"filter {component + 1}\npeak {number(peak(values), 2)}", color=mark.colour
        )
