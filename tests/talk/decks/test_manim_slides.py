"""Decks for manim-slides, read by its own models and converted by its own converters."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pptx
import pytest
from manim_slides.config import PresentationConfig, SlideConfig
from PIL import Image

from deconviz.config.talk import Credit
from deconviz.look.theme import DARK
from deconviz.talk.decks import manim_slides
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide
from support.tiny_films import brightness, write_tiny_film

BEATS, SAYS = (0.0, 0.4, 0.8), ("First.", "Then.", "Last.")
SECONDS, WEB_RATE = 1.2, 15
FILE = "slides/tiny-deck.json"
pytestmark = pytest.mark.slow  # slides that are no film are drawn at full size


def film(folder: Path, name: str, *, loops: bool) -> FilmOnSlide:
    write_tiny_film(folder / f"{name}.mp4", SECONDS, BEATS)
    write_tiny_film(folder / f"{name}-web.mp4", SECONDS, BEATS, rate=WEB_RATE, size=(160, 90))
    return FilmOnSlide(
        name=name,
        video=folder / f"{name}.mp4",
        web=folder / f"{name}-web.mp4",
        poster=folder / f"{name}.png",
        captions=folder / f"{name}.vtt",
        title=f"The title of {name}",
        finding="It works.",
        description="Grey grows brighter.",
        beats=BEATS,
        seconds=SECONDS,
        loops=loops,
        says=SAYS,
    )


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    folder = tmp_path_factory.mktemp("films")
    Image.new("RGB", (400, 300), "#ff9d3c").save(folder / "figure.png")
    figure = FigureOnSlide("figure", folder / "figure.png", "A figure", "All of it is orange.")
    return Deck(
        name="tiny-deck",
        title="A talk",
        theme=DARK,
        credit=Credit(author="Somebody", source="A book", licence="MIT"),
        slides=(
            Slide("It goes round", "Let it go round.", film=film(folder, "Round", loops=True)),
            Slide("A picture", "Look at it.", figure=figure),
            Slide("It ends", "Stop here.", film=film(folder, "Ends", loops=False)),
            Slide("To take home", "Questions?", text=("One thing", "Another")),
        ),
    )


@pytest.fixture(scope="module")
def folder(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("decks") / "manim-slides"
    manim_slides.write(deck, path)
    return path


@pytest.fixture(scope="module")
def presentation(folder: Path) -> PresentationConfig:
    return PresentationConfig.from_file(folder / FILE)


def names(slides: list[SlideConfig]) -> list[str]:
    return [slide.file.stem for slide in slides]


def test_it_stops_after_every_step_and_then_shows_all_of_a_film_that_loops(
    presentation: PresentationConfig,
) -> None:
    assert names(presentation.slides) == [
        "slide-0",
        *("Round-1", "Round-2", "Round-3", "Round"),
        "slide-2",
        *("Ends-1", "Ends-2", "Ends-3"),
        "slide-4",
    ]
    assert names([slide for slide in presentation.slides if slide.loop]) == ["Round"]
    assert not any(slide.auto_next for slide in presentation.slides)


def test_its_window_fits_small_screens_and_has_the_colour_of_the_films(
    presentation: PresentationConfig,
) -> None:
    assert presentation.resolution == (1280, 720)
    assert presentation.background_color.as_hex() == DARK.background


def test_steps_are_the_film_frame_for_frame(deck: Deck, presentation: PresentationConfig) -> None:
    steps = [brightness(slide.file) for slide in presentation.slides[1:4]]
    assert [len(step) for step in steps] == [12, 12, 12]
    (film, *_) = deck.films
    assert np.array_equal(np.concatenate(steps), brightness(film.video))


def test_each_step_and_the_whole_can_go_back(presentation: PresentationConfig) -> None:
    for slide in presentation.slides[1:5]:
        forth, back = brightness(slide.file), brightness(slide.rev_file)
        assert back[0] > back[-1]
        assert len(back) == len(forth) * WEB_RATE / 30
        assert (back[-1], back[0]) == pytest.approx((forth[0], forth[-1]), abs=8)


def test_notes_say_where_one_is_what_is_seen_and_what_to_say(
    presentation: PresentationConfig,
) -> None:
    notes = [slide.notes for slide in presentation.slides]
    assert notes[0] == "A talk\n\nSomebody"
    assert notes[2] == "It goes round: 2 of 3\n\nThen.\n\nLet it go round."
    assert notes[4] == "It goes round: all of it, until you go on\n\nLet it go round."
    assert notes[-1] == "To take home\n\nQuestions?"


def test_a_film_that_says_nothing_has_its_steps_all_the_same(tmp_path: Path) -> None:
    mute = replace(film(tmp_path, "Mute", loops=False), says=())
    deck = Deck("mute", "A talk", DARK, Credit(), (Slide("It is mute", "Wait.", film=mute),))
    manim_slides.write(deck, tmp_path / "deck")
    slides = PresentationConfig.from_file(tmp_path / "deck/slides/mute.json").slides
    assert slides[1].notes == "It is mute: 1 of 3\n\nWait."


def test_a_film_that_loops_on_one_of_its_slides_alone_is_there_for_both(tmp_path: Path) -> None:
    looping = film(tmp_path, "Both", loops=True)
    once = replace(looping, loops=False)
    slides = Slide("It goes round", "Look.", film=looping), Slide("It ends", "Look.", film=once)
    manim_slides.write(Deck("both", "A talk", DARK, Credit(), slides), tmp_path / "deck")
    stops = PresentationConfig.from_file(tmp_path / "deck/slides/both.json").slides
    assert names(stops[4:]) == ["Both", "Both-1", "Both-2", "Both-3"]


def test_the_folder_works_wherever_it_is_moved_to(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "a talk of mine"
    shutil.copytree(folder, moved)
    slides = PresentationConfig.from_file(moved / FILE).slides
    assert all(slide.file.is_relative_to(moved) for slide in slides)
    assert all(slide.rev_file.is_relative_to(moved) for slide in slides)


def test_it_has_no_file_that_no_slide_shows(folder: Path, presentation: PresentationConfig) -> None:
    shown = {file for slide in presentation.slides for file in (slide.file, slide.rev_file)}
    assert set(folder.rglob("*.*")) == {folder / FILE, *shown}


def test_every_file_says_whose_it_is(presentation: PresentationConfig) -> None:
    said = {}
    for slide in presentation.slides:
        with av.open(slide.rev_file) as container:
            tags = container.metadata
        said[slide.file.stem] = tags["title"], tags["description"]
        assert tags["artist"] == "Somebody"
        assert "MIT" in tags["copyright"]
        assert "A book" in tags["comment"]
    assert said["Round-2"] == ("The title of Round", "Grey grows brighter.")
    assert said["slide-2"] == ("A picture", "All of it is orange.")
    assert said["slide-4"] == ("To take home", "One thing Another")


def test_a_deck_is_the_same_bytes_each_time(deck: Deck, folder: Path, tmp_path: Path) -> None:
    manim_slides.write(deck, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)


def test_a_film_with_no_keyframe_at_a_beat_is_shown_in_steps_too(tmp_path: Path) -> None:
    older = film(tmp_path, "Older", loops=False)
    write_tiny_film(older.video, SECONDS)
    deck = Deck("older", "A talk", DARK, Credit(), (Slide("It is older", "Wait.", film=older),))
    manim_slides.write(deck, tmp_path / "deck")
    steps = PresentationConfig.from_file(tmp_path / "deck/slides/older.json").slides[1:]
    assert [len(brightness(step.file)) for step in steps] == [12, 12, 12]


# --- Its own converters ---


def convert(folder: Path, target: Path, *options: str) -> None:
    command = [sys.executable, "-m", "manim_slides", "convert", "tiny-deck", str(target), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert target.is_file()


def test_its_converter_makes_a_page_for_browsers(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "talk.html"
    convert(folder, page, "-ccdn_url=reveal")
    text = page.read_text(encoding="utf-8")
    assert text.count('data-background-video="') == 10
    assert text.count("data-background-video-loop") == 1
    assert text.count("Let it go round.") == 4
    assert f'data-background-color="{DARK.background}"' in text
    assert (tmp_path / "talk_assets/Round-2.mp4").read_bytes() == (
        folder / "slides/files/tiny-deck/Round-2.mp4"
    ).read_bytes()


def test_its_converter_makes_slides_for_powerpoint(folder: Path, tmp_path: Path) -> None:
    convert(folder, tmp_path / "talk.pptx")
    slides = pptx.Presentation(str(tmp_path / "talk.pptx")).slides
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    assert len(notes) == 10
    assert notes[2].startswith("It goes round: 2 of 3")
    looping = ['repeatCount="indefinite"' in slide.part.blob.decode() for slide in slides]
    assert [number for number, loops in enumerate(looping) if loops] == [4]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
