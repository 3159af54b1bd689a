"""Curves assembled by averaging over windows, with and without padding."""

from __future__ import annotations

import numpy as np

from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.remedies import drawn, remedy_figure
from deconviz.plotting.words import counted
from deconviz.trial import Trial

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(material: Material, page: Page) -> Drawn:
    """Draw the average of the windows of each point; errors of padded curves beside."""
    [networks] = material.variants.values()
    trial = Trial.of(material, networks)
    counts = np.maximum(trial.windows.cover(), 1)  # (points,)
    weights = trial.windows.cut(1 / counts)  # (W, kernel)
    remedies = {"averaged": "normalised", "padded": "padded"}
    figure = remedy_figure(trial, page, remedies, weights)
    return drawn(figure, trial, "normalised", _finding(trial), more=_more(trial))


def _finding(trial: Trial) -> str:
    missed = int((trial.windows.cover() == 0).sum())
    whole = f" but for {counted(missed, 'point')} in no window" if missed else ""
    padded, averaged = (trial.trained(name).mean() for name in ("padded", "normalised"))
    verb = "improves on it" if padded < averaged else "does not improve on it"
    return f"Averaging over windows is exact{whole}, and padding {verb}"


def _more(trial: Trial) -> str:
    """Say what padding does, and what is left without the points near the ends."""
    losses = trial.trained("padded").mean(1)  # (S,)
    worse = int((losses > trial.trained("normalised").mean(1)).sum())
    said = (
        f"Padded, the error is {losses.mean():.2e}, larger in {worse} of "
        f"{counted(len(losses), 'seed')}."
    )
    if trial.border.all():
        return f"{said} All points are near an end."
    inside = trial.trained("normalised")[:, ~trial.border].mean()
    near = counted(int(trial.border.sum()), "point")
    return f"{said} Averaged and without the {near} near the ends, it is {inside:.2e}."
