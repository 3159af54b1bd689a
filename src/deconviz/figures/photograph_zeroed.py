"""What each component is worth on a photograph: the loss with none and with each zeroed."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.floors import PCA_FLOOR, floors_above_zero
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import SAME_LIMITS, by_name, code_noise
from deconviz.plotting.zeroed import METHOD, losses_of, median_losses, zeroed_panels

VARIANTS = ("photograph", "photograph-code-noise")
NEEDS = ("curves", "models")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel per variant: dots for seeds, a bar at their median, and the PCA floor."""
    losses = {name: losses_of(ensemble) for name, ensemble in inputs.ensembles.items()}
    floors = {
        name: floors_above_zero({ensemble.channels: ensemble.floor})
        for name, ensemble in inputs.ensembles.items()
    }
    return Plot(zeroed_panels(losses, page, floors), _caption(losses, inputs))


def _spread(losses: Floats) -> float:
    """Return the largest over the least median error with a component zeroed."""
    zeroed = np.median(losses[:, 1:], axis=0)  # (C,)
    return float(zeroed.max() / zeroed.min())


def _caption(losses: dict[str, Floats], inputs: FigureInputs) -> Caption:
    spread = {name: f"{_spread(values):.2g}" for name, values in losses.items()}
    seeds = quantity(len(next(iter(losses.values()))), "seed")
    return Caption(
        finding=(
            "On a photograph, the error with the most important component zeroed over that with "
            f"the least important zeroed is {by_name(spread, ', ')}"
        ),
        method=(
            f"From medians over {seeds}. {METHOD}, on a logarithmic axis. {SAME_LIMITS}. "
            f"{PCA_FLOOR}. {code_noise(inputs.ensembles.values())}"
        ),
        view=f"Dot plots of {' and '.join(losses)}, with none and with each component zeroed",
        figures=median_losses(losses),
    )
