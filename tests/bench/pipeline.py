"""How long the whole pipeline takes, and how long when there is nothing to do."""

from __future__ import annotations

import time
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
    begun = time.time()
    whole = snakemake(clone)
    films = [path.stat().st_mtime for path in clone.folder.glob("results/films/*/*.mp4")]
    say("Building what is built")
    again = [snakemake(clone) for _ in range(ROUNDS)]
    if not all("Nothing to do" in cost.text for cost in again):
        raise UserError("A second `./run` built something again: see what with `./run -n`")
    return [
        Row("from a clone to the first film, 2 cores", min(films) - begun, "s"),
        Row("from a clone to all films, 2 cores", max(films) - begun, "s"),
        Row("from a clone to all outputs, 2 cores", whole.wall, "s", at_most=180 + AUDIT),
        Row("nothing to do", median(cost.wall for cost in again), "s", at_most=2),
    ]
