"""Cards say what lies beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from deconviz.config.site_jobs import SiteFigureJob, SiteFilmJob
from deconviz.errors import UserError
from deconviz.site import figure_card, film_card, thumbnails
from support import made_up_site
from support.made_up_site import ABOUT, FIGURE, FILM, WORDS


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made_up_site.write_results()
    return tmp_path


def film(job: SiteFilmJob = FILM) -> tuple[Path, dict[str, Any]]:
    folder = Path("results/site/films/Rain")
    film_card.write(job, folder)
    return folder, json.loads((folder / "card.json").read_text(encoding="utf-8"))


def figure(job: SiteFigureJob = FIGURE) -> tuple[Path, dict[str, Any]]:
    folder = Path("results/site/figures/drops")
    figure_card.write(job, folder)
    return folder, json.loads((folder / "card.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("make", [film, figure])
def test_each_download_is_there_and_as_large_as_the_card_says(make: Any) -> None:
    folder, card = make()
    sizes = {download["file"]: download["size"] for download in card["downloads"]}
    assert sizes == {name: (folder / name).stat().st_size for name in sizes}
    others = {path.name for path in folder.iterdir()} - sizes.keys() - {"card.json"}
    assert all(name.endswith(".webp") for name in others)


@pytest.mark.usefixtures("place")
def test_a_film_comes_in_every_format_and_both_themes() -> None:
    _, card = film()
    assert [(download["name"], download["file"]) for download in card["downloads"]] == [
        ("MP4", "Rain.mp4"),
        ("Light", "Rain-light.mp4"),
        ("Small", "Rain-web.mp4"),
        ("Small, light", "Rain-light-web.mp4"),
        ("GIF", "Rain.gif"),
        ("PDF", "Rain.pdf"),
        ("SRT", "Rain.srt"),
        ("VTT", "Rain.vtt"),
    ]


@pytest.mark.usefixtures("place")
def test_what_plays_in_a_theme_is_the_small_film_of_it_with_its_poster() -> None:
    folder, card = film()
    assert [shown["theme"] for shown in card["shown"]] == ["dark", "light"]
    for shown in card["shown"]:
        assert shown["video"] in {download["file"] for download in card["downloads"]}
        with Image.open(folder / shown["poster"]) as poster:
            assert (poster.format, poster.width) == ("WEBP", thumbnails.POSTER)
            assert poster.width / poster.height == pytest.approx(16 / 9)


@pytest.mark.usefixtures("place")
def test_a_card_has_the_words_of_its_film_and_the_command_that_makes_it() -> None:
    _, card = film()
    words = ("title", "finding", "description", "seconds", "loops", "topic", "claims")
    assert {word: card[word] for word in words} == {word: ABOUT[word] for word in words}
    assert card["command"] == "./run results/films/1080p60/Rain.mp4"
    assert card["captions"] == Path("results/films/1080p60/Rain.vtt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("place")
def test_a_site_in_light_alone_has_light_films_alone() -> None:
    _, card = film(FILM.model_copy(update={"themes": ("light",)}))
    assert card["command"] == "./run results/films/1080p60-light/Rain.mp4"
    assert [shown["theme"] for shown in card["shown"]] == ["light"]


@pytest.mark.parametrize(
    "lost", ["results/talk/gif/Rain.gif", "results/films/1080p60/Rain.poster.png"]
)
def test_a_missing_file_is_named_with_what_builds_it(place: Path, lost: str) -> None:
    (place / lost).unlink()
    with pytest.raises(UserError, match=rf"^{lost}: is missing: build it with `\./run "):
        film()
    assert not Path("results/site/films/Rain").exists()


@pytest.mark.usefixtures("place")
def test_a_figure_is_shown_in_light_and_dark() -> None:
    folder, card = figure()
    assert card["shown"] == {"light": "drops-light.webp", "dark": "drops-dark.webp"}
    with Image.open(folder / "drops-dark.webp") as picture:
        assert picture.size == (640, 256)
    assert {word: card[word] for word in WORDS} == WORDS


@pytest.mark.usefixtures("place")
def test_a_figure_without_a_png_has_its_files_alone() -> None:
    _, card = figure(FIGURE.model_copy(update={"pictures": FIGURE.pictures[:1]}))
    assert card["shown"] == {}
    assert [download["name"] for download in card["downloads"]] == ["PDF"]


def test_a_small_picture_is_not_made_larger(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100)).save(tmp_path / "small.png")
    thumbnails.write(tmp_path / "small.png", tmp_path / "small.webp", 640)
    with Image.open(tmp_path / "small.webp") as picture:
        assert picture.size == (300, 100)
