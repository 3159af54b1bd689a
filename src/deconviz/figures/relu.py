"""What becomes of code noise with ReLU: what it costs to zero each component, beside tanh."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from deconviz.arrays import Floats
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name
from deconviz.plotting.tables import agreement, zeroed_losses
from deconviz.plotting.zeroed import METHOD_WITH_LINES, zeroed_panels

VARIANTS = ("code-noise", "relu")
NEEDS = ("tables/ablation", "tables/agreement")


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel per activation."""
    losses = zeroed_losses(inputs.tables["ablation"], VARIANTS)
    worst = losses["relu"][:, 0].max() / losses["code-noise"][:, 0].max()
    factor = f"{worst:.0f}" if worst >= 10 else f"{worst:.2g}"
    caption = Caption(
        finding=f"With ReLU the worst seed has {factor} times the loss of the worst with tanh",
        method=f"{METHOD_WITH_LINES}. relu has the noise of code-noise, and ReLU instead of tanh",
        view="Two panels, tanh and ReLU, with a line for each seed across the components",
        figures=_figures(losses, agreement(inputs.tables["agreement"], "aligned")),
    )
    return Plot(zeroed_panels(losses, page), caption)


def _figures(losses: Mapping[str, Floats], agreements: Mapping[str, list[str]]) -> str:
    figures = {}
    for name, of_variant in losses.items():
        whole = of_variant[:, 0]  # (S,)
        of_seeds = f"median loss {np.median(whole):.2e}, largest {whole.max():.2e}"
        figures[name] = ", ".join([of_seeds, *agreements.get(name, [])])
    return by_name(figures)
