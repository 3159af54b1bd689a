"""The gallery in a real browser: films that play, and what those get who have no films."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from support.browser import Visitor
from support.small_site import FILMS, STORY

CAN_PLAY = """
async () => {
  const ready = video => new Promise((done, failed) => {
    video.addEventListener("canplay", () => done(video.currentSrc.split("/").pop()), {once: true});
    setTimeout(() => failed(new Error(`${video.currentSrc} cannot be played`)), 20000);
    video.preload = "auto";
    video.load();
  });
  return await Promise.all([...document.querySelectorAll("video")].map(ready));
}
"""
SETTLED = """
() => [...document.querySelectorAll(".screen video")].every(video => {
  const {top, bottom, height} = video.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return video.paused === seen < height / 2;
})
"""
PLAYING = "() => [...document.querySelectorAll('video')].filter(one => !one.paused).length"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_film_can_be_played_in_the_reader_s_colours(visitor: Visitor, theme: str) -> None:
    page = visitor.open("index", theme=theme)
    sources = page.evaluate(CAN_PLAY)
    assert {source.partition("-")[0] for source in sources} == set(FILMS)
    assert {"-light" in source for source in sources} == {theme == "light"}


def test_films_play_while_they_are_seen(visitor: Visitor) -> None:
    page = visitor.open("index")
    page.wait_for_function(SETTLED)
    seen = page.evaluate(PLAYING)
    assert seen > 0
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(SETTLED)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(SETTLED)
    assert page.evaluate(PLAYING) == seen


def test_all_films_stop_and_go_on_by_one_button(visitor: Visitor) -> None:
    page = visitor.open("index")
    page.wait_for_function(SETTLED)
    page.get_by_role("button", name="Pause").press("Enter")
    page.wait_for_function(f"({PLAYING})() === 0")
    page.get_by_role("button", name="Play").press("Space")
    page.wait_for_function(f"({PLAYING})() > 0")


def test_nothing_moves_for_those_who_want_no_motion(visitor: Visitor) -> None:
    page = visitor.open("index", reduced_motion="reduce")
    page.wait_for_timeout(300)
    still = "[...document.querySelectorAll('video')].every(one => one.paused && !one.currentTime)"
    assert page.evaluate(still)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator(".film img").first.is_visible()


def test_a_topic_is_chosen_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open("index")
    topic = FILMS["OverlapAdd"]
    chip = page.get_by_role("button", name=topic)
    chip.press("Space")
    assert shown(page) == {film for film in FILMS if FILMS[film] == topic}
    assert chip.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="All", exact=False).first.press("Enter")
    assert shown(page) == set(FILMS)


def shown(page: Page) -> set[str]:
    films = page.locator(".film")
    return {
        films.nth(n).get_attribute("id") or ""
        for n in range(len(FILMS))
        if films.nth(n).is_visible()
    }


def test_a_film_is_opened_and_left_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open("index")
    link = page.locator("#OverlapAdd .open")
    link.press("Enter")
    theatre = page.get_by_role("dialog")
    assert theatre.is_visible()
    page.keyboard.press("Escape")
    assert not theatre.is_visible()
    assert link.evaluate("one => one === document.activeElement")


def test_a_link_opens_its_film(visitor: Visitor) -> None:
    page = visitor.open("index#OverlapAdd")
    assert page.get_by_role("dialog").is_visible()


def test_without_scripts_all_can_be_read_played_and_downloaded(visitor: Visitor) -> None:
    page = visitor.open("index", java_script_enabled=False)
    words = page.locator("main").inner_text()
    assert words.count(STORY.finding) >= len(FILMS)
    for film in FILMS:
        card = page.locator(f"#{film}")
        assert card.locator("img").is_visible()
        assert card.locator(".open").get_attribute("href") == f"films/{film}/{film}-web.mp4"
        card.locator("summary").click()
        assert card.get_by_text(STORY.description).is_visible()
        assert card.get_by_role("link", name="GIF").last.is_visible()


# --- Browsers that lack something ---


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "site"))


def test_a_browser_that_knows_no_films_shows_posters_and_links(
    chromium: Browser, copy: Path
) -> None:
    page_file = copy / "index.html"
    text = page_file.read_text(encoding="utf-8")
    page_file.write_text(text.replace("<video", "<x-video").replace("</video", "</x-video"))
    visitor = Visitor(chromium, copy)
    card = visitor.open("index", java_script_enabled=False).locator("#OverlapAdd")
    assert card.locator("img").is_visible()
    assert card.locator(".open").get_attribute("href") == "films/OverlapAdd/OverlapAdd-web.mp4"
    assert card.get_by_role("link", name="MP4").first.is_visible()
    visitor.leave()
    assert visitor.heard() == []


def test_a_film_that_cannot_be_played_says_so_and_keeps_its_poster(
    chromium: Browser, copy: Path
) -> None:
    for film in (copy / "films/OverlapAdd").glob("*-web.mp4"):
        film.write_bytes(b"no film")
    visitor = Visitor(chromium, copy)
    page = visitor.open("index")
    card = page.locator("#OverlapAdd")
    card.scroll_into_view_if_needed()
    message = card.get_by_text("This browser cannot play the film.")
    message.wait_for()
    assert card.locator("img").is_visible()
    assert page.locator(".unplayable").count() == 1
    visitor.leave()
    assert visitor.heard() == []


def test_a_page_that_has_lost_its_looks_can_be_read(chromium: Browser, copy: Path) -> None:
    shutil.rmtree(copy / "assets")
    visitor = Visitor(chromium, copy)
    page: Any = visitor.open("index")
    assert page.get_by_text(STORY.finding).first.is_visible()
    visitor.leave()
