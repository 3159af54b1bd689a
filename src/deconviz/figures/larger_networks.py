"""Whether larger networks are sorted too: what it costs to zero each component."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.zeroed import of_table, zeroed_panels

Floats = NDArray[np.float64]

VARIANTS = ("code-noise", "more-channels", "longer-kernel", "longer-signal")
NEEDS = ("tables/ablation", "tables/agreement")


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel a network."""
    zeroed = of_table(material.tables["ablation"], VARIANTS)
    told = _told(material, zeroed)
    return Drawn(
        zeroed_panels(zeroed, page),
        _finding(zeroed),
        "Mean squared error on held-out patches with none or one component set to zero; dots "
        "are seeds, joined by lines, bars their median; component 1 has the most noise. "
        f"{told}.",
        f"{len(VARIANTS)} panels with a line a seed from none zeroed over each component. {told}.",
    )


def rising(errors: Floats) -> int:
    """Count the seeds of (S, 1 + C) errors that rise from each component to the next."""
    return int((np.diff(errors[:, 1:]) > 0).all(1).sum())


def _finding(zeroed: Mapping[str, Floats]) -> str:
    counts = [f"{rising(zeroed[name])} of {len(zeroed[name])} {name}" for name in VARIANTS[1:]]
    return f"The noise sorts the components of {', '.join(counts)} networks"


def _told(material: Material, zeroed: Mapping[str, Floats]) -> str:
    agreement = {
        row["variant"]: row["mean_abs_cosine"]
        for row in material.tables["agreement"]
        if row["order"] == "as trained"
    }
    return "; ".join(
        f"{name}: sorted in {rising(errors)} of {len(errors)} seeds, mean |cos| "
        f"between seeds as trained {agreement[name]:.3f}"
        for name, errors in zeroed.items()
    )
