"""Chromium plays the formats of films: what a web page, a notebook or an online deck does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from .table import Seen

TIME_LIMIT = 20_000  # milliseconds, for one film
SEEKS = 8

TRY = """
async ([source, seeks]) => {
  const video = document.createElement('video');
  document.body.replaceChildren(video);
  video.muted = true;
  video.loop = true;
  video.src = source;
  const event = name => new Promise((done, failed) => {
    video.addEventListener(name, done, {once: true});
    video.addEventListener('error', () => failed(new Error(video.error.message)), {once: true});
  });
  await event('canplay');
  const times = [];
  for (let n = 0; n < seeks; n++) {
    const begin = performance.now();
    video.currentTime = video.duration * (0.9 - 0.8 * n / seeks);
    await event('seeked');
    times.push(performance.now() - begin);
  }
  video.currentTime = video.duration - 0.3;
  await event('seeked');
  await video.play();
  await new Promise(done => setTimeout(done, 900));
  const {videoWidth: width, videoHeight: height, duration, currentTime} = video;
  return {width, height, duration, times, again: currentTime < duration / 2};
}
"""


@dataclass(frozen=True)
class Played:
    """How a film played: its size in pixels, its length, how long seeks took, and if it looped."""

    width: int
    height: int
    duration: float
    seek: float
    again: bool


def check(folders: dict[str, Path]) -> Iterator[Seen]:
    """Play every film of some folders; the keys are what their format is called."""
    program = shutil.which("chromium")
    if program is None:
        return
    with sync_playwright() as playwright, TemporaryDirectory() as empty:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(TIME_LIMIT)
        blank = Path(empty, "page.html")
        blank.write_text("<!doctype html><title>films</title>")
        page.goto(blank.as_uri())
        for name, folder in folders.items():
            films = sorted(
                path for path in folder.glob("[!.]*") if path.suffix in {".mp4", ".webm"}
            )
            yield from _rows(page, f"Chromium {browser.version}", name, films)
        browser.close()


def _rows(page: Page, host: str, name: str, films: list[Path]) -> Iterator[Seen]:
    if not films:
        return
    played, failed = _play_all(page, films)
    program, version = host.split()
    sizes = ", ".join(sorted({f"{film.width} x {film.height}" for film in played.values()}))
    plays = f"{len(played)} of {len(films)} films play, {sizes}" + "".join(failed)
    yield Seen(program, version, f"{name}: plays", plays, not failed)
    seek = median(film.seek for film in played.values()) if played else float("inf")
    yield Seen(program, version, f"{name}: jumps", f"{seek:.0f} ms in the median", bool(played))
    loops = [film.again for film in played.values()]
    again = f"{sum(loops)} of {len(films)} start again at the end"
    yield Seen(program, version, f"{name}: loops", again, sum(loops) == len(films))


def _play_all(page: Page, films: list[Path]) -> tuple[dict[str, Played], list[str]]:
    played, failed = {}, []
    for film in films:
        try:
            seen: dict[str, Any] = page.evaluate(TRY, [film.absolute().as_uri(), SEEKS])
        except Exception as error:
            failed.append(f"; {film.name}: {str(error).splitlines()[0]}")
            continue
        times = seen.pop("times")
        played[film.name] = Played(seek=median(times), **seen)
    return played, failed
