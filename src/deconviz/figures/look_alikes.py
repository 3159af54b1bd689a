"""One point's value does not determine a curve: others share it and differ elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.examples import at_percentiles, farthest_first
from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number, number_list, quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import (
    curve,
    heading,
    letters,
    points_axis,
    points_label,
    values_axis,
)
from deconviz.plotting.sentences import SAME_LIMITS

VARIANTS = ()
NEEDS = ("curves",)

NAMES = ("one curve", "a second", "a third", "a fourth")
PERCENTILE = 60
NEAREST = 60  # curves at the shared point, of which the figure has the most unlike
HEIGHT = 1.2  # inches
AROUND = 0.45  # inches, of headings and ticks
BELOW = 0.3  # inches, of the label
THIN = 1.0  # points
RING = 9.0  # points across
RING_WIDTH = 1.4  # points


@dataclass(frozen=True)
class LookAlikes:
    """Curves that have nearly one value at a point.

    Attributes
    ----------
    point
        That they share.
    curves
        Shape (N, P), first the one that the others are compared with.
    """

    point: int
    curves: Floats

    @property
    def distances(self) -> Floats:
        """How far any two are from each other where they are farthest, shape (N, N)."""
        return np.asarray(np.abs(self.curves[:, None] - self.curves).max(-1))


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the curve, and each other over it, with a ring on the point that they share."""
    alikes = look_alikes(inputs.curves.train)
    count = len(alikes.curves)
    across = min(2 * page.columns, count)
    down = -(-count // across)
    figure = Figure(figsize=(page.width, down * (HEIGHT + AROUND) + BELOW))
    panels = list(figure.subplots(down, across, squeeze=False).flat)
    for spare in panels[count:]:
        spare.remove()
    for order, (axes, letter) in enumerate(zip(panels[:count], letters(count), strict=True)):
        _panel(axes, alikes, order, page.theme)
        heading(axes, NAMES[order], page.theme.muted, letter)
    points_label(figure, "curve", page.theme)
    return Plot(figure, _caption(alikes, len(inputs.curves.train)))


def look_alikes(curves: Floats) -> LookAlikes:
    """Choose a curve, and up to three that share its value in the middle and are most unlike it.

    The curve is the one at the 60th percentile of that value. Of those that come nearest to it
    there, each next one is the farthest from all before it.

    Parameters
    ----------
    curves
        Shape (N, P), at least one.
    """
    point = curves.shape[1] // 2
    first = at_percentiles(curves[:, point], [PERCENTILE])[0]
    away = np.abs(curves[:, point] - curves[first, point])  # (N,)
    away[first] = -1
    near = curves[np.argsort(away, kind="stable")[: 1 + NEAREST]]  # (1 + NEAREST, P)
    return LookAlikes(point, near[farthest_first(near, len(NAMES), 0, _largest_sizes)])


def _largest_sizes(vectors: Floats) -> Floats:
    return np.asarray(np.abs(vectors).max(1))


def _panel(axes: Axes, alikes: LookAlikes, order: int, theme: Theme) -> None:
    values_axis(axes, alikes.curves, theme)
    points_axis(axes, alikes.curves.shape[1])
    axes.set_ylabel("y")
    axes.label_outer()
    if order:
        curve(axes, alikes.curves[0], Mark(theme.muted), THIN)
    curve(axes, alikes.curves[order], Mark(theme.foreground))
    height = alikes.curves[order, alikes.point]
    [ring] = axes.plot(alikes.point, height, "o", color=theme.variants[1].colour, ms=RING)
    ring.set(markerfacecolor="none", markeredgewidth=RING_WIDTH, label="shared")


def _caption(alikes: LookAlikes, count: int) -> Caption:
    return Caption(
        finding=_finding(alikes),
        method=(
            f"From {quantity(count, 'training curve')} of {alikes.curves.shape[1]} points: the one "
            f"at the {PERCENTILE}th percentile of the value at point {alikes.point} and, of the "
            f"{min(NEAREST, count - 1)} nearest to it there, those most unlike it and each other. "
            f"Rings mark the shared point. The grey line repeats the first curve. {SAME_LIMITS}"
        ),
        view="Panels with one curve each, a ring on the shared point, and the first curve behind",
        figures=_figures(alikes),
    )


def _finding(alikes: LookAlikes) -> str:
    if len(alikes.curves) < 2:
        return f"One curve and its point {alikes.point}"
    return (
        f"One point does not determine a curve: {len(alikes.curves)} curves have the same value at "
        f"point {alikes.point} and are up to {alikes.distances.max():.2f} apart elsewhere"
    )


def _figures(alikes: LookAlikes) -> str:
    values = alikes.curves[:, alikes.point]
    distances = number_list(alikes.distances[0, 1:], 2) or "none"
    return (
        f"Values at the shared point: {number(values.min(), 4)} to {number(values.max(), 4)}. "
        f"Largest distances from the first curve: {distances}"
    )
