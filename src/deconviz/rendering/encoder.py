"""How a film becomes a file: one encoder a film, and no file before it is whole.

manim encodes every ``play`` to a file of its own and joins them afterwards; a file that a
killed process leaves behind then spoils the next film. Here all frames go to one encoder,
which works in a thread of its own while the next frame is drawn; the result is read back
before it gets its name.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from manim._config.video_encoder import VideoEncoderSpec

WAITING_FRAMES = 8  # drawn and not yet encoded; a bound, since a frame takes 3 MB at 1080p


class Encoder:
    """An encoder at work in a thread of its own.

    Parameters
    ----------
    path
        Where to write.
    spec
        Codec, pixel format, size, rate and options.
    """

    def __init__(self, path: Path, spec: VideoEncoderSpec) -> None:
        self._path = path
        self._waiting: queue.Queue[av.VideoFrame | None] = queue.Queue(WAITING_FRAMES)
        self._count = 0
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, args=(spec,), name="encoder")
        self._thread.start()

    def add(self, frame: av.VideoFrame) -> None:
        """Queue a frame, which nobody changes from now on."""
        if self._error is not None:
            raise self._error
        self._count += 1
        self._waiting.put(frame)

    def finish(self) -> None:
        """Encode what is waiting, and read the file back."""
        self.stop()
        if self._error is not None:
            raise self._error
        _check(self._path, self._count)

    def stop(self) -> None:
        """Encode what is waiting, and no more."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _frames(self) -> Iterator[av.VideoFrame]:
        while (frame := self._waiting.get()) is not None:
            yield frame

    def _work(self, spec: VideoEncoderSpec) -> None:
        try:
            encode(self._path, self._frames(), spec)
        except Exception as error:
            self._error = error
            for _ in self._frames():
                pass  # so that nobody waits for a place in the queue


def encode(path: Path, frames: Iterator[av.VideoFrame], spec: VideoEncoderSpec) -> None:
    """Encode frames to an mp4 whose index comes first, so that it plays while it loads.

    Parameters
    ----------
    path
        Where to.
    frames
        Of the spec's size and pixel format, in the colours of BT.709.
    spec
        Codec, pixel format, size, rate and options.
    """
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = cast(
            "VideoStream", container.add_stream(spec.codec, spec.frame_rate, dict(spec.options))
        )
        stream.width, stream.height = spec.width, spec.height
        stream.pix_fmt = spec.pixel_format
        _say_which_colours(stream.codec_context)
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, 1 / spec.frame_rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _say_which_colours(context: av.VideoCodecContext) -> None:
    """Players otherwise guess, and not all guess the same."""
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709


def _check(path: Path, frames: int) -> None:
    """Read a film's index and packets back; decoding them all would take as long as a film."""
    with av.open(path) as container:
        found = sum(packet.size > 0 for packet in container.demux(video=0))
    if found != frames:
        raise RuntimeError(f"the encoder wrote {found} of {frames} frames: render the film again")
