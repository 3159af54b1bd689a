"""Curves assembled with weights that fall towards the ends of a window."""

from __future__ import annotations

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.network.overlaps import taper
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.remedies import remedy_caption, remedy_figure

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the sum of tapered windows."""
    errors = OverlapErrors(inputs.ensemble)
    weights = taper(errors.windows.kernel)
    return Plot(
        remedy_figure(errors, inputs.seed, page, {"trained": "tapered"}, weights),
        remedy_caption(errors, inputs.seed, "tapered", _finding(errors)),
    )


def _finding(errors: OverlapErrors) -> str:
    """Compare the taper's own error with that of halving."""
    tapered, halved = (errors.beyond_rounding(name).mean() for name in ("tapered", "halved"))
    comparison = "less" if tapered < halved else "more"
    return f"A taper leaves {comparison} error than halving: {tapered:.2e} against {halved:.2e}"
