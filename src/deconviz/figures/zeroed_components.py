"""What each component is worth: the loss with nothing and with each component zeroed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.floors import PCA_FLOOR, floors_above_zero
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import SAME_LIMITS, by_name, code_noise
from deconviz.plotting.zeroed import (
    LARGEST_RATIO,
    METHOD,
    Floors,
    largest_ratio,
    losses_of,
    median_losses,
    zeroed_panels,
)

VARIANTS = "all"
NEEDS = ("curves", "models")

FLOORS = 3  # lines at most


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel per variant: dots for seeds, a bar at their median, and the PCA floors."""
    losses = {name: losses_of(ensemble) for name, ensemble in inputs.ensembles.items()}
    floors = {name: _floors(ensemble) for name, ensemble in inputs.ensembles.items()}
    return Plot(zeroed_panels(losses, page, floors), _caption(losses, floors, inputs))


def _floors(ensemble: Ensemble) -> dict[int, float]:
    """Return the PCA floors of as many components as the network has, and of a few fewer."""
    counts = range(ensemble.channels, max(ensemble.channels - FLOORS, 0), -1)
    return floors_above_zero({count: ensemble.floor_of(count) for count in counts})


def least_harm(losses: Floats) -> float:
    """Return the median over seeds of the least error with a component zeroed, over the loss."""
    return float(np.median(losses[:, 1:].min(1) / losses[:, 0]))


def _caption(
    losses: Mapping[str, Floats], floors: Mapping[str, Floors], inputs: FigureInputs
) -> Caption:
    factors = ", ".join(f"{least_harm(values):.3g} ({name})" for name, values in losses.items())
    seeds = quantity(len(next(iter(losses.values()))), "seed")
    return Caption(
        finding=f"Zeroing the component that matters least multiplies the error by {factors}",
        method=(
            f"Factors are medians over {seeds}. {METHOD}, on a logarithmic axis. {SAME_LIMITS}. "
            f"{PCA_FLOOR} as its label says; with one zeroed, one fewer is left. "
            f"{code_noise(inputs.ensembles.values())}"
        ),
        view=f"Dot plots of {', '.join(losses)}, with none and with each component zeroed",
        figures=_figures(losses, floors),
    )


def _figures(losses: Mapping[str, Floats], floors: Mapping[str, Floors]) -> str:
    ratios = {name: f"{largest_ratio(values):.2g}" for name, values in losses.items()}
    levels = [
        f"{floor:.1e} of {count}" for each in floors.values() for count, floor in each.items()
    ]
    return (
        f"{median_losses(losses)}. {LARGEST_RATIO}: {by_name(ratios)}. "
        f"PCA floors: {', '.join(dict.fromkeys(levels)) or 'none above 0'}"
    )
