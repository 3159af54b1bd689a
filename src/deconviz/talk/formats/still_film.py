"""A picture as a film of one second, for programs that show nothing but films."""

from __future__ import annotations

from fractions import Fraction
from itertools import repeat
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from deconviz.films.rendering.encoder import Encoding, encode

RATE = 10  # frames a second, for one second
OPTIONS = {"crf": "12", "preset": "veryfast", "tune": "stillimage", "threads": "2"}


def write_still_film(picture: Image.Image, path: Path) -> None:
    """Write a film that shows a picture; both of its sides are even."""
    frame = av.VideoFrame.from_ndarray(np.asarray(picture.convert("RGB")), format="rgb24").reformat(
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        threads=1,  # not as many as there are CPUs
    )
    encoding = Encoding(
        codec="libx264",
        pixel_format="yuv420p",
        width=picture.width,
        height=picture.height,
        frame_rate=Fraction(RATE),
        options=OPTIONS,
    )
    encode(path, repeat(frame, RATE), encoding)
