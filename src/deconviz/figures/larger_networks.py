"""Whether larger networks are sorted too: what it costs to zero each component."""

from __future__ import annotations

from itertools import pairwise

from deconviz.material import Material, Row
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.zeroed import errors, zeroed_panels

VARIANTS = ("code-noise", "more-channels", "longer-kernel", "longer-signal")
NEEDS = ("tables/ablation", "tables/agreement")


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel a network."""
    rows = material.tables["ablation"]
    figure = zeroed_panels(VARIANTS, rows, page)
    told = _told(material)
    return Drawn(
        figure,
        _finding(rows),
        "Mean squared error on held-out patches with none or one component set to zero, a line a "
        f"seed; component 1 has the most noise. {told}.",
        f"{len(VARIANTS)} panels with a line a seed from none zeroed over each component. {told}.",
    )


def rising(variant: str, rows: list[Row]) -> int:
    """Count the seeds whose error rises from each component to the next."""
    return sum(
        all(one < other for one, other in pairwise(of_seed[1:]))
        for of_seed in errors(variant, rows).values()
    )


def _finding(rows: list[Row]) -> str:
    counts = [f"{rising(name, rows)} of {len(errors(name, rows))} {name}" for name in VARIANTS[1:]]
    return f"The noise sorts the components of {', '.join(counts)} networks"


def _told(material: Material) -> str:
    rows = material.tables["ablation"]
    agreement = {
        row["variant"]: row["mean_abs_cosine"]
        for row in material.tables["agreement"]
        if row["order"] == "as trained"
    }
    return "; ".join(
        f"{name}: sorted in {rising(name, rows)} of {len(errors(name, rows))} seeds, mean |cos| "
        f"between seeds as trained {agreement[name]:.3f}"
        for name in VARIANTS
    )
