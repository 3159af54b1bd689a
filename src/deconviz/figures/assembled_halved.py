"""Curves assembled with every weight halved but the middle one."""

from __future__ import annotations

from deconviz.assembly import halving
from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.remedies import drawn, remedy_figure
from deconviz.trial import Trial

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(material: Material, page: Page) -> Drawn:
    """Draw the sum of halved windows."""
    [networks] = material.variants.values()
    trial = Trial.of(material, networks)
    weights = halving(trial.windows.kernel)
    figure = remedy_figure(trial, page, {"trained": "halved"}, weights)
    return drawn(figure, trial, "halved", _finding(trial))


def _finding(trial: Trial) -> str:
    """Say where halving is exact: inside, if the kernel is twice the stride less one."""
    exact = trial.perfect("halved") == 0  # (points,)
    inside = ~trial.border
    if inside.any() and exact[inside].all():
        return "Halving all weights but the middle one mends the sum inside the curve"
    return "Halving all weights but the middle one does not fit these windows: the sum stays wrong"
