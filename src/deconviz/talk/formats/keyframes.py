"""A film encoded again with keyframes at given moments, where it can be cut."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av

from deconviz.films.rendering.encoder import Encoding, encode, frames_at

# As in manim.cfg; and a keyframe where one is asked for begins anew, so that a cut there is clean.
OPTIONS = {
    "crf": "21",
    "preset": "veryfast",
    "tune": "animation",
    "threads": "2",
    "thread_type": "frame",
    "forced-idr": "1",
}


def with_keyframes(film: Path, begins: Sequence[float], path: Path) -> None:
    """Encode a film again, with a keyframe at each of these seconds."""
    with av.open(film) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        rate = cast("Fraction", stream.average_rate)
        encoding = Encoding(
            codec="libx264",
            pixel_format="yuv420p",
            width=stream.width,
            height=stream.height,
            frame_rate=rate,
            options=OPTIONS,
            keyframes=frames_at(begins, rate),
        )
        encode(path, source.decode(stream), encoding)
