"""A film for the web and for decks of many films: at most 720p30."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from deconviz.archive.files import replacing
from deconviz.config.talk import Credit
from deconviz.films.rendering.encoder import Encoding, encode, frames_at, key_moments
from deconviz.films.rendering.tags import tags
from deconviz.talk.formats.sampling import Master, master, scaled

WIDTH, HEIGHT, RATE = 1280, 720, 30
# One look at each frame, and next to none at what stands still, which keeps the quality of its
# keyframe. Every second frame is of use to no other, so that a GIF leaves it out unread.
OPTIONS = {
    "preset": "superfast",
    "qp": "26",
    "bf": "1",
    "b_strategy": "0",
    "sc_threshold": "0",
    "x264-params": "ipratio=2:weightp=0:partitions=none:subme=0:no-deblock=1",
    "forced-idr": "1",
    "threads": "1",
}


def write(film: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a film no larger than 1280 x 720 and no faster than 30 frames a second.

    Parameters
    ----------
    film
        An mp4, which may be smaller and slower already.
    to
        Where to write.
    about
        The film's ``about.json``.
    credit
        Whose work it is.
    """
    source = master(film)
    encoding = _encoding(source, about, credit)
    frames = source.every(source.step(RATE))
    small = scaled(frames, encoding.width, encoding.height, encoding.pixel_format)
    with replacing(to) as temporary:
        encode(temporary, small, encoding)


def _encoding(source: Master, about: dict[str, Any], credit: Credit) -> Encoding:
    width, height = source.size(WIDTH, HEIGHT)
    rate = source.rate / source.step(RATE)
    beats = [beat["begin"] for beat in about["beats"]]
    moments = key_moments(beats, about["seconds"], loops=about["loops"])
    return Encoding(
        codec="libx264",
        pixel_format="yuv420p",
        width=width,
        height=height,
        frame_rate=rate,
        options={**OPTIONS, "g": str(math.ceil(rate))},
        keyframes=frames_at(moments, rate),
        tags=tags(about["title"], about["description"], credit),
    )
