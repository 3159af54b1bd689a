"""How long the audit takes beyond the default variants, then all figures, and the noise grid."""

from __future__ import annotations

from .clones import Clones, say, snakemake
from .report import Row


def measure(clones: Clones) -> list[Row]:
    """Audit in a clone whose default variants are trained."""
    clone, _ = clones.trained
    say("Training what only the audit asks for, and deciding every claim")
    audit = snakemake(clone, "audit")
    say("Drawing all figures of the default build")
    figures = snakemake(clone, "figures")
    say("Training with every pair of noises")
    grid = snakemake(clone, "noise_grid")
    return [
        Row("the audit's own training, tables and claims, 2 cores", audit.wall, "s", at_most=180),
        Row("all figures, everything else there, 2 cores", figures.wall, "s", at_most=60),
        Row("the noise grid, on request", grid.wall, "s", at_most=600),
    ]
