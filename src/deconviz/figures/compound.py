"""What it costs to zero a component with the noise that the source's listing compounds to."""

from __future__ import annotations

from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name, code_noise
from deconviz.plotting.tables import zeroed_losses
from deconviz.plotting.zeroed import METHOD_WITH_LINES, largest_ratio, zeroed_panels

VARIANTS = ("code-noise", "compound", "source-compound")
NEEDS = ("tables/ablation",)


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a panel a variant."""
    losses = zeroed_losses(inputs.tables["ablation"], VARIANTS)
    ratios = {name: largest_ratio(of_variant) for name, of_variant in losses.items()}
    caption = Caption(
        finding=(
            f"With the compound noise seeds differ by a factor of {ratios['compound']:.2g}, with "
            f"the stated noise by {ratios['code-noise']:.2g}"
        ),
        method=(
            f"{METHOD_WITH_LINES}. code-noise has the noise that the source states, compound the "
            "noise that its listing compounds to, and source-compound also the source's training. "
            f"{code_noise(inputs.ensembles.values())}"
        ),
        view="Three panels, one for each variant, with a line for each seed across the components",
        figures=(
            "Largest ratio of two seeds' errors with the same component zeroed: "
            f"{by_name({name: f'{ratio:.2f}' for name, ratio in ratios.items()})}"
        ),
    )
    return Plot(zeroed_panels(losses, page), caption)
