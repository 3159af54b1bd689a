"""A film without a background for browsers: VP9 with a second stream of alpha."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np

from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags
from deconviz.look.theme import THEMES
from deconviz.talk.formats.without_background import Encoding, Prepare, encode

ENCODING = Encoding(
    container="webm",
    codec="libvpx-vp9",
    pixel_format="yuva420p",
    options={
        "crf": "24",
        "b": "0",  # constant quality
        "deadline": "realtime",
        "cpu-used": "8",
        "row-mt": "1",
        "auto-alt-ref": "0",  # frames that are not shown have no alpha
    },
    container_options={},
)


def write(film: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a film as VP9, in the size and the rate that it has.

    Parameters
    ----------
    film
        What a film without a background was rendered to.
    to
        Where to write.
    about
        The film's ``about.json``.
    credit
        Whose work it is.
    """
    background = THEMES[about["theme"]].background
    words = tags(about["title"], about["description"], credit)
    encode(film, to, ENCODING, words, prepare=_filled_with(background))


def _filled_with(background: str) -> Prepare:
    """Return what gives pixels without opacity a colour, in frames of argb.

    Players that know nothing of alpha then show the film on its own background, not on black.
    """
    colour = np.frombuffer(bytes.fromhex("00" + background[1:]), np.uint32)  # 0 is its opacity

    def fill(frame: av.VideoFrame) -> av.VideoFrame:
        pixels = frame.to_ndarray(format="argb").view(np.uint32)  # (height, width, 1)
        pixels[pixels == 0] = colour
        return av.VideoFrame.from_ndarray(pixels.view(np.uint8), format="argb")

    return fill
