"""What it costs to zero a component with the noise that the source's listing compounds to."""

from __future__ import annotations

from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name, code_noise
from deconviz.plotting.tables import zeroed_losses
from deconviz.plotting.zeroed import (
    LARGEST_RATIO,
    METHOD_WITH_LINES,
    largest_ratio,
    zeroed_panels,
)

VARIANTS = ("code-noise", "compound", "source-compound")
NEEDS = ("tables/ablation",)


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel per variant."""
    losses = zeroed_losses(inputs.tables["ablation"], VARIANTS)
    ratios = {name: f"{largest_ratio(each):.2f}" for name, each in losses.items()}
    caption = Caption(
        finding=(
            f"Seeds differ {ratios['compound']}-fold with the compound noise and "
            f"{ratios['code-noise']}-fold with the stated noise"
        ),
        method=(
            f"{METHOD_WITH_LINES}. compound has the noise that the source's listing compounds to, "
            "source-compound also the source's training. "
            f"{code_noise(inputs.ensembles.values())}"
        ),
        view="Three panels with a line for each seed across the components",
        figures=f"{LARGEST_RATIO}: {by_name(ratios)}",
    )
    return Plot(zeroed_panels(losses, page), caption)
