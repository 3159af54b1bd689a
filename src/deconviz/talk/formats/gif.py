"""A film as an animated GIF, for places that play no video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import av

from deconviz.archive.files import write_bytes
from deconviz.arrays import Pixels
from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags
from deconviz.talk.formats.palette import Palette
from deconviz.talk.formats.sampling import Master, master, scaled

LARGEST = 10_000_000  # bytes
STEPS = ((800, 15), (640, 15), (640, 10), (480, 10), (320, 10), (320, 5), (160, 5))
"""Width in pixels and frames a second: the first that gives a file that is not too large."""
COLOURS = 255
PALETTE_FRAMES = 16
SAMPLE = 3  # every how manyth row and column of them
CLOCK = 100  # ticks a second, of any GIF
LOOP_BLOCK = b"\x21\xff\x0bNETSCAPE2.0"
LOOP_BLOCK_LENGTH = 19  # bytes
COMMENT, SUB_BLOCK = b"\x21\xfe", 255


def write(film: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a film as a GIF of at most 10 MB, which starts again at its end if the film loops.

    Parameters
    ----------
    film
        An mp4.
    to
        Where to write.
    about
        The film's ``about.json``.
    credit
        Whose work it is.
    """
    source = master(film)
    words = "\n".join(tags(about["title"], about["description"], credit).values())
    for width, rate in STEPS:
        picture = _gif(source, width, rate, loops=about["loops"])
        if picture is not None:
            write_bytes(to, with_comment(picture, words))
            return
    raise RuntimeError(f"{film}: even the smallest GIF is larger than {LARGEST} bytes")


def with_comment(gif: bytes, text: str) -> bytes:
    """Return a GIF with a comment, behind the block that says whether it loops."""
    colours = 3 * 2 ** ((gif[10] & 7) + 1) if gif[10] & 128 else 0
    place = 13 + colours
    if gif[place:].startswith(LOOP_BLOCK):
        place += LOOP_BLOCK_LENGTH
    content = text.encode()
    parts = [content[start : start + SUB_BLOCK] for start in range(0, len(content), SUB_BLOCK)]
    block = COMMENT + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"
    return gif[:place] + block + gif[place:]


def _gif(source: Master, width: int, rate: int, *, loops: bool) -> bytes | None:
    """Return a GIF, or nothing as soon as it is too large."""
    width, height = source.size(width, source.height)
    step = source.step(rate)
    palette = _palette(source, width, height)
    file = BytesIO()
    options = {"loop": "0" if loops else "-1"}
    with av.open(file, "w", format="gif", options=options) as container:
        stream = container.add_stream("gif", Fraction(CLOCK))
        stream.width, stream.height, stream.pix_fmt = width, height, "pal8"
        pictures = _pixels(source.every(step), width, height)
        for number, frame in enumerate(palette.frames(pictures)):
            begin, end = (round(CLOCK * step * n / source.rate) for n in (number, number + 1))
            frame.pts, frame.time_base = begin, Fraction(1, CLOCK)
            for packet in stream.encode(frame):
                packet.duration = end - begin
                container.mux(packet)
            if file.tell() > LARGEST:
                return None
        container.mux(stream.encode())
    return file.getvalue() if file.tell() <= LARGEST else None


def _palette(source: Master, width: int, height: int) -> Palette:
    frames = list(source.keyframes())
    few = frames[:: -(-len(frames) // PALETTE_FRAMES)]
    pictures = _pixels(few, width, height)
    return Palette([one[:, ::SAMPLE, ::SAMPLE] for one in pictures], COLOURS)


def _pixels(frames: Iterable[av.VideoFrame], width: int, height: int) -> Iterator[Pixels]:
    """Yield frames as brightness and two colours, shape (3, height, width)."""
    for frame in scaled(frames, width, height, "yuv444p"):
        yield cast("Pixels", frame.to_ndarray())
