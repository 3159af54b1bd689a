"""What decks ask for that is not there: found before any job starts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from deconviz import paths
from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest
from deconviz.films.scene_files import SceneFile, scene_file

DECK = re.compile(paths.DECK.partition("{deck}")[0] + "(?P<deck>[^/]*)/")


def unending_films(config: Config, files: Sequence[SceneFile]) -> list[str]:
    """Say which slides ask a film to loop that does not end as it begins."""
    return [
        f"talk.decks.{name}: {slide.film} does not end as it begins and would jump: "
        f"remove loop from slide {slide.heading!r}"
        for name, deck in config.talk.decks.items()
        for slide in deck.slides
        if slide.film and slide.loop and not _loops(slide.film, config, files)
    ]


def unknown_figures(config: Config, figures: Collection[str]) -> list[str]:
    """Say which figures of decks there are none of, with the nearest that there is."""
    return [
        f"talk.decks.{name}: there is no figure {figure}{nearest(figure, figures)}"
        for name, deck in config.talk.decks.items()
        for figure in deck.figures
        if figure not in figures
    ]


def check_asked(config: Config, words: Iterable[str]) -> None:
    """Check the decks that a command line names.

    Raises
    ------
    UserError
        If there is no such deck, with the nearest that there is.
    """
    known = config.talk.decks
    for word in words:
        match = DECK.match(word)
        if match and match["deck"] not in known:
            if not known:
                raise UserError(f"there is no deck {match['deck']}: add it to talk.decks")
            raise UserError(f"there is no deck {match['deck']}{nearest(match['deck'], known)}")


def _loops(film: str, config: Config, files: Sequence[SceneFile]) -> bool:
    scene = config.films.entries[film].scene or film
    return scene_file(scene, files).scenes[scene].loops
