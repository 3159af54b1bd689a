"""Make the default formats of a film: ``python -m bench.derive FILM``."""

from __future__ import annotations

import sys

from deconviz import paths
from deconviz.archive.files import read_json
from deconviz.config.talk import Credit
from deconviz.pipeline.pack import WITH_BACKGROUND
from deconviz.talk.formats import with_background
from deconviz.talk.formats.with_background import Formats

THEME, QUALITY = "dark", "talk"


def derive(film: str) -> None:
    """Make what `./run talk` makes of a film."""
    master, poster, about_file = (
        paths.film_path(film, QUALITY, THEME, ending)
        for ending in ("mp4", "poster.png", "about.json")
    )
    formats = (paths.format_path(pattern, film, THEME) for pattern in WITH_BACKGROUND.values())
    with_background.write(master, poster, Formats(*formats), read_json(about_file), Credit())


if __name__ == "__main__":
    derive(sys.argv[1])
