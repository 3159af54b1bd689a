"""How long the whole pipeline takes, and how long when there is nothing to do."""

from __future__ import annotations

from statistics import median

from deconviz.errors import UserError

from .clones import Clones, say, snakemake
from .report import Row

ROUNDS = 3
AUDIT = 180  # seconds that its own training may add


def measure(clones: Clones) -> list[Row]:
    """Build everything in a fresh clone, then ask for it again."""
    clone = clones.fresh("whole")
    say("Building everything in a fresh clone")
    whole = snakemake(clone)
    say("Building what is built")
    again = [snakemake(clone) for _ in range(ROUNDS)]
    if not all("Nothing to do" in cost.text for cost in again):
        raise UserError("A second `./run` built something again: see what with `./run -n`")
    return [
        Row("from a clone to all outputs, 2 cores", whole.wall, "s", at_most=180 + AUDIT),
        Row("nothing to do", median(cost.wall for cost in again), "s", at_most=2),
    ]
