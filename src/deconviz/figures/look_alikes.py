"""One point's value does not tell a curve: others share it and go their own way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.examples import at_percentiles
from deconviz.material import Material
from deconviz.plotting.numbers import listed, number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import (
    curve,
    heading,
    letters,
    points_axis,
    points_label,
    values_axis,
)
from deconviz.theme import Mark, Theme

VARIANTS = ()
NEEDS = ("curves",)

NAMES = ("one curve", "a second", "a third", "a fourth")
PERCENTILE = 60
NEAREST = 60  # curves at the shared point, of which the most unlike are shown
HEIGHT = 1.2  # inches
AROUND = 0.45  # inches, of headings and ticks
BELOW = 0.3  # inches, of the label
THIN = 1.0  # points
RING = 9.0  # points across
RING_WIDTH = 1.4  # points

Floats = NDArray[np.float64]


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


def draw(material: Material, page: Page) -> Drawn:
    """Draw the curve, and each other over it, with a ring on the point that they share."""
    shown = look_alikes(material.curves.train)
    count = len(shown.curves)
    across = min(2 * page.columns, count)
    down = -(-count // across)
    figure = Figure(figsize=(page.width, down * (HEIGHT + AROUND) + BELOW))
    panels = list(figure.subplots(down, across, squeeze=False).flat)
    for spare in panels[count:]:
        spare.remove()
    for order, (axes, letter) in enumerate(zip(panels[:count], letters(count), strict=True)):
        _panel(axes, shown, order, page.theme)
        heading(axes, NAMES[order], page.theme.muted, letter)
    points_label(figure, "curve", page.theme)
    caption = _caption(shown, len(material.curves.train))
    return Drawn(figure, _finding(shown), caption, _alternative(shown))


def look_alikes(curves: Floats) -> LookAlikes:
    """Choose a curve, and up to three that share its value in the middle and are most unlike it.

    The curve stands at the 60th percentile of that value. Of those that come nearest to it there,
    each next one is taken that is farthest from all that have been.

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
    taken = [0]
    while len(taken) < min(len(NAMES), len(near)):
        distances = np.abs(near[:, None] - near[taken]).max(-1).min(1)  # (1 + NEAREST,)
        taken.append(int(distances.argmax()))
    return LookAlikes(point, near[taken])


def _panel(axes: Axes, shown: LookAlikes, order: int, theme: Theme) -> None:
    values_axis(axes, shown.curves, theme)
    points_axis(axes, shown.curves.shape[1])
    axes.set_ylabel("y")
    axes.label_outer()
    if order:
        curve(axes, shown.curves[0], Mark(theme.muted), THIN)
    curve(axes, shown.curves[order], Mark(theme.foreground))
    height = shown.curves[order, shown.point]
    [ring] = axes.plot(shown.point, height, "o", color=theme.variants[1].colour, ms=RING)
    ring.set(markerfacecolor="none", markeredgewidth=RING_WIDTH, label="shared")


def _finding(shown: LookAlikes) -> str:
    if len(shown.curves) < 2:
        return f"One curve and its point {shown.point}"
    return (
        f"One point does not tell a curve: {len(shown.curves)} have the same value at point "
        f"{shown.point} and are up to {shown.distances.max():.2f} apart elsewhere"
    )


def _caption(shown: LookAlikes, count: int) -> str:
    return (
        f"{_finding(shown)}. From {count} training curves of {shown.curves.shape[1]} points: one "
        f"whose value at point {shown.point} is the {PERCENTILE}th percentile, and, of the "
        f"{min(NEAREST, count - 1)} that come nearest to it there, the most unlike. Rings mark "
        "the shared point, the grey line is the first curve again; all panels have the same "
        f"limits. {_figures(shown)}."
    )


def _alternative(shown: LookAlikes) -> str:
    return (
        f"{len(shown.curves)} panels with a curve each, a ring on its point {shown.point}, and "
        f"the first curve behind the others. {_figures(shown)}."
    )


def _figures(shown: LookAlikes) -> str:
    values = shown.curves[:, shown.point]
    apart = listed(shown.distances[0, 1:], 2)
    return (
        f"At the shared point they have {number(values.min(), 4)} to {number(values.max(), 4)}; "
        f"at others they are as far from the first as {apart or 'none is'}"
    )
