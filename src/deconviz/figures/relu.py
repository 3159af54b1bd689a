"""What becomes of code noise with ReLU: what it costs to zero each component, beside tanh."""

from __future__ import annotations

import numpy as np

from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.zeroed import of_table, zeroed_panels

VARIANTS = ("code-noise", "relu")
NEEDS = ("tables/ablation", "tables/agreement")


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel an activation."""
    zeroed = of_table(material.tables["ablation"], VARIANTS)
    losses = {name: errors[:, 0] for name, errors in zeroed.items()}  # (S,) each
    worst = losses["relu"].max() / losses["code-noise"].max()
    told = "; ".join(
        f"{name}: median loss {np.median(values):.2e}, largest {values.max():.2e}, "
        f"mean |cos| between seeds once aligned {_aligned(material, name):.3f}"
        for name, values in losses.items()
    )
    return Drawn(
        zeroed_panels(zeroed, page),
        f"With ReLU the worst seed has {_factor(worst)} times the loss of the worst with tanh",
        "Mean squared error on held-out patches with none or one component set to zero; dots "
        "are seeds, joined by lines, bars their median: code-noise has tanh, relu the same "
        f"noise and ReLU. {told}.",
        "Two panels, of tanh and ReLU, with a line a seed from none zeroed over each component in "
        f"turn. {told}.",
    )


def _factor(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def _aligned(material: Material, variant: str) -> float:
    [value] = (
        row["mean_abs_cosine"]
        for row in material.tables["agreement"]
        if row["variant"] == variant and row["order"] == "aligned"
    )
    return float(value)
