"""Whether noise sorts the components of larger networks too: what it costs to zero each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name, code_noise
from deconviz.plotting.tables import agreement, zeroed_losses
from deconviz.plotting.zeroed import METHOD_WITH_LINES, zeroed_panels

VARIANTS = ("code-noise", "more-channels", "longer-kernel", "longer-signal")
NEEDS = ("tables/ablation", "tables/agreement")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel per network."""
    losses = zeroed_losses(inputs.tables["ablation"], VARIANTS)
    counts = {
        name: f"{seeds_in_order(losses[name], ensemble)} of {len(losses[name])}"
        for name, ensemble in inputs.ensembles.items()
        if not ensemble.unranked
    }
    larger = ", ".join(f"{count} {name}" for name, count in counts.items() if name in VARIANTS[1:])
    caption = Caption(
        finding=f"The noise sorts the components of {larger or 'no'} networks",
        method=f"{METHOD_WITH_LINES}. {code_noise(inputs.ensembles.values())}",
        view="Four panels, one for each network, with a line for each seed across the components",
        figures=_figures(inputs, counts),
    )
    return Plot(zeroed_panels(losses, page), caption)


def seeds_in_order(losses: Floats, ensemble: Ensemble) -> int:
    """Count the seeds of losses (S, 1 + C) that rise from each component to the next quieter."""
    noisiest_first = ensemble.quietest_first[::-1]  # (C,)
    zeroed = losses[:, 1:][:, noisiest_first]  # (S, C)
    return int((np.diff(zeroed) > 0).all(1).sum())


def _figures(inputs: FigureInputs, counts: Mapping[str, str]) -> str:
    agreements = agreement(inputs.tables["agreement"], "as trained")
    orders = {
        name: f"in order in {counts[name]} seeds" if name in counts else ensemble.unranked
        for name, ensemble in inputs.ensembles.items()
    }
    return by_name(
        {name: ", ".join([order, *agreements.get(name, [])]) for name, order in orders.items()}
    )
