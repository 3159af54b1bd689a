"""Frames of a film, at a rate that others can do with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.plane import VideoPlane
from av.video.reformatter import VideoReformatter

from deconviz.arrays import Pixels


@dataclass(frozen=True)
class Master:
    """A film that others are made of.

    Attributes
    ----------
    path
        Its file, H.264.
    width, height
        Pixels.
    rate
        Frames a second.
    """

    path: Path
    width: int
    height: int
    rate: Fraction

    def step(self, fastest: int) -> int:
        """Return every how manyth frame to take, for no more than `fastest` a second."""
        return math.ceil(self.rate / fastest)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return its own size, or as much of it as fits: even numbers of pixels."""
        scale = min(1.0, width / self.width, height / self.height)
        return 2 * round(scale * self.width / 2), 2 * round(scale * self.height / 2)

    def every(self, step: int) -> Iterator[av.VideoFrame]:
        """Yield every `step`-th frame; what is neither asked for nor referred to costs nothing."""
        with av.open(self.path) as container:
            [stream] = container.streams.video
            stream.thread_count = 1
            ticks = 1 / float(self.rate * (stream.time_base or 1))  # a frame
            for packet in container.demux(stream):
                wanted = packet.pts is None or round(packet.pts / ticks) % step == 0
                stream.codec_context.skip_frame = "DEFAULT" if wanted else "NONREF"
                for frame in packet.decode():
                    if round((frame.pts or 0) / ticks) % step == 0:
                        yield frame

    def keyframes(self, most: int) -> Iterator[av.VideoFrame]:
        """Yield keyframes, evenly chosen: at most so many."""
        with av.open(self.path) as container:
            [stream] = container.streams.video
            stream.thread_count = 1
            packets = [packet for packet in container.demux(stream) if packet.is_keyframe]
            for packet in packets[:: -(-len(packets) // most)]:
                yield from packet.decode()
            yield from stream.decode(None)


def scaled(
    frames: Iterable[av.VideoFrame], width: int, height: int, pixel_format: str
) -> Iterator[av.VideoFrame]:
    """Yield frames in another size, each pixel the mean of those that it covers.

    A frame that shows what the one before it showed becomes the same object.
    """
    reformatter = VideoReformatter()  # one for all, since each has tables to make first
    before = small = None
    for frame in frames:
        if before is None or small is None or not _are_equal(frame, before):
            small = reformatter.reformat(
                frame, width, height, pixel_format, interpolation="AREA", threads=1
            )
        before = frame
        yield small


def master(path: Path) -> Master:
    """Read what a film is."""
    with av.open(path) as container:
        [stream] = container.streams.video
        rate = Fraction(stream.average_rate or 1)
        return Master(path, stream.width, stream.height, rate)


def _are_equal(one: av.VideoFrame, other: av.VideoFrame) -> bool:
    if one is other:
        return True
    # Colours first: they are few, and most of what changes changes them.
    planes = zip(reversed(one.planes), reversed(other.planes), strict=True)
    return all(np.array_equal(_picture(ours), _picture(theirs)) for ours, theirs in planes)


def _picture(plane: VideoPlane) -> Pixels:
    """Return what a plane shows, without the padding of its lines, shape (height, width)."""
    lines = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return lines[:, : plane.width]
