"""What finished films consist of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import av

from support.workspace import Workspace

RATE = 60  # frames of a film's second at talk quality


def talk(clone: Workspace, film: str) -> Path:
    """Return where a film at 1080p60 is."""
    return clone.path(f"results/films/1080p{RATE}/{film}.mp4")


def draft(clone: Workspace, film: str) -> Path:
    """Return where a film at draft quality is."""
    return clone.path(f"results/films/480p15/{film}.mp4")


def frames(film: Path) -> int:
    """Count frames."""
    with av.open(film) as container:
        return sum(packet.size > 0 for packet in container.demux(video=0))


def decoded(film: Path) -> Iterator[av.VideoFrame]:
    """Decode frames one after another, in the thread that asks for them."""
    with av.open(film) as container:
        container.streams.video[0].thread_count = 1
        yield from container.decode(video=0)


def digest_of_frames(film: Path) -> str:
    """Hash what is seen."""
    together = hashlib.sha256()
    for frame in decoded(film):
        together.update(frame.to_ndarray().tobytes())
    return together.hexdigest()


def digest(film: Path) -> str:
    """Hash the file."""
    return hashlib.sha256(film.read_bytes()).hexdigest()
