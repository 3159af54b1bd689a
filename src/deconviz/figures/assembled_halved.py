"""Curves assembled with every weight halved except the middle one."""

from __future__ import annotations

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.network.overlaps import halving
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.remedies import remedy_plot

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the sum of halved windows."""
    errors = OverlapErrors(inputs.ensemble)
    weights = halving(errors.windows.kernel)  # (kernel,)
    return remedy_plot(errors, inputs, page, {"trained": "halved"}, weights, _finding(errors))


def _finding(errors: OverlapErrors) -> str:
    """State where halving is exact: inside, if the kernel is twice the stride less one."""
    exact = errors.beyond_rounding("halved") == 0  # (points,)
    inside = ~errors.border
    if inside.any() and exact[inside].all():
        return "Halving every weight except the middle one corrects the sum inside the curve"
    return (
        "Halving every weight except the middle one does not fit these windows: the sum stays wrong"
    )
