"""What a frame of each film costs at 1080p60, the start of manim included."""

from __future__ import annotations

from pathlib import Path

import av

from deconviz.settings import Config
from deconviz.sources import file_with_class

from ..workspace import Workspace
from .clones import Clones, run, say
from .report import Row

RATE = 60  # frames of a film's second


def measure(config: Config, clones: Clones) -> list[Row]:
    """Render every film with manim, as a user does by hand."""
    clone = clones.trained[0]
    return [row for film in config.films.entries for row in _film_rows(config, clone, film)]


def _film_rows(config: Config, clone: Workspace, film: str) -> list[Row]:
    say(f"Rendering {film}")
    took = run(
        clone,
        "manim",
        "-qh",
        str(file_with_class(config.films.entries[film].scene or film, clone.path("scenes"))),
        film,
    )
    frames = _frames(clone.path(f"results/films/1080p{RATE}/{film}.mp4"))
    return [
        Row(f"{film}: time a frame", 1000 * took.wall / frames, "ms"),
        Row(f"{film}: CPU time a frame", 1000 * took.cpu / frames, "ms"),
        Row(f"{film}: film seconds a second", frames / RATE / took.wall),
    ]


def _frames(film: Path) -> int:
    with av.open(film) as container:
        return sum(packet.size > 0 for packet in container.demux(video=0))
