"""What a frame of each film costs at 1080p60, and which stage of rendering costs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from support.workspace import Workspace

from . import encoding, video
from .clones import run, say
from .report import Row
from .stages import STAGES


def measure(clone: Workspace, films: list[str]) -> Iterator[Row]:
    """Make each film once more, by manim as a user does by hand, and then only encode it."""
    before = {film: video.digest(video.talk(clone, film)) for film in films}
    for film in films:
        yield from _rows(clone, film)
    same = all(video.digest(video.talk(clone, film)) == before[film] for film in films)
    name = f"same bytes: all {len(films)} films at 1080p60, by Snakemake and by hand (1 = yes)"
    yield Row(name, float(same), at_least=1)


def _rows(clone: Workspace, film: str) -> list[Row]:
    say(f"Rendering {film} stage by stage, and then only encoding it")
    cost = run(clone, sys.executable, "-m", "bench.stages", film)
    path = video.talk(clone, film)
    only = encoding.seconds(path, clone.path("manim.cfg"))
    a_frame = 1000 / video.frames(path)
    return [
        Row(f"{film}: CPU time over that of only encoding", cost.cpu / only, at_most=2),
        Row(f"{film}: CPU time a frame, the start of manim included", cost.cpu * a_frame, "ms"),
        *(Row(f"{film}: {stage}, a frame", cost.record[stage] * a_frame, "ms") for stage in STAGES),
    ]
