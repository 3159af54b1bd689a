"""Small films, GIFs and pages show what the film shows, and say whose work it is."""

from __future__ import annotations

import threading
from dataclasses import astuple
from pathlib import Path
from typing import Any

import av
import numpy as np
import pypdf
import pytest
from av.video.reformatter import Colorspace
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from deconviz.config.talk import Credit
from deconviz.films.rendering.encoder import LAST_REST
from deconviz.talk.formats import gif
from deconviz.talk.formats.facts import Facts, facts_of
from deconviz.talk.formats.sampling import master, scaled
from deconviz.talk.formats.with_background import Formats, write
from support.tiny_films import brightness, write_tiny_film

BEATS, SECONDS = (0.0, 0.2, 0.5), 0.6
LONGER = 1.4
ABOUT: dict[str, Any] = {
    "title": "A title — with signs",
    "description": "A long description of what is seen. " * 12,
    "beats": [{"begin": begin, "says": "It goes on."} for begin in BEATS],
    "seconds": SECONDS,
    "loops": True,
}
CREDIT = Credit(author="An Author", source="A Source", licence="CC BY 4.0")
SAYS = {
    "title": ABOUT["title"],
    "artist": "An Author",
    "copyright": "CC BY 4.0",
    "comment": "A Source",
    "description": ABOUT["description"],
}
SHADE = 2.0  # grey levels, of 255, by which coding changes a grey frame


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film larger and faster than what is made of it."""
    path = tmp_path_factory.mktemp("film") / "Film.mp4"
    return write_tiny_film(path, SECONDS, BEATS, rate=60, size=(1312, 738))


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film that is small and slow already."""
    path = tmp_path_factory.mktemp("draft") / "Film.mp4"
    return write_tiny_film(path, LONGER, BEATS, rate=15, size=(854, 480))


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    noise = np.random.default_rng(1).integers(0, 256, (90, 160, 3), np.uint8)
    path = tmp_path_factory.mktemp("poster") / "Film.poster.png"
    Image.fromarray(noise).save(path)
    return path


def formats(film: Path, poster: Path, folder: Path, **about: Any) -> Formats:
    """Write all formats of a film into a folder."""
    to = Formats(*(folder / f"Film.{ending}" for ending in ("mp4", "gif", "pdf")))
    write(film, poster, to, ABOUT | about, CREDIT)
    return to


