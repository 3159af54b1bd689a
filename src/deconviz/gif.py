"""A film as an animated GIF, for places that play no video."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image

COLOURS = 64
REFINED = 1  # least number of pixels that another round of k-means must move to another colour


def from_film(film: Path, gif: Path, width: int, rate: int) -> None:
    """Write a film as a GIF that loops.

    Parameters
    ----------
    film
        An mp4.
    gif
        Where to.
    width
        Pixels; the height follows.
    rate
        Frames a second; a divisor of the film's and of 100, so that no time is lost.
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
    # Median cut, the default, gives away the few colours that matter. Maximum coverage keeps them,
    # and k-means moves each to the middle of those that it stands for, the background to itself.
    palette = _together(frames).quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=REFINED, dither=Image.Dither.NONE
    )
    flat = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    flat[0].save(
        gif, format="GIF", save_all=True, append_images=flat[1:], duration=1000 // rate, loop=0,
        optimize=True,
    )  # fmt: skip


def _together(frames: list[Image.Image]) -> Image.Image:
    """Put a few frames on one picture, so that one palette serves them all."""
    few = frames[:: max(1, len(frames) // 8)]
    width, height = few[0].size
    sheet = Image.new("RGB", (width, height * len(few)))
    for row, frame in enumerate(few):
        sheet.paste(frame, (0, row * height))
    return sheet
