"""What encoding loses: ``python -m tests.bench.fidelity FILM`` prints PSNR as JSON.

The film is rendered with two encoders at work on the same frames, those of its first seconds: one
with the settings of manim.cfg, and one with manim's default. Every half second of both is held
against the frame before encoding.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from manim._config.video_encoder import VideoEncoderSpec
from numpy.typing import NDArray

from deconviz.rendering import renderer
from deconviz.rendering.encoder import Encoder

from . import stages, video

DEFAULT = (("crf", "23"),)  # what manim gives libx264
FRAMES = 8 * video.RATE  # from the film's beginning
EVERY = video.RATE // 2  # frames

Planes = NDArray[np.uint8]


class TwoEncoders(Encoder):
    """An encoder with another of manim's default settings beside it."""

    def __init__(self, path: Path, spec: VideoEncoderSpec) -> None:
        super().__init__(path, spec)
        self._folder = TemporaryDirectory()
        self._paths = path, Path(self._folder.name, "default.mp4")
        self._other = Encoder(self._paths[1], replace(spec, options=DEFAULT))
        self._kept: list[Planes] = []
        self._number = 0

    def add(self, frame: av.VideoFrame) -> None:
        """Give a frame to both if it is one of the first, and keep some."""
        number, self._number = self._number, self._number + 1
        if number >= FRAMES:
            return
        if number % EVERY == 0:
            self._kept.append(frame.to_ndarray())
        super().add(frame)
        self._other.add(frame)

    def finish(self) -> None:
        """Print what each has lost."""
        super().finish()
        self._other.finish()
        ours, default = (psnr(path, self._kept) for path in self._paths)
        self._folder.cleanup()
        print("\n" + json.dumps({"ours": ours, "default": default}))


def psnr(film: Path, kept: list[Planes]) -> float:
    """Return the peak signal-to-noise ratio in dB of all samples, brightness and colour."""
    kept_of = dict(zip(range(0, len(kept) * EVERY, EVERY), kept, strict=True))
    errors = [
        np.mean((frame.to_ndarray().astype(np.int16) - kept_of[number]) ** 2.0)
        for number, frame in enumerate(video.decoded(film))
        if number in kept_of
    ]
    return 10 * math.log10(255**2 / np.mean(errors))


if __name__ == "__main__":
    renderer.Encoder = TwoEncoders
    stages.render(sys.argv[1])
