"""How long all films take through the pipeline on two cores, beside how long they play."""

from __future__ import annotations

from support.workspace import Workspace

from . import video
from .clones import say, snakemake
from .report import Row

DRAFT = ("--config", "films={quality: draft}")


def measure(clone: Workspace, films: list[str]) -> list[Row]:
    """Make all films at the default quality, then drafts of them."""
    say("Rendering all films at 1080p60 through the pipeline")
    talk = snakemake(clone, "films").wall
    say("Rendering all films at draft quality through the pipeline")
    draft = snakemake(clone, "films", *DRAFT).wall
    playing = sum(video.frames(video.talk(clone, film)) for film in films) / video.RATE
    return [
        Row(f"all {len(films)} films: they play", playing, "s"),
        Row(
            "all films at 1080p60, 2 cores: wall time over playing time",
            talk / playing,
            at_most=0.5,
        ),
        Row(
            "all films at draft quality, 2 cores: wall time over playing time",
            draft / playing,
            at_most=0.2,
        ),
    ]
