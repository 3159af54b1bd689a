"""Curves assembled by averaging over windows, with and without padding."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.look.wording import quantity
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.remedies import remedy_plot

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")

REMEDIES = {"averaged": "normalised", "padded": "padded"}


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the average of the windows of each point, and beside it the errors with padding."""
    errors = OverlapErrors(inputs.ensemble)
    counts = np.maximum(errors.windows.cover(), 1)  # (points,)
    weights = errors.windows.cut(1 / counts)  # (W, kernel)
    finding, figures = _finding(errors), _figures(errors)
    return remedy_plot(errors, inputs, page, REMEDIES, weights, finding, figures)


def _finding(errors: OverlapErrors) -> str:
    outside = int((errors.windows.cover() == 0).sum())
    exception = f" except at {quantity(outside, 'point')} in no window" if outside else ""
    padded, averaged = (errors.of_networks(name).mean() for name in ("padded", "normalised"))
    verb = "improves on it" if padded < averaged else "does not improve on it"
    return f"Averaging over windows is exact{exception}, and padding {verb}"


def _figures(errors: OverlapErrors) -> str:
    """State the error with padding, and without the points near the ends."""
    averaged, padded = (errors.of_networks(name) for name in ("normalised", "padded"))
    worse = f"{(padded.mean(1) > averaged.mean(1)).sum()} of {quantity(len(padded), 'seed')}"
    with_padding = f"With padding it is {padded.mean():.2e}, larger in {worse}"
    if errors.border.all():
        return f"{with_padding}. All points are near an end"
    border = quantity(int(errors.border.sum()), "point")
    inside = averaged[:, ~errors.border].mean()
    return f"{with_padding}. Without the {border} near the ends, averaging leaves {inside:.2e}"
