"""Nine of the curves that networks are trained on."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.comparison import pca_floor
from deconviz.curves import LEAST_POINTS, control_values
from deconviz.material import Material
from deconviz.plotting.numbers import signed
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import curve, heading, points_axis, points_label, values_axis
from deconviz.plotting.style import DOT, TEXT
from deconviz.plotting.words import counted
from deconviz.theme import MINUS, Mark

VARIANTS = ()
NEEDS = ("curves",)

SIDE = 3  # panels
ROW = 1.0  # inches
AROUND = 0.4  # inches, of axis labels
SMALL_DOT = 2.0  # points


def draw(material: Material, page: Page) -> Drawn:
    """Draw the first curves in a square of panels that share their limits."""
    figure = Figure(figsize=(page.width, SIDE * ROW + AROUND))
    panels = figure.subplots(SIDE, SIDE, sharex=True, sharey=True).ravel()
    shown = material.curves.train[: len(panels)]
    for axes, values, name in zip(panels, shown, _names(shown), strict=False):
        values_axis(axes, shown, page.theme)
        points_axis(axes, len(values))
        drawn = curve(axes, values, Mark(page.theme.foreground))
        drawn.set_markersize(DOT if page.columns == 2 else SMALL_DOT)
        heading(axes, name, page.theme.muted)
    for axes in panels[len(shown) :]:
        axes.set_visible(False)
    points_label(figure, "curve", page.theme)
    figure.supylabel("value", fontsize=TEXT, color=page.theme.muted)
    return Drawn(figure, "Two numbers describe a curve", _caption(material), _alternative(material))


def _names(curves: NDArray[np.float64]) -> list[str]:
    """Return the two numbers of each curve, where it has points enough to tell them."""
    if curves.shape[1] < LEAST_POINTS:
        return [""] * len(curves)
    return [", ".join(signed(number, 2) for number in pair) for pair in control_values(curves)]


def _caption(material: Material) -> str:
    curves = material.curves.train
    shown = min(len(curves), SIDE * SIDE)
    where = ", above each panel," if curves.shape[1] >= LEAST_POINTS else ""
    return (
        f"{shown} of {counted(len(curves), 'curve')} to train on: {curves.shape[1]} values at "
        "equally spaced x, all panels with the same limits. A curve is a cubic Bezier with control "
        f"points (0, 0), (1/2, p1), (1/2, p2), (1, 0); p1 and p2{where} are uniform in "
        f"({MINUS}1, 1). {_range(material)}; {_share(material)}."
    )


def _alternative(material: Material) -> str:
    return (
        "Small panels with a curve each. All begin and end at zero; between, most are above it or "
        f"below it, and some cross it once. {_range(material)}."
    )


def _range(material: Material) -> str:
    low, high = material.curves.train.min(), material.curves.train.max()
    return f"Values go from {signed(low, 2)} to {signed(high, 2)}"


def _share(material: Material) -> str:
    """Say how much of the variance two directions hold."""
    curves = material.curves.train
    variance = pca_floor(curves, 0)
    share = 1 - pca_floor(curves, 2) / variance if variance else 1
    return f"two principal components hold {share:.1%} of their variance"
