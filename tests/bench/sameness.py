"""Whether the same film is the same file, however it is made."""

from __future__ import annotations

from ..workspace import Workspace
from . import video
from .clones import run, say
from .report import Row

FILM = "OneComponent"
CORES = (2, 2, 1, 4)


def measure(clone: Workspace) -> list[Row]:
    """Make a draft of a film again and again."""
    say(f"Rendering a draft of {FILM} {len(CORES)} times")
    drafts = [_draft(clone, cores) for cores in CORES]
    frames, files = (float(len(set(digests)) == 1) for digests in zip(*drafts, strict=True))
    name = f"{FILM}, draft, twice and with 1, 2 and 4 cores (1 = yes)"
    return [
        Row(f"same frames: {name}", frames, at_least=1),
        Row(f"same bytes: {name}", files, at_least=1),
    ]


def _draft(clone: Workspace, cores: int) -> tuple[str, str]:
    """Return hashes of a draft's decoded frames and of its file."""
    film = video.draft(clone, FILM)
    target = str(film.relative_to(clone.folder))
    run(clone, "snakemake", "--cores", str(cores), "--force", target)
    return video.digest_of_frames(film), video.digest(film)
