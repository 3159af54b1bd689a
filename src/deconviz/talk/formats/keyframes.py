"""Films encoded with keyframes at given frames, where they can be cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.video.frame import PictureType
from av.video.stream import VideoStream

from deconviz.films.rendering.encoder import Encoding, encode
from deconviz.talk.formats.pieces import rate_of

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
        keyframes = {round(begin * rate_of(stream)) for begin in begins}
        encode(path, marked(source.decode(stream), keyframes), encoding_like(stream))


def encoding_like(stream: VideoStream) -> Encoding:
    """Return how to encode a film of the size and the rate of another."""
    return Encoding(
        codec="libx264",
        pixel_format="yuv420p",
        width=stream.width,
        height=stream.height,
        frame_rate=cast("Fraction", stream.average_rate),
        options=OPTIONS,
    )


def marked(frames: Iterable[av.VideoFrame], keyframes: Collection[int]) -> Iterator[av.VideoFrame]:
    """Ask the encoder for keyframes at these frames, and leave the others to it."""
    for number, frame in enumerate(frames):
        frame.pict_type = PictureType.I if number in keyframes else PictureType.NONE
        yield frame
