"""A film for the web and for decks of many films: at most 720p30."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deconviz.archive.files import replacing
from deconviz.config.talk import Credit
from deconviz.films.rendering.encoder import Encoder, Encoding, frames_at, key_moments
from deconviz.films.rendering.tags import tags
from deconviz.talk.formats.sampling import Master

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


def encoding(source: Master, about: dict[str, Any], credit: Credit) -> Encoding:
    """Return how a film is encoded: no larger than 1280 x 720, at most 30 frames a second.

    Parameters
    ----------
    source
        The film, which may be smaller and slower already.
    about
        Its ``about.json``.
    credit
        Whose work it is.
    """
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


@contextmanager
def encoder(to: Path, encoding: Encoding) -> Iterator[Encoder]:
    """Give an encoder, of whose frames a file is made when all went well."""
    with replacing(to) as temporary:
        encoder = Encoder(temporary, encoding)
        try:
            yield encoder
            encoder.finish()
        finally:
            encoder.stop()
