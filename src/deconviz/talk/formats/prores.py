"""A film without a background for editors and Keynote: ProRes 4444."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags
from deconviz.talk.formats.without_background import Encoding, encode

ENCODING = Encoding(
    container="mov",
    codec="prores_ks",
    pixel_format="yuva444p10le",
    # A fixed quantizer: looking for one per slice takes four times as long, and finds the finest.
    options={"profile": "4444", "vendor": "apl0", "flags": "+qscale", "global_quality": "236"},
    container_options={"movflags": "faststart", "write_tmcd": "off"},
)


def write(film: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a film as ProRes 4444, in the size and the rate that it has.

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
    words = tags(about["title"], about["description"], credit)
    encode(film, to, ENCODING, words, prepare=lambda frame: frame)
