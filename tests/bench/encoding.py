"""What only encoding a film costs: the least that a film can cost."""

from __future__ import annotations

import configparser
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time, thread_time

import av
from av.video.frame import PictureType

from deconviz.films.rendering.encoder import Encoding, encode
from deconviz.films.rendering.manim_internals import X264_KEYFRAMES

from . import video

SIZE = 1920, 1080


class Frames:
    """A finished film's frames, free to be encoded again.

    Attributes
    ----------
    seconds
        CPU time that decoding has taken.
    """

    def __init__(self, film: Path) -> None:
        self._decoded = video.decoded(film)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[av.VideoFrame]:
        return self

    def __next__(self) -> av.VideoFrame:
        start = thread_time()
        try:
            frame = next(self._decoded)
        finally:
            self.seconds += thread_time() - start
        frame.pict_type = PictureType.NONE  # or the encoder keeps what the decoder found
        return frame


def seconds(film: Path, settings: Path) -> float:
    """Return the CPU time of encoding a film's frames as `settings`, a manim.cfg, says."""
    frames = Frames(film)
    with TemporaryDirectory() as folder:
        before = process_time()
        encode(Path(folder, film.name), iter(frames), _encoding(settings))
        return process_time() - before - frames.seconds


def _encoding(settings: Path) -> Encoding:
    parser = configparser.ConfigParser()
    parser.read(settings)
    options = {"g": str(video.RATE), **X264_KEYFRAMES, **parser["video_encoder.options"]}
    return Encoding("libx264", "yuv420p", *SIZE, Fraction(video.RATE), options)
