"""A deck is read with the words and the files of what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deconviz.archive.files import write_json
from deconviz.config.talk import Credit, Deck, Slide
from deconviz.config.talk_jobs import DeckJob
from deconviz.errors import UserError
from deconviz.look.theme import LIGHT
from deconviz.talk.decks import deck
from deconviz.talk.decks.reading import read_deck

ABOUT: dict[str, Any] = {
    "title": "A title",
    "finding": "A finding.",
    "description": "A description.",
    "beats": [{"begin": 0.0, "says": "First."}, {"begin": 1.5, "says": "Then."}],
    "seconds": 3.0,
    "loops": True,
}
WORDS = {"title": "Losses fall", "caption": "Losses fall.", "alternative": "Falling lines."}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the words of a film and of a figure."""
    monkeypatch.chdir(tmp_path)
    films = tmp_path / "results/films/1080p60-light"
    write_json(films / "RoundTrip.about.json", ABOUT)
    write_json(tmp_path / "results/figures/loss.json", WORDS)
    return films


def job(*, loop: bool | None = None) -> DeckJob:
    slides = (
        Slide(heading="A film", film="RoundTrip", notes="Play it.", loop=loop),
        Slide(heading="A figure", figure="loss", notes="Point."),
        Slide(heading="Words", text=("One.",), notes="Read."),
    )
    plan = Deck(title="A talk", theme="light", slides=slides)
    return DeckJob(name="short", deck=plan, credit=Credit(), quality="talk")


@pytest.mark.usefixtures("place")
def test_a_deck_has_the_words_and_the_files_of_its_films_and_figures() -> None:
    read = read_deck(job())
    assert (read.name, read.title, read.theme) == ("short", "A talk", LIGHT)
    film, figure, text = read.slides
    folder = Path("results/films/1080p60-light")
    assert film.film == deck.FilmOnSlide(
        name="RoundTrip",
        video=folder / "RoundTrip.mp4",
        web=Path("results/talk/web-light/RoundTrip.mp4"),
        poster=folder / "RoundTrip.poster.png",
        captions=folder / "RoundTrip.vtt",
        title="A title",
        finding="A finding.",
        description="A description.",
        beats=(0.0, 1.5),
        seconds=3.0,
        loops=True,
        says=("First.", "Then."),
    )
    assert figure.figure == deck.FigureOnSlide(
        name="loss",
        picture=Path("results/figures/light/loss.png"),
        title="Losses fall",
        alternative="Falling lines.",
    )
    assert (text.heading, text.notes, text.text) == ("Words", "Read.", ("One.",))
    assert read.films == (film.film,)


@pytest.mark.usefixtures("place")
def test_a_slide_can_stop_a_film_at_its_end() -> None:
    assert [film.loops for film in read_deck(job(loop=False)).films] == [False]


@pytest.mark.usefixtures("place")
def test_a_film_without_words_leaves_the_title_to_its_slide() -> None:
    bare = job().model_copy(update={"bare": ("RoundTrip",)})
    assert [film.bare for film in read_deck(bare).films] == [True]


def test_a_film_that_was_not_made_is_named_with_the_command_that_makes_it(place: Path) -> None:
    (place / "RoundTrip.about.json").unlink()
    with pytest.raises(UserError, match=r"is missing: build it with `./run results/films/1080p60"):
        read_deck(job())