@pytest.fixture(scope="module")
def made(film: Path, poster: Path, tmp_path_factory: pytest.TempPathFactory) -> Formats:
    return formats(film, poster, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def small_facts(made: Formats) -> Facts:
    return facts_of(made.web)


# --- mp4 for the web ---


def test_the_small_film_is_what_browsers_and_slides_play(small_facts: Facts) -> None:
    assert "mp4" in small_facts.container
    assert (small_facts.codec, small_facts.profile) == ("h264", "High")
    assert small_facts.level <= 4.0
    assert small_facts.pixel_format == "yuv420p"
    assert small_facts.colours == Colorspace.ITU709
    assert small_facts.index_first
    assert not small_facts.alpha


def test_the_small_film_is_720p30_and_as_long(small_facts: Facts) -> None:
    assert (small_facts.width, small_facts.height) == (1280, 720)
    assert small_facts.rate == pytest.approx(30)
    assert small_facts.seconds == pytest.approx(SECONDS)


def test_the_small_film_can_be_cut_at_beats_and_begins_again_as_it_ends(
    small_facts: Facts,
) -> None:
    before_the_end = round((SECONDS - LAST_REST) * 30) / 30
    assert small_facts.keyframes == pytest.approx(sorted({*BEATS, before_the_end}))


def test_a_small_film_can_be_entered_each_second(draft: Path, poster: Path, tmp_path: Path) -> None:
    small = formats(draft, poster, tmp_path, beats=[{"begin": 0.0}], loops=False).web
    assert facts_of(small).keyframes == pytest.approx((0.0, 1.0))


def test_the_small_film_shows_every_second_frame(film: Path, made: Formats) -> None:
    assert brightness(made.web) == pytest.approx(brightness(film)[::2], abs=SHADE)


def test_the_small_film_says_whose_work_it_is(small_facts: Facts) -> None:
    assert small_facts.tags.items() >= SAYS.items()


def test_a_draft_is_made_neither_larger_nor_faster(
    draft: Path, poster: Path, tmp_path: Path
) -> None:
    facts = facts_of(formats(draft, poster, tmp_path).web)
    assert (facts.width, facts.height) == (854, 480)
    assert facts.rate == pytest.approx(15)


# --- Frames ---


@pytest.mark.parametrize("step", [2, 3, 7])
def test_frames_are_those_of_decoding_all(film: Path, step: int) -> None:
    every = [frame.to_ndarray() for frame in master(film).every(1)]
    some = [frame.to_ndarray() for frame in master(film).every(step)]
    assert len(every) == round(60 * SECONDS)
    assert all(np.array_equal(one, other) for one, other in zip(some, every[::step], strict=True))


@pytest.mark.parametrize(
    ("most", "chosen"), [(1, [0]), (2, [0, 2]), (3, [0, 1, 2]), (9, [0, 1, 2])]
)
def test_keyframes_are_chosen_evenly(film: Path, most: int, chosen: list[int]) -> None:
    every = [frame.to_ndarray() for frame in master(film).every(1)]
    keyframes = [frame.to_ndarray() for frame in master(film).keyframes(most)]
    expected = [every[round(60 * BEATS[number])] for number in chosen]
    assert all(np.array_equal(one, other) for one, other in zip(keyframes, expected, strict=True))


@pytest.mark.parametrize("plane", [0, 1, 2])
def test_a_frame_is_scaled_anew_as_soon_as_one_pixel_changes(plane: int) -> None:
    pixels = np.full((3, 90, 150), 100, np.uint8)
    changed = pixels.copy()
    changed[plane, -1, -1] = 200
    frames = [
        av.VideoFrame.from_ndarray(one, format="yuv444p") for one in (pixels, pixels, changed)
    ]
    first, same, other = scaled(frames, 50, 30, "yuv444p")
    assert first is same
    difference = other.to_ndarray() != first.to_ndarray()
    assert np.argwhere(difference).tolist() == [[plane, 29, 49]]


# --- GIF ---


def test_a_gif_plays_as_long_as_the_film(made: Formats) -> None:
    with Image.open(made.gif) as picture:
        assert isinstance(picture, GifImageFile)
        assert picture.size == (800, 450)
        assert picture.n_frames == 15 * SECONDS
        durations = []
        for number in range(picture.n_frames):
            picture.seek(number)
            durations.append(picture.info["duration"])
    assert sum(durations) == pytest.approx(1000 * SECONDS)
    assert set(durations) == {60, 70}


def test_a_gif_shows_the_frames_of_the_film(poster: Path, tmp_path: Path) -> None:
    moments = [number / 15 for number in range(12)]  # each a keyframe: colours are chosen in those
    film = write_tiny_film(tmp_path / "Film.mp4", len(moments) / 15, moments, rate=15)
    with Image.open(formats(film, poster, tmp_path).gif) as picture:
        for number, level in enumerate(brightness(film)):
            picture.seek(number)
            shown = np.asarray(picture.convert("YCbCr"))[..., 0].mean()
            assert shown == pytest.approx(level, abs=SHADE)


@pytest.mark.parametrize("loops", [True, False])
def test_a_gif_starts_again_if_the_film_ends_as_it_begins(
    draft: Path, poster: Path, tmp_path: Path, loops: bool
) -> None:
    path = formats(draft, poster, tmp_path, loops=loops).gif
    assert facts_of(path).loops == loops
    with Image.open(path) as picture:
        assert picture.info.get("loop") == (0 if loops else None)


def test_a_gif_says_whose_work_it_is(made: Formats) -> None:
    assert facts_of(made.gif).tags["comment"].split("\n") == list(SAYS.values())
    with Image.open(made.gif) as picture:
        assert picture.info["comment"].decode().split("\n") == list(SAYS.values())


def test_a_gif_that_is_too_large_becomes_smaller_and_slower(
    film: Path, made: Formats, poster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "LARGEST", made.gif.stat().st_size // 2)
    again = formats(film, poster, tmp_path)
    assert again.gif.stat().st_size <= gif.LARGEST + len("".join(SAYS.values())) + 50
    facts = facts_of(again.gif)
    assert (facts.width, round(facts.rate)) in gif.STEPS[1:]
    assert again.web.read_bytes() == made.web.read_bytes()


def test_a_film_for_which_no_step_is_small_enough_is_an_error(
    draft: Path, poster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "LARGEST", 1000)
    with pytest.raises(RuntimeError, match="even the smallest GIF is larger than 1000 bytes"):
        formats(draft, poster, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"Film.mp4"}


def test_the_largest_frame_is_within_what_google_slides_takes() -> None:
    assert max(width * width * 9 // 16 for width, _ in gif.STEPS) <= 25e6
    assert gif.LARGEST <= 10e6


# --- PDF of the poster ---


@pytest.fixture(scope="module")
def page(made: Formats) -> pypdf.PdfReader:
    return pypdf.PdfReader(made.still)


def test_a_still_is_one_page_of_16_to_9(page: pypdf.PdfReader) -> None:
    [only] = page.pages
    assert float(only.mediabox.width) / float(only.mediabox.height) == pytest.approx(16 / 9)


def test_a_still_has_every_pixel_of_the_poster(page: pypdf.PdfReader, poster: Path) -> None:
    [image] = page.pages[0].images
    with Image.open(poster) as picture:
        assert np.array_equal(np.asarray(image.image), np.asarray(picture))


def test_a_still_says_whose_work_it_is(page: pypdf.PdfReader) -> None:
    said = page.metadata
    assert said is not None
    assert (said.title, said.author) == (ABOUT["title"], "An Author")
    assert said.subject == ABOUT["description"]
    assert said.keywords == "A Source; CC BY 4.0"


# --- All ---


def test_the_bytes_are_the_same_each_time(draft: Path, poster: Path, tmp_path: Path) -> None:
    first, second = (formats(draft, poster, tmp_path / name) for name in ("first", "second"))
    for one, other in zip(astuple(first), astuple(second), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_film_that_cannot_be_read_leaves_nothing_behind(
    film: Path, poster: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "Damaged.mp4"
    damaged.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    with pytest.raises(av.error.InvalidDataError):
        formats(damaged, poster, tmp_path / "formats")
    assert "encoder" not in {thread.name for thread in threading.enumerate()}
    assert not list((tmp_path / "formats").glob("*"))
