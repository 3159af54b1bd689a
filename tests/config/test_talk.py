"""What the config says about talks, and what is said to what it cannot mean."""

from __future__ import annotations

from typing import Any

import pytest

from deconviz.config.file import check_config, load_config
from deconviz.config.schema import Config
from deconviz.config.talk_jobs import deck_job
from deconviz.errors import UserError
from deconviz.paths import CONFIG
from support.workspace import ROOT

FILM = {"heading": "A film", "film": "RoundTrip", "notes": "Play it."}
TEXT = {"heading": "Words", "text": ["One.", "Two."], "notes": "Read them."}


def config(*slides: dict[str, Any], **deck: Any) -> Config:
    raw = {
        "variants": {"baseline": {}},
        "films": {"entries": {"RoundTrip": {"variant": "baseline"}}},
        "talk": {"decks": {"short": {"title": "A talk", "slides": list(slides), **deck}}},
    }
    return check_config(raw, "config.yaml")


def refusal(*slides: dict[str, Any], **deck: Any) -> str:
    with pytest.raises(UserError) as caught:
        config(*slides, **deck)
    header, *problems = str(caught.value).splitlines()
    assert header == "config.yaml is not usable:"
    return "\n".join(problem.strip() for problem in problems)


def test_a_deck_names_its_films_and_figures_once() -> None:
    figure = {"heading": "A figure", "figure": "loss", "notes": "Point."}
    again = {**FILM, "heading": "The film again"}
    deck = config(FILM, figure, TEXT, again).talk.decks["short"]
    assert deck.films == ("RoundTrip",)
    assert deck.figures == ("loss",)


def test_a_job_of_a_deck_takes_its_own_part_of_the_config() -> None:
    shipped = load_config(ROOT / CONFIG)
    assert deck_job(shipped, "five-minutes").deck == shipped.talk.decks["five-minutes"]
    assert deck_job(shipped, "five-minutes").quality == shipped.films.quality
    assert deck_job(shipped, "five-minutes").bare == ()


def test_a_job_of_a_deck_knows_which_of_its_films_are_bare() -> None:
    raw = {
        "variants": {"baseline": {}},
        "films": {
            "entries": {
                "Wordless": {"variant": "baseline", "scene": "AllComponents", "bare": True},
                "Unused": {"variant": "baseline", "scene": "AllComponents", "bare": True},
                "RoundTrip": {"variant": "baseline"},
            }
        },
        "talk": {
            "decks": {
                "short": {
                    "title": "A talk",
                    "slides": [FILM, {**FILM, "heading": "Bare", "film": "Wordless"}],
                }
            }
        },
    }
    assert deck_job(check_config(raw, "config.yaml"), "short").bare == ("Wordless",)


@pytest.mark.parametrize("minutes", ["five-minutes", "twenty-minutes"])
def test_the_decks_that_we_ship_say_something_on_every_slide(minutes: str) -> None:
    slides = load_config(ROOT / CONFIG).talk.decks[minutes].slides
    assert all(len(slide.notes) >= 40 for slide in slides)


def test_the_films_of_the_short_deck_are_in_the_long_one() -> None:
    decks = load_config(ROOT / CONFIG).talk.decks
    assert set(decks["five-minutes"].films) <= set(decks["twenty-minutes"].films)


@pytest.mark.parametrize(
    ("slide", "expected"),
    [
        (FILM | {"film": "RoundTirp"}, "there is no film RoundTirp: did you mean RoundTrip?"),
        (FILM | {"notes": " "}, "slide 'A film' has no notes: add notes, what you will say"),
        (FILM | {"text": ["And words"]}, "slide 'A film': give a film, a figure or text, and only"),
        ({"heading": "Nothing", "notes": "?"}, "slide 'Nothing': give a film, a figure or text"),
        (TEXT | {"loop": True}, "slide 'Words' has no film to loop: remove loop"),
        (
            FILM | {"heading": "  "},
            "talk.decks.short.slides.0.heading: is '  ', should be one line",
        ),
        (
            FILM | {"heading": "a\nb"},
            "talk.decks.short.slides.0.heading: is 'a\\nb', should be one line",
        ),
        (FILM | {"flim": "RoundTrip"}, "slides.0.flim: no such key: did you mean film?"),
        (FILM | {"loop": "often"}, "slides.0.loop: is 'often', should be a valid boolean"),
    ],
)
def test_a_slide_that_cannot_be_meant_is_named(slide: dict[str, Any], expected: str) -> None:
    assert expected in refusal(slide)


@pytest.mark.parametrize(
    ("key", "most", "more"),
    [
        ("heading", "a" * 80, "a" * 81),
        ("text", ["a"] * 8, ["a"] * 9),
        ("notes", "a" * 4000, "a" * 4001),
    ],
)
def test_a_slide_holds_no_more_than_can_be_read(key: str, most: Any, more: Any) -> None:
    [slide] = config(TEXT | {key: most}).talk.decks["short"].slides
    assert len(getattr(slide, key)) == len(most)
    assert f"slides.0.{key}: is " in refusal(TEXT | {key: more})


def test_two_slides_with_one_heading_are_refused() -> None:
    expected = "two slides are headed 'Words': give each its own heading"
    assert expected in refusal(TEXT, FILM, TEXT)


def test_a_deck_without_slides_is_refused() -> None:
    assert "talk.decks.short.slides" in refusal()


def test_an_unknown_theme_is_refused() -> None:
    assert "talk.decks.short.theme: is 'grey'" in refusal(FILM, theme="grey")


def test_text_from_the_command_line_stays_text() -> None:
    slides = [FILM | {"heading": "Why: noise", "notes": "yes"}]
    talk = {"decks": {"mine": {"title": "12", "slides": slides}}}
    [slide] = load_config(ROOT / CONFIG, {"talk": talk}).talk.decks["mine"].slides
    assert (slide.heading, slide.notes) == ("Why: noise", "yes")
