"""Curves assembled by the plain sum, which counts overlaps as often as windows cover them."""

from __future__ import annotations

import numpy as np

from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.remedies import drawn, remedy_figure
from deconviz.trial import Trial

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(material: Material, page: Page) -> Drawn:
    """Draw the plain sum of what networks make of the windows."""
    [networks] = material.variants.values()
    trial = Trial.of(material, networks)
    figure = remedy_figure(trial, page, {"trained": "raw"}, np.ones(trial.windows.kernel))
    return drawn(figure, trial, "raw", _finding(trial))


def _finding(trial: Trial) -> str:
    most = int(trial.windows.cover().max())
    if most == 1:
        return "Windows that do not overlap can be summed as they are"
    times = "twice" if most == 2 else f"up to {most} times"
    return f"A plain sum counts the points of overlapping windows {times}"
