"""A film as an animated GIF, for places that play no video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from itertools import islice
from typing import cast

import av

from deconviz.arrays import Pixels
from deconviz.talk.formats.palette import Palette
from deconviz.talk.formats.sampling import Master, scaled

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


@dataclass(frozen=True)
class Gif:
    """How a film becomes a GIF, which starts again at its end if the film loops.

    Attributes
    ----------
    palette
        Its colours.
    words
        What the file says of itself.
    loops
        Whether the film does.
    """

    palette: Palette
    words: str
    loops: bool

    def of_frames(self, film: Master, frames: Iterable[av.VideoFrame]) -> bytes | None:
        """Return a film as a GIF of the first size, or nothing as soon as it is too large.

        Parameters
        ----------
        film
            An mp4.
        frames
            All of its frames.
        """
        width, rate = STEPS[0]
        return self._of(film, islice(frames, None, None, film.step(rate)), width, rate)

    def smaller(self, film: Master) -> bytes:
        """Return a film as a GIF of the first smaller size that is small enough."""
        for width, rate in STEPS[1:]:
            picture = self._of(film, film.every(film.step(rate)), width, rate)
            if picture is not None:
                return picture
        raise RuntimeError(f"{film.path}: even the smallest GIF is larger than {LARGEST} bytes")

    def _of(
        self, film: Master, frames: Iterable[av.VideoFrame], width: int, rate: int
    ) -> bytes | None:
        width, height = film.size(width, film.height)
        step = film.step(rate)
        file = BytesIO()
        options = {"loop": "0" if self.loops else "-1"}
        with av.open(file, "w", format="gif", options=options) as container:
            stream = container.add_stream("gif", Fraction(CLOCK))
            stream.width, stream.height, stream.pix_fmt = width, height, "pal8"
            for number, frame in enumerate(self.palette.frames(_pixels(frames, width, height))):
                begin, end = (round(CLOCK * step * n / film.rate) for n in (number, number + 1))
                frame.pts, frame.time_base = begin, Fraction(1, CLOCK)
                for packet in stream.encode(frame):
                    packet.duration = end - begin
                    container.mux(packet)
                if file.tell() > LARGEST:
                    return None
            container.mux(stream.encode())
        return with_comment(file.getvalue(), self.words) if file.tell() <= LARGEST else None


def palette(film: Master) -> Palette:
    """Choose the colours of a film, from some of its keyframes."""
    width, height = film.size(STEPS[0][0], film.height)
    pictures = _pixels(film.keyframes(PALETTE_FRAMES), width, height)
    return Palette([one[:, ::SAMPLE, ::SAMPLE] for one in pictures], COLOURS)


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


def _pixels(frames: Iterable[av.VideoFrame], width: int, height: int) -> Iterator[Pixels]:
    """Yield frames as brightness and two colours, shape (3, height, width)."""
    before = pixels = None
    for frame in scaled(frames, width, height, "yuv444p"):
        if pixels is None or frame is not before:
            pixels = cast("Pixels", frame.to_ndarray())
        before = frame
        yield pixels
