"""Small films, as the pipeline makes them: H.264, with a keyframe at each beat."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType

from deconviz.arrays import Floats

WIDTH, HEIGHT, RATE = 320, 180, 30


def write_tiny_film(
    path: Path,
    seconds: float = 1.0,
    beats: Sequence[float] = (0.0,),
    rate: int = RATE,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Path:
    """Write a grey film that grows brighter from frame to frame."""
    frames = round(seconds * rate)
    keyframes = {round(beat * rate) for beat in beats}
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", Fraction(rate), {"forced-idr": "1", "crf": "10"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number in range(frames):
            grey = np.full((size[1], size[0], 3), 20 + 200 * number // frames, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
            frame.pict_type = PictureType.I if number in keyframes else PictureType.NONE
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def brightness(path: Path) -> Floats:
    """Return the mean grey of each frame of a film."""
    with av.open(path) as container:
        return np.array([f.to_ndarray(format="gray").mean() for f in container.decode(video=0)])


def frames_between(seconds: Sequence[float], rate: int = RATE) -> list[int]:
    """Return how many frames lie between each moment and the next."""
    return [round(end * rate) - round(begin * rate) for begin, end in pairwise(seconds)]
