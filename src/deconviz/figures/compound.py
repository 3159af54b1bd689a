"""What it costs to zero a component with the noise that the source's listing compounds to."""

from __future__ import annotations

import numpy as np

from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.zeroed import of_table, zeroed_panels

VARIANTS = ("code-noise", "compound", "source-compound")
NEEDS = ("tables/ablation",)


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel a variant."""
    zeroed = of_table(material.tables["ablation"], VARIANTS)
    spreads = {name: spread(errors) for name, errors in zeroed.items()}
    told = ", ".join(f"{name} {factor:.2f}" for name, factor in spreads.items())
    return Drawn(
        zeroed_panels(zeroed, page),
        f"Seeds differ {spreads['compound']:.2g}-fold with the compound noise, "
        f"{spreads['code-noise']:.2g}-fold with the stated one",
        "Mean squared error on held-out patches with none or one component set to zero; dots "
        "are seeds, joined by lines, bars their median: with the stated noise of each component, "
        "with the noise that the source's listing compounds to, "
        "and with that and the source's training. Largest over smallest error of "
        f"any seed with the same component zeroed, at most: {told}.",
        f"Three panels of lines over the components. Seeds differ by a factor of: {told}.",
    )


def spread(zeroed: np.ndarray) -> float:
    """Return the largest factor between two seeds' errors (S, 1 + C) with a component zeroed."""
    return float((zeroed.max(0) / zeroed.min(0))[1:].max())
