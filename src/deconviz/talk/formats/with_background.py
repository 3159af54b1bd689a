"""A film in the formats that have its background, made in one pass over its frames."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from deconviz.archive.files import write_bytes
from deconviz.config.talk import Credit
from deconviz.films.rendering.encoder import Encoder
from deconviz.films.rendering.tags import tags
from deconviz.talk.formats import gif, still, web
from deconviz.talk.formats.gif import Gif
from deconviz.talk.formats.sampling import Master, master, scaled


@dataclass(frozen=True)
class Formats:
    """Where the formats of a film are.

    Attributes
    ----------
    web
        An mp4 of at most 1280 x 720 at 30 frames a second.
    gif
        A GIF of at most 10 MB, of the same frames.
    still
        A page with the film's poster.
    """

    web: Path
    gif: Path
    still: Path


def write(film: Path, poster: Path, to: Formats, about: dict[str, Any], credit: Credit) -> None:
    """Write all formats of a film.

    Parameters
    ----------
    film
        An mp4.
    poster
        Its PNG.
    to
        Where to write.
    about
        Its ``about.json``.
    credit
        Whose work it is.
    """
    source = master(film)
    encoding = web.encoding(source, about, credit)
    small = Master(to.web, encoding.width, encoding.height, encoding.frame_rate)
    said = tags(about["title"], about["description"], credit).values()
    moving = Gif(gif.palette(source), "\n".join(said), loops=about["loops"])
    frames = source.every(source.step(web.RATE))
    frames = scaled(frames, encoding.width, encoding.height, encoding.pixel_format)
    with web.encoder(to.web, encoding) as encoder:
        frames = _taken_by(encoder, frames)
        picture = moving.of_frames(small, frames)
        deque(frames, maxlen=0)  # those that a GIF which is too large has left
    write_bytes(to.gif, picture or moving.smaller(small))
    still.write(poster, to.still, about, credit)


def _taken_by(encoder: Encoder, frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """Yield frames that an encoder has taken as well."""
    for frame in frames:
        encoder.add(frame)
        yield frame
