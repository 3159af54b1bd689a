"""What the formats of a film cost beside the film, and what they weigh."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from deconviz import paths
from deconviz.config.schema import Config
from deconviz.pipeline.pack import WITH_BACKGROUND
from support.workspace import Workspace

from . import pack, transparent
from .clones import Clones, run, say
from .report import Row

FILM = "ScaleAndAdd"
LARGEST = {"gif": 10.0}  # MB


def measure(config: Config, clones: Clones) -> Iterator[Row]:
    """Make the pack; render a film once more, and make its formats."""
    clone, _ = clones.trained
    say(f"Rendering {FILM}, and making its formats")
    rendering = run(clone, sys.executable, "-m", "bench.stages", FILM).cpu
    deriving = run(clone, sys.executable, "-m", "bench.derive", FILM).cpu
    name = f"{FILM}: CPU time of web, GIF and still over that of rendering"
    yield Row(name, deriving / rendering, at_most=0.25)
    yield from _sizes(clone)
    yield from pack.measure(config, clones)
    yield from transparent.measure(clone, [FILM])


def _sizes(clone: Workspace) -> list[Row]:
    files = {
        name: clone.path(str(paths.format_path(pattern, FILM, "dark")))
        for name, pattern in WITH_BACKGROUND.items()
    }
    return [
        Row(f"{FILM}: size of {name}", file.stat().st_size / 1e6, "MB", at_most=LARGEST.get(name))
        for name, file in files.items()
    ]
