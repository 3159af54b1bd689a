"""Curves assembled by the plain sum, which counts a point once for every window that has it."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.remedies import remedy_plot

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the plain sum of the networks' outputs on the windows."""
    errors = OverlapErrors(inputs.ensemble)
    weights = np.ones(errors.windows.kernel)  # (kernel,)
    return remedy_plot(errors, inputs, page, {"trained": "raw"}, weights, _finding(errors))


def _finding(errors: OverlapErrors) -> str:
    most = int(errors.windows.cover().max())
    if most == 1:
        return "Windows that do not overlap can be summed as they are"
    times = "twice" if most == 2 else f"up to {most} times"
    return f"A plain sum counts the points of overlapping windows {times}"
