"""A film in pieces: its packets go to several files, and nothing is encoded again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias, cast

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

Group: TypeAlias = "list[Packet[VideoStream]]"
"""A keyframe and all that depends on it, in the order of decoding."""


def groups_of(source: InputContainer) -> Iterator[Group]:
    """Yield what each keyframe begins."""
    group: Group = []
    for packet in source.demux(video=0):
        if packet.is_keyframe and group:
            yield group
            group = []
        if packet.size:
            group.append(packet)
    if group:
        yield group


def begin_of(group: Group) -> int:
    """Return the number of the frame that a group begins with."""
    keyframe = group[0]
    seconds = cast("int", keyframe.pts) * cast("Fraction", keyframe.stream.time_base)
    return round(seconds * rate_of(keyframe.stream))


def rate_of(stream: VideoStream) -> float:
    """Return the frames a second of a stream."""
    return float(cast("float", stream.average_rate))


def begins_at_keyframes(film: Path, begins: Sequence[float]) -> bool:
    """Tell whether a film has a keyframe at each of these seconds."""
    with av.open(film) as source:
        rate = rate_of(source.streams.video[0])
        keyframes = [begin_of(group) for group in groups_of(source)]
    return all(_nearest(keyframes, begin * rate) is not None for begin in begins)


def cut(
    film: Path, begins: Sequence[float], pieces: Sequence[Path], tags: Mapping[str, str]
) -> None:
    """Write each piece of a film to a file of its own.

    Parameters
    ----------
    film
        With a keyframe where each piece begins.
    begins
        When each piece begins, in seconds; the first at 0. It ends where the next begins.
    pieces
        Where to write each.
    tags
        Metadata of the files, by name.

    Raises
    ------
    ValueError
        If a piece does not begin at a keyframe.
    """
    with av.open(film) as source:
        stream = source.streams.video[0]
        groups = list(groups_of(source))
        keyframes = [begin_of(group) for group in groups]
        starts = [_nearest(keyframes, begin * rate_of(stream)) for begin in begins]
        for begin, start in zip(begins, starts, strict=True):
            if start is None:
                raise ValueError(f"{film}: has no keyframe at {begin} s")
        for start, end, piece in zip(starts, [*starts[1:], len(groups)], pieces, strict=True):
            packets = [packet for group in groups[start:end] for packet in group]
            _write(piece, stream, packets, tags)


def _nearest(keyframes: Sequence[int], frame: float) -> int | None:
    """Return which keyframe is at a frame, give or take one for the rounding of its time."""
    near = [index for index, keyframe in enumerate(keyframes) if abs(keyframe - frame) <= 1]
    return min(near, key=lambda index: abs(keyframes[index] - frame), default=None)


def _write(path: Path, template: VideoStream, packets: Group, tags: Mapping[str, str]) -> None:
    """Write packets, the first of which is a keyframe, as a film that begins at 0."""
    begin = cast("int", packets[0].pts)
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        container.metadata.update(tags)
        stream = container.add_stream_from_template(template)
        for packet in packets:
            packet.pts = cast("int", packet.pts) - begin
            packet.dts = cast("int", packet.dts) - begin
            packet.stream = stream
            container.mux(packet)
