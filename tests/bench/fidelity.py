"""What encoding loses: ``python -m bench.fidelity FILM`` prints PSNR as JSON.

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

from deconviz.arrays import Pixels
from deconviz.films.rendering import film_file
from deconviz.films.rendering.encoder import Encoder, Encoding

from . import stages, video

DEFAULT = {"crf": "23"}  # what manim gives libx264
FRAMES = 8 * video.RATE  # from the film's beginning
EVERY = video.RATE // 2  # frames


class TwoEncoders(Encoder):
    """An encoder with another of manim's default settings beside it."""

    def __init__(self, path: Path, encoding: Encoding) -> None:
        super().__init__(path, encoding)
        self._folder = TemporaryDirectory()
        self._paths = path, Path(self._folder.name, "default.mp4")
        self._other = Encoder(self._paths[1], replace(encoding, options=DEFAULT))
        self._samples: list[Pixels] = []
        self._number = 0

    def add(self, frame: av.VideoFrame) -> None:
        """Give a frame to both if it is one of the first, and keep some."""
        number, self._number = self._number, self._number + 1
        if number >= FRAMES:
            return
        if number % EVERY == 0:
            self._samples.append(pixels(frame))
        super().add(frame)
        own = av.VideoFrame.from_ndarray(frame.to_ndarray(), frame.format.name)
        self._other.add(own)  # each encoder writes its times on its frame

    def finish(self) -> None:
        """Print what each has lost."""
        super().finish()
        self._other.finish()
        ours, default = (psnr(path, self._samples) for path in self._paths)
        self._folder.cleanup()
        print("\n" + json.dumps({"ours": ours, "default": default}))


def pixels(frame: av.VideoFrame) -> Pixels:
    """Return a frame's brightness and colours as one array."""
    return np.asarray(frame.to_ndarray(), np.uint8)


def psnr(film: Path, samples: list[Pixels]) -> float:
    """Return the peak signal-to-noise ratio in dB of frames, brightness and colour.

    Parameters
    ----------
    film
        The frames as they are encoded.
    samples
        One of every `EVERY` frames before encoding.
    """
    sample_of = dict(zip(range(0, len(samples) * EVERY, EVERY), samples, strict=True))
    errors = [
        np.mean((pixels(frame).astype(np.int16) - sample_of[number]) ** 2.0)
        for number, frame in enumerate(video.decoded(film))
        if number in sample_of
    ]
    return 10 * math.log10(255**2 / np.mean(errors))


if __name__ == "__main__":
    vars(film_file)["Encoder"] = TwoEncoders
    stages.render(sys.argv[1])
