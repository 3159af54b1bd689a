"""How a film becomes a file: one encoder a film, and no file before it is whole.

manim encodes every ``play`` to a file of its own and joins them afterwards; a file that a
killed process leaves behind then spoils the next film. This writer sends all frames to one
encoder, which works in a thread of its own while the next frame is drawn, and moves the
result to its name when it has been read back.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.video.stream import VideoStream
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.scene_file_writer import SceneFileWriter
from numpy.typing import NDArray

from deconviz.archive import replacing

Frame = NDArray[np.uint8]

WAITING_FRAMES = 8  # drawn and not yet encoded; a bound, since a frame takes 8 MB at 1080p


class FilmWriter(SceneFileWriter):
    """Write an mp4 as one stream; leave all other outputs to manim."""

    def _is_film(self) -> bool:
        return self.output_spec.is_video and self.movie_file_path.suffix == ".mp4"

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: Snakemake knows what is up to date, and knows the data too."""
        return False if self._is_film() else super().is_already_cached(hash_invocation)

    def begin_animation(self, allow_write: bool = False, **which: Any) -> None:
        """Start the one encoder with the first frame that is to be written."""
        if not self._is_film():
            super().begin_animation(allow_write, **which)
        elif allow_write and self.video_encoder and not hasattr(self, "_film"):
            self._film = _Film(self.movie_file_path, self.video_encoder)

    def end_animation(self, allow_write: bool = False) -> None:
        """Go on with the same encoder."""
        if not self._is_film():
            super().end_animation(allow_write)

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        """Hand a frame to the encoder."""
        if not self._is_film():
            super().write_frame(pixels, repeat=repeat)
        elif hasattr(self, "_film"):
            for _ in range(repeat):
                self._film.add(pixels)

    def finish(self) -> None:
        """Give the film its name."""
        if not self._is_film():
            super().finish()
        elif hasattr(self, "_film"):
            self._film.finish()
            self.print_file_ready_message(self.movie_file_path)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Leave nothing behind."""
        super().abort_encode_jobs(reraise_encoder_failures)
        if hasattr(self, "_film"):
            self._film.abort()


class _AbandonedError(Exception):
    """The film will not be finished."""


class _Film:
    """An mp4 in the making.

    Parameters
    ----------
    path
        Where it belongs.
    spec
        The settings of the encoder.
    """

    def __init__(self, path: Path, spec: VideoEncoderSpec) -> None:
        self._place = ExitStack()
        self._temporary = self._place.enter_context(replacing(path))
        self._waiting: queue.Queue[Frame | None] = queue.Queue(WAITING_FRAMES)
        self._count = 0
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, args=(spec,), name="encoder")
        self._thread.start()

    def add(self, pixels: Frame) -> None:
        """Queue one frame, RGBA of shape (height, width, 4)."""
        if self._error is not None:
            raise self._error
        self._count += 1
        self._waiting.put(pixels)

    def finish(self) -> None:
        """Encode what is waiting, read the file back, and give it its name."""
        with self._place:
            self._stop()
            if self._error is not None:
                raise self._error
            _check(self._temporary, self._count)

    def abort(self) -> None:
        """Stop, and remove the unfinished file."""
        if self._thread.is_alive():
            with contextlib.suppress(_AbandonedError), self._place:
                self._stop()
                raise _AbandonedError

    def _stop(self) -> None:
        self._waiting.put(None)
        self._thread.join()

    def _frames(self) -> Iterator[Frame]:
        while (pixels := self._waiting.get()) is not None:
            yield pixels

    def _work(self, spec: VideoEncoderSpec) -> None:
        try:
            encode(self._temporary, self._frames(), spec)
        except Exception as error:
            self._error = error
            for _ in self._frames():
                pass  # so that nobody waits for a place in the queue


def encode(path: Path, frames: Iterator[Frame], spec: VideoEncoderSpec) -> None:
    """Encode frames to an mp4 whose index comes first, so that it plays while it loads.

    Parameters
    ----------
    path
        Where to.
    frames
        RGBA, each of shape (height, width, 4).
    spec
        Codec, pixel format, size, rate and options.
    """
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = cast(
            "VideoStream", container.add_stream(spec.codec, spec.frame_rate, dict(spec.options))
        )
        stream.width, stream.height = spec.width, spec.height
        stream.pix_fmt = spec.pixel_format
        for number, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
            frame.pts, frame.time_base = number, 1 / spec.frame_rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _check(path: Path, frames: int) -> None:
    """Read a film's index and packets back; decoding them all would take as long as a film."""
    with av.open(path) as container:
        found = sum(packet.size > 0 for packet in container.demux(video=0))
    if found != frames:
        raise RuntimeError(f"the encoder wrote {found} of {frames} frames: render the film again")
