"""A film as an animated GIF, for places that play no video."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image

COLOURS = 64
KMEANS = 1  # pixels: k-means stops when a round recolours no more than these


def from_film(film: Path, gif: Path, width: int, rate: int) -> None:
    """Write a film as a GIF that loops.

    Parameters
    ----------
    film
        An mp4.
    gif
        Where to write.
    width
        Pixels; the height follows.
    rate
        Frames a second: a divisor of the film's rate and of 100, so that no time is lost.
    """
    with av.open(film) as container:
        [stream] = container.streams.video
        step = round(float(stream.average_rate or rate)) // rate
        height = round(width * stream.height / stream.width)
        frames = [
            Image.fromarray(frame.to_ndarray(format="rgb24")).resize(
                (width, height), Image.Resampling.LANCZOS
            )
            for number, frame in enumerate(container.decode(stream))
            if number % step == 0
        ]
    # Median cut, the default, loses the few colours that matter. Maximum coverage keeps them, and
    # k-means moves each to the mean of the pixels it stands for, so the background stays as it is.
    palette = _contact_sheet(frames).quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=KMEANS, dither=Image.Dither.NONE
    )
    first, *rest = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    first.save(
        gif, format="GIF", save_all=True, append_images=rest, duration=1000 // rate, loop=0,
        optimize=True,
    )  # fmt: skip


def _contact_sheet(frames: list[Image.Image]) -> Image.Image:
    """Put a few frames on one picture, so that one palette serves them all."""
    few = frames[:: max(1, len(frames) // 8)]
    width, height = few[0].size
    sheet = Image.new("RGB", (width, height * len(few)))
    for row, frame in enumerate(few):
        sheet.paste(frame, (0, row * height))
    return sheet
