"""A film that plays backwards: for going back in a talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.video.stream import VideoStream

from deconviz.films.rendering.encoder import Encoding, encode
from deconviz.talk.formats.keyframes import OPTIONS
from deconviz.talk.formats.pieces import Group, groups_of, rate_of


def write_backwards(film: Path, begins: Sequence[float], path: Path) -> tuple[float, ...]:
    """Write a film backwards, with a keyframe where each of its pieces then begins.

    Parameters
    ----------
    film
        Any film; no more of it is in memory at once than what one keyframe begins.
    begins
        When each piece begins forwards, in seconds; the first at 0.
    path
        Where to.

    Returns
    -------
    tuple of float
        When each piece begins backwards, in seconds; the last piece comes first, at 0.
    """
    with av.open(film) as source:
        stream = source.streams.video[0]
        groups = list(groups_of(source))
        frames = sum(map(len, groups))
        ends = [round(begin * rate_of(stream)) for begin in begins[1:]] + [frames]
        keyframes = [frames - end for end in reversed(ends)]
        encoding = Encoding(
            codec="libx264",
            pixel_format="yuv420p",
            width=stream.width,
            height=stream.height,
            frame_rate=cast("Fraction", stream.average_rate),
            options=OPTIONS,
            keyframes=frozenset(keyframes),
        )
        encode(path, _frames_backwards(stream, groups), encoding)
        return tuple(keyframe / rate_of(stream) for keyframe in keyframes)


def _frames_backwards(stream: VideoStream, groups: Sequence[Group]) -> Iterator[av.VideoFrame]:
    decoder = stream.codec_context
    for group in reversed(groups):
        frames = [frame for packet in [*group, None] for frame in decoder.decode(packet)]
        decoder.flush_buffers()
        yield from cast("list[av.VideoFrame]", reversed(frames))
