"""A deck for manim-slides: it stops at each part of a film.

The folder has all that the program needs: in it, ``manim-slides present NAME`` shows the deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from deconviz.archive.files import replacing_folder, write_json
from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags
from deconviz.talk.decks.cards import figure_card, text_card, title_card
from deconviz.talk.decks.deck import Deck, FilmOnSlide, Slide
from deconviz.talk.formats.backwards import write_backwards
from deconviz.talk.formats.keyframes import with_keyframes
from deconviz.talk.formats.pieces import begins_at_keyframes, cut
from deconviz.talk.formats.still_film import write_still_film

SLIDES = Path("slides")
"""Where manim-slides looks for decks; what they show is named from the folder around it."""
WINDOW = (1280, 720)
"""The smallest window of the presenter, so that it fits every screen; films fill a larger one."""


@dataclass(frozen=True)
class Stop:
    """What is shown until the speaker goes on.

    Attributes
    ----------
    file, backwards
        Films: for going on, and for going back.
    notes
        For the speaker.
    loop
        Whether it plays until the speaker goes on.
    """

    file: str
    backwards: str
    notes: str
    loop: bool = False


@dataclass(frozen=True)
class Card:
    """A slide that is no film.

    Attributes
    ----------
    picture
        What it shows.
    title, description
        In words.
    """

    picture: Image.Image
    title: str
    description: str


def write(deck: Deck, path: Path) -> None:
    """Write a deck.

    Parameters
    ----------
    deck
        What it shows.
    path
        The folder.
    """
    with replacing_folder(path) as folder:
        files = folder / SLIDES / "files" / deck.name
        files.mkdir(parents=True)
        for film in _films(deck):
            _write_film(film, files, deck)
        for number, card in _cards(deck):
            _write_card(card, files / _name_of_card(number), deck.credit)
        write_json(folder / SLIDES / f"{deck.name}.json", _presentation(deck))


def _presentation(deck: Deck) -> dict[str, Any]:
    """Return what manim-slides reads, by its own names."""
    where = SLIDES / "files" / deck.name
    return {
        "slides": [
            {
                "file": (where / stop.file).as_posix(),
                "rev_file": (where / stop.backwards).as_posix(),
                "loop": stop.loop,
                "notes": stop.notes,
            }
            for stop in _stops(deck)
        ],
        "resolution": WINDOW,
        "background_color": deck.theme.background,
    }


def _stops(deck: Deck) -> Iterator[Stop]:
    title = _name_of_card(0)
    yield Stop(title, title, f"{deck.title}\n\n{deck.credit.author}")
    for number, slide in enumerate(deck.slides, 1):
        if slide.film:
            yield from _stops_of_film(slide, slide.film)
        else:
            name = _name_of_card(number)
            yield Stop(name, name, f"{slide.heading}\n\n{slide.notes}")


def _stops_of_film(slide: Slide, film: FilmOnSlide) -> Iterator[Stop]:
    """Yield the steps of a film; one that loops then plays whole, until the speaker goes on."""
    steps = _steps(film)
    for number, says in enumerate(film.says or ("",) * steps, 1):
        notes = [f"{slide.heading}: {number} of {steps}", says, slide.notes]
        name, backwards = f"{film.name}-{number}.mp4", f"{film.name}-{number}_reversed.mp4"
        yield Stop(name, backwards, "\n\n".join(filter(None, notes)))
    if film.loops:
        notes = [f"{slide.heading}: all of it, until you go on", slide.notes]
        yield Stop(f"{film.name}.mp4", f"{film.name}_reversed.mp4", "\n\n".join(notes), loop=True)


def _films(deck: Deck) -> Iterable[FilmOnSlide]:
    """Return each film once: as one that loops, if it does on any slide."""
    shown = [slide.film for slide in deck.slides if slide.film]
    return {film.name: film for film in sorted(shown, key=lambda film: film.loops)}.values()


def _steps(film: FilmOnSlide) -> int:
    return len(film.beats)


def _write_film(film: FilmOnSlide, files: Path, deck: Deck) -> None:
    """Write a film in steps and whole, forwards and backwards.

    Backwards is made of the small film: one goes back at a glance.
    """
    master = film.video
    if not begins_at_keyframes(master, film.beats):
        master = files / ".keyframes.mp4"
        with_keyframes(film.video, film.beats, master)
    turned = files / ".turned.mp4"
    begins = write_backwards(film.web, film.beats, turned)
    numbers = range(1, _steps(film) + 1)
    words = tags(film.title, film.description, deck.credit)
    cut(master, film.beats, [files / f"{film.name}-{n}.mp4" for n in numbers], words)
    backwards = [files / f"{film.name}-{n}_reversed.mp4" for n in reversed(numbers)]
    cut(turned, begins, backwards, words)
    if film.loops:
        cut(master, [0.0], [files / f"{film.name}.mp4"], words)
        cut(turned, [0.0], [files / f"{film.name}_reversed.mp4"], words)
    for temporary in {master, turned} - {film.video}:
        temporary.unlink()


def _cards(deck: Deck) -> Iterator[tuple[int, Card]]:
    """Yield what has no film, and the number of its slide; the title is that before the first."""
    yield 0, Card(title_card(deck), deck.title, deck.credit.author)
    for number, slide in enumerate(deck.slides, 1):
        if figure := slide.figure:
            picture = figure_card(slide.heading, figure, deck.theme)
            yield number, Card(picture, slide.heading, figure.alternative)
        elif slide.text:
            picture = text_card(slide.heading, slide.text, deck.theme)
            yield number, Card(picture, slide.heading, " ".join(slide.text))


def _name_of_card(number: int) -> str:
    return f"slide-{number}.mp4"


def _write_card(card: Card, path: Path, credit: Credit) -> None:
    plain = path.with_name(".plain.mp4")
    write_still_film(card.picture, plain)
    cut(plain, [0.0], [path], tags(card.title, card.description, credit))
    plain.unlink()
