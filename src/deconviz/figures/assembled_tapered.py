"""Curves assembled with weights that fall towards the ends of a window."""

from __future__ import annotations

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.network.overlaps import taper
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.remedies import remedy_plot

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the sum of tapered windows."""
    errors = OverlapErrors(inputs.ensemble)
    weights = taper(errors.windows.kernel)  # (kernel,)
    return remedy_plot(errors, inputs, page, {"trained": "tapered"}, weights, _finding(errors))


def _finding(errors: OverlapErrors) -> str:
    """Compare the taper's own error with that of halving."""
    tapered, halved = (errors.beyond_rounding(name).mean() for name in ("tapered", "halved"))
    comparison = "less" if tapered < halved else "more"
    return f"A taper leaves {comparison} error than halving: {tapered:.2e} against {halved:.2e}"
