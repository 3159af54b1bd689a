"""What films cost, and that they are the same however they are made."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from deconviz.config.schema import Config
from support.workspace import Workspace

from . import by_hand, costs, files, sameness, together
from .clones import Clones, run, say
from .report import Row


def measure(config: Config, clones: Clones) -> Iterator[Row]:
    """Render every film through the pipeline and by hand."""
    clone, films = clones.trained[0], list(config.films.entries)
    first_of_scene = {
        film.scene or name: name for name, film in reversed(config.films.entries.items())
    }
    yield from together.measure(clone, films)
    yield from by_hand.measure(clone, films)
    yield from costs.measure(clone, films)
    yield from files.measure(clone, films)
    for film in sorted(first_of_scene.values(), key=films.index):
        yield _loss(clone, film)
    yield from sameness.measure(clone, films)


def _loss(clone: Workspace, film: str) -> Row:
    say(f"Encoding {film} with manim's default settings beside")
    cost = run(clone, sys.executable, "-m", "bench.fidelity", film)
    loss = cost.record["default"] - cost.record["ours"]
    return Row(
        f"{film}: PSNR lost against manim's default, its first seconds", loss, "dB", at_most=0.3
    )
