"""Read what a deck shows: the words of its films and figures, and where their files are."""

from __future__ import annotations

from deconviz import paths
from deconviz.archive.files import read_json
from deconviz.config import talk
from deconviz.config.talk_jobs import DeckJob
from deconviz.look.theme import THEMES
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide


def read_deck(job: DeckJob) -> Deck:
    """Read a deck's parts, relative to the folder that holds ``results``.

    Raises
    ------
    UserError
        If a file is missing or damaged, with the command that builds it.
    """
    return Deck(
        name=job.name,
        title=job.deck.title,
        theme=THEMES[job.deck.theme],
        credit=job.credit,
        slides=tuple(_slide(job, slide) for slide in job.deck.slides),
    )


def _slide(job: DeckJob, slide: talk.Slide) -> Slide:
    return Slide(
        heading=slide.heading,
        notes=slide.notes,
        film=_film(job, slide.film, loop=slide.loop) if slide.film else None,
        figure=_figure(job, slide.figure) if slide.figure else None,
        text=slide.text,
    )


def _film(job: DeckJob, film: str, *, loop: bool | None) -> FilmOnSlide:
    theme = job.deck.theme
    about = read_json(paths.film_path(film, job.quality, theme, "about.json"))
    return FilmOnSlide(
        name=film,
        video=paths.film_path(film, job.quality, theme),
        web=paths.format_path(paths.WEB, film, theme),
        poster=paths.film_path(film, job.quality, theme, "poster.png"),
        captions=paths.film_path(film, job.quality, theme, "vtt"),
        title=about["title"],
        finding=about["finding"],
        description=about["description"],
        beats=tuple(beat["begin"] for beat in about["beats"]),
        seconds=about["seconds"],
        loops=about["loops"] if loop is None else loop,
        bare=film in job.bare,
        says=tuple(beat["says"] for beat in about["beats"]),
    )


def _figure(job: DeckJob, figure: str) -> FigureOnSlide:
    words = read_json(paths.figure_words_path(figure))
    return FigureOnSlide(
        name=figure,
        picture=paths.figure_path(figure, job.deck.theme, "png"),
        title=words["title"],
        alternative=words["alternative"],
    )
