"""Frames of a film, at a rate that others can do with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.packet import Packet
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

LENGTH = 4  # bytes that say how long the unit behind them is
PICTURES = (1, 5)  # types of units that hold a picture, by table 7-1 of H.264


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
                if wanted or _is_referred_to(packet):
                    for frame in packet.decode():
                        if round((frame.pts or 0) / ticks) % step == 0:
                            yield frame

    def keyframes(self) -> Iterator[av.VideoFrame]:
        """Yield the keyframes alone."""
        with av.open(self.path) as container:
            [stream] = container.streams.video
            stream.thread_count = 1
            stream.codec_context.skip_frame = "NONKEY"
            yield from container.decode(stream)


def scaled(
    frames: Iterable[av.VideoFrame], width: int, height: int, pixel_format: str
) -> Iterator[av.VideoFrame]:
    """Yield frames in another size, each pixel the mean of those that it covers."""
    reformatter = VideoReformatter()  # one for all, since each has tables to make first
    for frame in frames:
        yield reformatter.reformat(
            frame, width, height, pixel_format, interpolation="AREA", threads=1
        )


def master(path: Path) -> Master:
    """Read what a film is."""
    with av.open(path) as container:
        [stream] = container.streams.video
        rate = Fraction(stream.average_rate or 1)
        return Master(path, stream.width, stream.height, rate)


def _is_referred_to(packet: Packet[VideoStream]) -> bool:
    """Tell whether other frames need this one."""
    data, start = memoryview(packet), 0
    while start + LENGTH < len(data):
        head = data[start + LENGTH]
        if head & 31 in PICTURES:
            return head >> 5 & 3 > 0
        start += LENGTH + int.from_bytes(data[start : start + LENGTH], "big")
    return True
