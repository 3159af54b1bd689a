"""How frames become a film: one encoder for the whole film.

manim encodes each ``play`` to a file of its own and joins them afterwards; a file that a killed
process leaves behind then spoils the next film. Here all frames go to one encoder. It works in a
thread of its own while the next frame is drawn, and the film is read back before it gets its name.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream

LAST_REST = 0.1  # seconds in which a film that loops is back where it began
QUEUE_LENGTH = 8  # frames that wait for the encoder; a bound, since one takes 3 MB at 1080p


@dataclass(frozen=True)
class Encoding:
    """All that decides how frames are encoded.

    Attributes
    ----------
    codec, pixel_format
        By the names that FFmpeg has for them.
    width, height
        Pixels.
    frame_rate
        Frames a second.
    options
        Of the codec.
    keyframes
        Numbers of frames that can be jumped to, and cut at, besides those that the codec chooses.
    tags
        What the file says of itself.
    container
        By the name that FFmpeg has for it.
    """

    codec: str
    pixel_format: str
    width: int
    height: int
    frame_rate: Fraction
    options: Mapping[str, str]
    keyframes: frozenset[int] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    container: str = "mp4"


class Encoder:
    """An encoder at work in a thread of its own.

    Parameters
    ----------
    path
        Where to write.
    encoding
        How to encode.
    """

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self._path = path
        self._queue: queue.Queue[av.VideoFrame | None] = queue.Queue(QUEUE_LENGTH)
        self._count = 0
        self._error: Exception | None = None
        # daemon: an interrupt may come before anybody can stop it, and must not wait for it
        self._thread = threading.Thread(
            target=self._work, args=(encoding,), name="encoder", daemon=True
        )
        self._thread.start()

    def add(self, frame: av.VideoFrame) -> None:
        """Queue a frame, whose picture must not change from now on; one that stays comes again."""
        if self._error is not None:
            raise self._error
        self._count += 1
        self._queue.put(frame)

    def finish(self) -> None:
        """Encode what is in the queue, and read the file back."""
        self.stop()
        if self._error is not None:
            raise self._error
        _check(self._path, self._count)

    def stop(self) -> None:
        """Encode what is in the queue, and no more."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _frames(self) -> Iterator[av.VideoFrame]:
        while (frame := self._queue.get()) is not None:
            yield frame

    def _work(self, encoding: Encoding) -> None:
        frames = self._frames()
        try:
            encode(self._path, frames, encoding)
        except Exception as error:
            self._error = error
            for _ in frames:  # none is left if the end has been taken: nobody says it twice
                pass  # or whoever adds frames would wait for a place in the queue forever


def encode(path: Path, frames: Iterator[av.VideoFrame], encoding: Encoding) -> None:
    """Encode frames to a file whose index comes first, so that it plays while it loads.

    Parameters
    ----------
    path
        Where to write.
    frames
        Of the encoding's size and pixel format; those that are not RGB in the colours of BT.709.
    encoding
        How to encode.
    """
    movflags = {"movflags": "faststart"}
    with av.open(path, "w", format=encoding.container, options=movflags) as container:
        stream = cast(
            "VideoStream",
            container.add_stream(encoding.codec, encoding.frame_rate, dict(encoding.options)),
        )
        stream.width, stream.height = encoding.width, encoding.height
        stream.pix_fmt = encoding.pixel_format
        if not stream.format.is_rgb:
            _declare_colours(stream.codec_context)
        container.metadata.update(encoding.tags)
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, 1 / encoding.frame_rate
            is_key = number in encoding.keyframes
            frame.pict_type = PictureType.I if is_key else PictureType.NONE
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def key_moments(beats: Iterable[float], seconds: float, *, loops: bool) -> tuple[float, ...]:
    """Return when a film must have a keyframe, in seconds.

    At each beat, so that it can be cut there; and shortly before it begins again, if it loops: what
    stands still keeps the quality of its keyframe, so the last frame looks as the first.
    """
    return (*beats, seconds - LAST_REST) if loops else tuple(beats)


def frames_at(moments: Iterable[float], frame_rate: Fraction) -> frozenset[int]:
    """Return the numbers of the frames that are shown at moments, in seconds."""
    return frozenset(round(moment * frame_rate) for moment in moments)


def _declare_colours(context: av.VideoCodecContext) -> None:
    """Tell players the colours; otherwise they guess, and not all guess the same."""
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709


def _check(path: Path, frames: int) -> None:
    """Read a film's index and packets back; decoding would take as long as making the film."""
    with av.open(path) as container:
        count = sum(packet.size > 0 for packet in container.demux(video=0))
    if count != frames:
        raise RuntimeError(f"{path}: the encoder wrote {count} of {frames} frames: render again")
