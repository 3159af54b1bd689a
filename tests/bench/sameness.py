"""Whether the same film is the same file, however it is made."""

from __future__ import annotations

from support.workspace import Workspace

from . import video
from .clones import run, say
from .report import Row

CORES = (2, 2, 1, 4)

Digests = tuple[str, str]  # of the decoded frames and of the file


def measure(clone: Workspace, films: list[str]) -> list[Row]:
    """Make drafts of all films again and again."""
    say(f"Rendering drafts of all films {len(CORES)} times")
    rounds = [_drafts(clone, films, cores) for cores in CORES]
    same = [_alike([digests[film] for digests in rounds]) for film in films]
    name = f"all {len(films)} films, draft, twice and with 1, 2 and 4 cores (1 = yes)"
    return [
        Row(f"same frames: {name}", float(all(frames for frames, _ in same)), at_least=1),
        Row(f"same bytes: {name}", float(all(files for _, files in same)), at_least=1),
    ]


def _alike(digests: list[Digests]) -> tuple[bool, bool]:
    frames, files = (len(set(kind)) == 1 for kind in zip(*digests, strict=True))
    return frames, files


def _drafts(clone: Workspace, films: list[str], cores: int) -> dict[str, Digests]:
    """Return hashes of every draft."""
    drafts = {film: video.draft(clone, film) for film in films}
    targets = [str(path.relative_to(clone.folder)) for path in drafts.values()]
    run(clone, "snakemake", "--cores", str(cores), "--force", *targets)
    return {
        film: (video.digest_of_frames(path), video.digest(path)) for film, path in drafts.items()
    }
