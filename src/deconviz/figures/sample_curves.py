"""Nine of the training curves."""

from __future__ import annotations

from matplotlib.figure import Figure

from deconviz.analysis.comparison import pca_floor
from deconviz.arrays import Floats
from deconviz.data.curves import LEAST_POINTS, control_values
from deconviz.look.theme import MINUS, Mark
from deconviz.look.wording import quantity, signed
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import curve, heading, points_axis, points_label, values_axis
from deconviz.plotting.sentences import SAME_LIMITS
from deconviz.plotting.style import DOT, TEXT

VARIANTS = ()
NEEDS = ("curves",)

SIDE = 3  # panels
ROW = 1.0  # inches
AROUND = 0.4  # inches, of axis labels
SMALL_DOT = 2.0  # points


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the first curves in a square of panels that share their limits."""
    figure = Figure(figsize=(page.width, SIDE * ROW + AROUND))
    panels = figure.subplots(SIDE, SIDE, sharex=True, sharey=True).ravel()
    samples = inputs.curves.train[: len(panels)]  # (N, points)
    for axes, values, name in zip(panels, samples, _names(samples), strict=False):
        values_axis(axes, samples, page.theme)
        points_axis(axes, len(values))
        dotted = curve(axes, values, Mark(page.theme.foreground))
        dotted.set_markersize(DOT if page.columns == 2 else SMALL_DOT)
        heading(axes, name, page.theme.muted)
    for axes in panels[len(samples) :]:
        axes.set_visible(False)
    points_label(figure, "curve", page.theme)
    figure.supylabel("value", fontsize=TEXT, color=page.theme.muted)
    return Plot(figure, _caption(inputs.curves.train))


def _names(curves: Floats) -> list[str]:
    """Return the two numbers of each curve, if it has enough points to determine them."""
    if curves.shape[1] < LEAST_POINTS:
        return [""] * len(curves)
    return [", ".join(signed(number, 2) for number in pair) for pair in control_values(curves)]


def _caption(curves: Floats) -> Caption:
    count, points = curves.shape
    place = ", printed above each panel," if points >= LEAST_POINTS else ""
    low, high = signed(curves.min(), 2), signed(curves.max(), 2)
    return Caption(
        finding="Two numbers describe a curve",
        method=(
            f"{min(count, SIDE * SIDE)} of {quantity(count, 'training curve')}, each with {points} "
            "values at equally spaced x. A curve is a cubic Bezier curve with control points "
            f"(0, 0), (1/2, p1), (1/2, p2), (1, 0); p1 and p2{place} are uniform in ({MINUS}1, 1). "
            f"{SAME_LIMITS}"
        ),
        view="Small panels with one curve each, from zero to zero; some cross it in between",
        figures=(
            f"Values range from {low} to {high}. Two principal components hold "
            f"{_share(curves):.1%} of the variance"
        ),
    )


def _share(curves: Floats) -> float:
    """Return the share of the variance in two directions."""
    variance = pca_floor(curves, 0)
    return 1 - pca_floor(curves, 2) / variance if variance else 1
