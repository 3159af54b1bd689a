"""How long the pack for talks takes beside how long its films play, and what its decks weigh."""

from __future__ import annotations

from deconviz import paths
from deconviz.config.schema import Config
from hosts import chromium
from support.workspace import Workspace

from . import video
from .clones import Clones, say, snakemake
from .report import Row

LARGEST = 120.0  # MB, of a PPTX
FIRST_FILM = 1.0  # seconds


def measure(config: Config, clones: Clones) -> list[Row]:
    """Make all films, then all that is made of them."""
    clone, films = clones.trained[0], list(config.films.entries)
    say("Rendering all films, then making their formats, then the rest of the pack")
    rendering = snakemake(clone, "films")
    formats = snakemake(clone, *(paths.WEB.format(film=film, light="") for film in films))
    pack = formats.wall + snakemake(clone, "talk").wall
    playing = sum(video.frames(video.talk(clone, film)) for film in films) / video.RATE
    name = "the pack for talks, 2 cores: wall time over playing time of its films"
    decks = config.talk.decks
    ratio = "all films: CPU time of web, GIF and still over that of rendering, in the pipeline"
    return [
        Row(ratio, formats.cpu / rendering.cpu, at_most=0.25),
        Row(name, pack / playing, at_most=1),
        *(row for deck in decks for row in _of_deck(clone, deck)),
    ]


def _of_deck(clone: Workspace, deck: str) -> list[Row]:
    size = clone.path(paths.PPTX.format(deck=deck)).stat().st_size / 1e6
    first = chromium.seconds_to_first_film(clone.path(paths.REVEAL.format(deck=deck)))
    return [
        Row(f"{deck}: size as PPTX", size, "MB", at_most=LARGEST),
        Row(f"{deck}: first film in Chromium, from file://", first, "s", at_most=FIRST_FILM),
    ]
