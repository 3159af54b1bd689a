"""Make the default formats of a film: ``python -m bench.derive FILM``."""

from __future__ import annotations

import sys

from deconviz import paths
from deconviz.archive.files import read_json
from deconviz.config.talk import Credit
from deconviz.talk.formats import gif, still, web

THEME, QUALITY = "dark", "talk"


def derive(film: str) -> None:
    """Make what `./run talk` makes of a film."""
    master, poster, about_file = (
        paths.film_path(film, QUALITY, THEME, ending)
        for ending in ("mp4", "poster.png", "about.json")
    )
    small, moving, page = (
        paths.format_path(pattern, film, THEME) for pattern in (paths.WEB, paths.GIF, paths.STILL)
    )
    about, credit = read_json(about_file), Credit()
    web.write(master, small, about, credit)
    gif.write(small, moving, about, credit)
    still.write(poster, page, about, credit)


if __name__ == "__main__":
    derive(sys.argv[1])
