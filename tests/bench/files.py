"""What a finished film weighs, and how long a jump in it takes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time

import av
import numpy as np

from support.workspace import Workspace

from . import video
from .clones import say
from .report import Row

JUMPS = 15
LARGEST = 8.0  # MB


def measure(clone: Workspace, films: list[str]) -> list[Row]:
    """Read the files back."""
    say("Jumping about in all films at 1080p60")
    return [row for film in films for row in _rows(film, video.talk(clone, film))]


def _rows(film: str, path: Path) -> list[Row]:
    gap = max(after - before for before, after in pairwise(_keyframes(path)))
    return [
        Row(f"{film}: size", path.stat().st_size / 1e6, "MB", at_most=LARGEST),
        Row(f"{film}: longest time between keyframes", gap, "s", at_most=1.001),
        Row(f"{film}: CPU time of a jump, median of {JUMPS}", 1000 * _jump(path), "ms"),
    ]


def _keyframes(path: Path) -> list[float]:
    """Return when each keyframe is shown, and when the film ends, in seconds."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
        unit = float(stream.time_base or 0)
        starts = [float(packet.pts or 0) * unit for packet in packets if packet.is_keyframe]
        return [*starts, len(packets) / video.RATE]


def _jump(path: Path) -> float:
    """Return the seconds of CPU time from a jump to the frame that was asked for."""
    costs = []
    with av.open(path) as container:
        stream = container.streams.video[0]
        stream.thread_count = 1
        end = float((stream.duration or 0) * (stream.time_base or 0))
        for moment in np.linspace(0, end - 1, JUMPS):
            before = process_time()
            container.seek(int(moment / (stream.time_base or 1)), stream=stream)
            next(frame for frame in container.decode(stream) if frame.time >= moment)
            costs.append(process_time() - before)
    return median(costs)
