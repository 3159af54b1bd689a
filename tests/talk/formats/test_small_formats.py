"""Small films, GIFs and pages show what the film shows, and say whose work it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdf
import pytest
from av.video.reformatter import Colorspace
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from deconviz.config.talk import Credit
from deconviz.films.rendering.encoder import LAST_REST
from deconviz.talk.formats import gif, still, web
from deconviz.talk.formats.facts import Facts, facts_of
from deconviz.talk.formats.sampling import master
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
def small(film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "Film.mp4"
    web.write(film, path, ABOUT, CREDIT)
    return path


@pytest.fixture(scope="module")
def small_facts(small: Path) -> Facts:
    return facts_of(small)


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


def test_a_small_film_can_be_entered_each_second(draft: Path, tmp_path: Path) -> None:
    web.write(
        draft, tmp_path / "Film.mp4", ABOUT | {"beats": [{"begin": 0.0}], "loops": False}, CREDIT
    )
    assert facts_of(tmp_path / "Film.mp4").keyframes == pytest.approx((0.0, 1.0))


def test_the_small_film_shows_every_second_frame(film: Path, small: Path) -> None:
    assert brightness(small) == pytest.approx(brightness(film)[::2], abs=SHADE)


def test_the_small_film_says_whose_work_it_is(small_facts: Facts) -> None:
    assert small_facts.tags.items() >= SAYS.items()


def test_a_draft_is_made_neither_larger_nor_faster(draft: Path, tmp_path: Path) -> None:
    web.write(draft, tmp_path / "Film.mp4", ABOUT, CREDIT)
    facts = facts_of(tmp_path / "Film.mp4")
    assert (facts.width, facts.height) == (854, 480)
    assert facts.rate == pytest.approx(15)


def test_frames_are_those_of_decoding_all(small: Path) -> None:
    every = [frame.to_ndarray() for frame in master(small).every(1)]
    third = [frame.to_ndarray() for frame in master(small).every(3)]
    assert len(every) == round(30 * SECONDS)
    assert all(np.array_equal(one, all_) for one, all_ in zip(third, every[::3], strict=True))


# --- GIF ---


def as_gif(film: Path, folder: Path, **about: Any) -> Path:
    path = folder / "Film.gif"
    gif.write(film, path, ABOUT | about, CREDIT)
    return path


@pytest.fixture(scope="module")
def moving(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return as_gif(small, tmp_path_factory.mktemp("gif"))


def test_a_gif_plays_as_long_as_the_film(moving: Path) -> None:
    with Image.open(moving) as picture:
        assert isinstance(picture, GifImageFile)
        assert picture.size == (800, 450)
        assert picture.n_frames == 15 * SECONDS
        durations = []
        for number in range(picture.n_frames):
            picture.seek(number)
            durations.append(picture.info["duration"])
    assert sum(durations) == pytest.approx(1000 * SECONDS)
    assert set(durations) == {60, 70}


def test_a_gif_shows_the_frames_of_the_film(tmp_path: Path) -> None:
    moments = [number / 15 for number in range(12)]  # each a keyframe: colours are chosen in those
    film = write_tiny_film(tmp_path / "Film.mp4", len(moments) / 15, moments, rate=15)
    with Image.open(as_gif(film, tmp_path)) as picture:
        for number, level in enumerate(brightness(film)):
            picture.seek(number)
            shown = np.asarray(picture.convert("YCbCr"))[..., 0].mean()
            assert shown == pytest.approx(level, abs=SHADE)


@pytest.mark.parametrize("loops", [True, False])
def test_a_gif_starts_again_if_the_film_ends_as_it_begins(
    small: Path, tmp_path: Path, loops: bool
) -> None:
    path = as_gif(small, tmp_path, loops=loops)
    assert facts_of(path).loops == loops
    with Image.open(path) as picture:
        assert picture.info.get("loop") == (0 if loops else None)


def test_a_gif_says_whose_work_it_is(moving: Path) -> None:
    assert facts_of(moving).tags["comment"].split("\n") == list(SAYS.values())
    with Image.open(moving) as picture:
        assert picture.info["comment"].decode().split("\n") == list(SAYS.values())


def test_a_gif_that_is_too_large_becomes_smaller_and_slower(
    small: Path, moving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "LARGEST", moving.stat().st_size // 2)
    path = as_gif(small, tmp_path)
    assert path.stat().st_size <= gif.LARGEST + len("".join(SAYS.values())) + 50
    facts = facts_of(path)
    assert (facts.width, round(facts.rate)) in gif.STEPS[1:]


def test_a_film_for_which_no_step_is_small_enough_is_an_error(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "LARGEST", 1000)
    with pytest.raises(RuntimeError, match="even the smallest GIF is larger than 1000 bytes"):
        as_gif(small, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_largest_frame_is_within_what_google_slides_takes() -> None:
    assert max(width * width * 9 // 16 for width, _ in gif.STEPS) <= 25e6
    assert gif.LARGEST <= 10e6


# --- PDF of the poster ---


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    noise = np.random.default_rng(1).integers(0, 256, (90, 160, 3), np.uint8)
    path = tmp_path_factory.mktemp("poster") / "Film.poster.png"
    Image.fromarray(noise).save(path)
    return path


@pytest.fixture(scope="module")
def page(poster: Path, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    path = tmp_path_factory.mktemp("still") / "Film.pdf"
    still.write(poster, path, ABOUT, CREDIT)
    return pypdf.PdfReader(path)


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

MADE: dict[str, Callable[[Path, Path, dict[str, Any], Credit], None]] = {
    ".mp4": web.write,
    ".gif": gif.write,
    ".pdf": still.write,
}


@pytest.mark.parametrize("ending", MADE)
def test_the_bytes_are_the_same_each_time(
    ending: str, draft: Path, poster: Path, tmp_path: Path
) -> None:
    source = poster if ending == ".pdf" else draft
    paths = [tmp_path / name / f"Film{ending}" for name in ("first", "second")]
    for path in paths:
        MADE[ending](source, path, ABOUT, CREDIT)
    assert paths[0].read_bytes() == paths[1].read_bytes()
