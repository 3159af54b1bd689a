"""What each job that makes talks takes of the config, and nothing else of it."""

from __future__ import annotations

from deconviz.config.experiment import Strict
from deconviz.config.names import FilmName, Name
from deconviz.config.schema import Config, Quality
from deconviz.config.talk import Credit, Deck


class FormatJob(Strict):
    """What turning one film into another format depends on, besides the film."""

    film: FilmName
    """The film's name."""
    credit: Credit
    """Whose work it is."""


class DeckJob(Strict):
    """What one deck depends on, besides the files that it shows."""

    name: Name
    """The deck's."""
    deck: Deck
    """Its slides."""
    credit: Credit
    """Whose work the films are."""
    quality: Quality
    """Of the films."""
    bare: tuple[FilmName, ...] = ()
    """Films without words: the slide's heading is their title."""


def format_job(config: Config, film: str) -> FormatJob:
    """Collect what a format of a film depends on."""
    return FormatJob(film=film, credit=config.talk.credit)


def deck_job(config: Config, name: str) -> DeckJob:
    """Collect what a deck depends on."""
    deck = config.talk.decks[name]
    return DeckJob(
        name=name,
        deck=deck,
        credit=config.talk.credit,
        quality=config.films.quality,
        bare=tuple(film for film in deck.films if config.films.entries[film].bare),
    )
