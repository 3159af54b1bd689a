"""A reveal.js deck in Chromium, opened as a file and worked with the keyboard alone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Frame, Page, sync_playwright

from .opened import FILM, Trial, seconds, wait_for_film
from .table import Seen

HOST = "Chromium"
MANY_COLOURS = 100  # as no empty page has
IN_STEP = 0.5  # seconds between what the audience sees and what the speaker sees
SLIDES = "Reveal.getSlides().map(slide => slide.querySelector('video')?.loop ?? null)"
POSTERS = """
Promise.all([...document.querySelectorAll("video")].map(async (video) => {
  const poster = new Image();
  poster.src = video.poster;
  await poster.decode();
  return poster.naturalWidth;
}))
"""
FRAGMENT = """
document.querySelector("section.present").insertAdjacentHTML("beforeend", "<i class=fragment></i>");
Reveal.sync();
"""

Answer = tuple[str, bool]
"""What was seen, and whether it is what should be."""


def seconds_to_first_film(deck_folder: Path) -> float:
    """Return how long the first film of a deck takes to play, the best of three openings."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        trial = Trial(deck_folder, deck_folder, browser)
        with trial.opened() as page:
            trial.loops = page.evaluate(SLIDES)
        seconds = _first_playing(trial)
        browser.close()
    return seconds


def check(deck_folder: Path, screenshots: Path) -> list[Seen]:
    """Ask Chromium for all that a deck should do.

    Parameters
    ----------
    deck_folder
        It has ``index.html``, and is itself called ``reveal`` in the folder of its deck.
    screenshots
        A folder for pictures.
    """
    program = shutil.which("chromium")
    if program is None:
        return [Seen(HOST, "", "is there", "untried: no program is called chromium", holds=False)]
    screenshots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        trial = Trial(deck_folder, screenshots, browser)
        with trial.opened() as page:
            trial.loops = page.evaluate(SLIDES)
        questions = (OF_FILMS if trial.films else {}) | OF_ALL
        rows = [
            Seen(HOST, browser.version, f"{deck_folder.parent.name}: {asked}", *_answer(ask, trial))
            for asked, ask in questions.items()
        ]
        browser.close()
    return rows


def _answer(ask: Callable[[Trial], Answer], trial: Trial) -> Answer:
    try:
        return ask(trial)
    except Error as error:
        return error.message.splitlines()[0], False


# --- Films ---


def _all_slides_by_keys(trial: Trial) -> Answer:
    with trial.opened() as page:
        last = len(trial.loops) - 1
        for number in range(last + 1):
            if trial.loops[number] is not None:
                wait_for_film(page)
            page.wait_for_timeout(300)
            trial.picture(page, f"{number:02d}")
            page.keyboard.press("ArrowRight")
        reached = page.evaluate("Reveal.getIndices().h")
    return f"{reached + 1} of {last + 1} slides, {len(trial.films)} films play", reached == last


def _first_film(trial: Trial) -> Answer:
    return f"after {_first_playing(trial):.2f} s", True


def _first_playing(trial: Trial) -> float:
    """Count from the opening of the page, and take the best of three: others use the machine."""
    times: list[float] = []
    for _ in range(3):
        with trial.playing(trial.films[0]) as page:
            times.append(page.evaluate("starts[0]"))
    return min(times)


def _frames_are_drawn(trial: Trial) -> Answer:
    with trial.playing(trial.films[0]) as page:
        page.wait_for_timeout(1000)
        drawn, lost = page.evaluate(
            f"(q => [q.totalVideoFrames, q.droppedVideoFrames])({FILM}.getVideoPlaybackQuality())"
        )
    return f"{drawn} frames, {lost} of them dropped", drawn - lost > 10


def _posters(trial: Trial) -> Answer:
    with trial.opened(trial.films[0], reduced_motion="reduce") as page:
        widths = page.evaluate(POSTERS)
        page.wait_for_timeout(500)
        waits = page.evaluate(f"{FILM}.paused && {FILM}.currentTime === 0")
        trial.picture(page, "poster")
        page.keyboard.press("m")
        wait_for_film(page)
    return f"{len(widths)} posters, shown until M is pressed", waits and min(widths) > 0


def _loops(trial: Trial) -> Answer:
    if True not in trial.loops:
        return "no film of the deck loops", True
    with trial.playing(trial.loops.index(True)) as page:
        _near_end(page)
        page.wait_for_function(f"{FILM}.currentTime < {FILM}.duration / 2")
        goes_on = not page.evaluate(f"{FILM}.paused")
    return "starts again at its end", goes_on


def _stops(trial: Trial) -> Answer:
    if False not in trial.loops:
        return "no film of the deck stops", True
    with trial.playing(trial.loops.index(False)) as page:
        _near_end(page)
        page.wait_for_function(f"{FILM}.ended")
        page.wait_for_timeout(500)
        stays = page.evaluate(f"{FILM}.currentTime === {FILM}.duration")
        trial.picture(page, "end")
    return "stays on its last frame", stays


def _no_restart(trial: Trial) -> Answer:
    with trial.playing(trial.films[0]) as page:
        page.evaluate(FRAGMENT)
        before = seconds(page)
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("i.fragment.visible", state="attached")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("b")
        page.keyboard.press("b")
        page.wait_for_timeout(300)
        after, starts = seconds(page), page.evaluate(f"{FILM}.paused")
    return f"from {before:.1f} s on to {after:.1f} s", after > before and not starts


def _stop_and_again(trial: Trial) -> Answer:
    with trial.playing(trial.films[0]) as page:
        page.wait_for_timeout(1000)
        page.keyboard.press("m")
        held = seconds(page)
        page.wait_for_timeout(300)
        holds = seconds(page) == held
        page.keyboard.press("r")
        page.wait_for_function(f"!{FILM}.paused && {FILM}.currentTime < {held}")
    return "M stops the film, R plays it from its beginning", holds


def _captions(trial: Trial) -> Answer:
    slide = trial.films[0]
    with trial.playing(slide) as page:
        words = page.locator("section.present .captions")
        hidden = not words.is_visible()
        page.keyboard.press("c")
        page.wait_for_function("document.querySelector('.present .captions').textContent !== ''")
        shown = words.inner_text().replace("\n", " ")
        cue = page.evaluate(f"{FILM}.textTracks[0].activeCues[0].text").replace("\n", " ")
        trial.picture(page, "captions")
        page.keyboard.press("c")
        hidden = hidden and not words.is_visible()
    return f"off; C shows {shown!r}", hidden and shown == cue


# --- What the speaker sees ---


def _notes(trial: Trial) -> Answer:
    with trial.opened(1) as page, _speaker_view(page) as view:
        words = view.locator(".speaker-controls-notes .value").inner_text()
        notes = page.evaluate("Reveal.getCurrentSlide().querySelector('.notes').innerText")
        view.wait_for_timeout(1500)
        trial.picture(view, "speaker")
        view.keyboard.press("ArrowLeft")
        page.wait_for_function("Reveal.getIndices().h === 0")
    same = " ".join(words.split()) == " ".join(notes.split()) != ""
    return f"S opens {words.strip()[:32]!r}...; its keys work", same


def _film_of_the_speaker(trial: Trial) -> Answer:
    with trial.playing(trial.films[0]) as page, _speaker_view(page) as view:
        current, upcoming = _frames(view)
        current.wait_for_function(f"{FILM}?.getVideoPlaybackQuality().totalVideoFrames > 30")
        begin = seconds(current)
        view.wait_for_timeout(500)
        apart, moves = abs(seconds(page) - seconds(current)), seconds(current) != begin
        view.keyboard.press("m")
        page.wait_for_function(f"{FILM}.paused")
        current.wait_for_function(f"{FILM}.paused")
        still = upcoming.evaluate(f"{FILM}?.paused ?? true")
    seen = f"{'plays' if moves else 'stands'} {apart:.2f} s apart; the next slide waits"
    return seen, moves and apart < IN_STEP and still


@contextmanager
def _speaker_view(page: Page) -> Iterator[Page]:
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    view = popup.value
    view.set_viewport_size({"width": 1440, "height": 900})
    view.wait_for_function("document.querySelector('.speaker-controls-notes .value')?.innerText")
    for frame in _frames(view):
        frame.wait_for_function("Reveal.isReady()")
    yield view


def _frames(view: Page) -> tuple[Frame, Frame]:
    """Return what shows the current slide, and what shows the next."""
    view.wait_for_function("document.querySelectorAll('iframe').length === 2")
    upcoming, current = sorted(view.frames[1:], key=lambda frame: "postMessageEvents" in frame.url)
    return current, upcoming


# --- Paper, and the console at last ---


def _paper(trial: Trial) -> Answer:
    if shutil.which("pdftoppm") is None:
        return "untried: no program is called pdftoppm", False
    path = trial.screenshots / f"chromium-{trial.deck.parent.name}.pdf"
    with trial.opened(query="?print-pdf") as page:
        page.wait_for_selector(".pdf-page")
        page.evaluate(POSTERS)
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    command = ["pdftoppm", "-scale-to-x", "320", "-scale-to-y", "180", str(path), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    colours = [_colours(picture) for picture in sorted(path.parent.glob(f"{path.name}-*.ppm"))]
    films = sum(colours[number] > MANY_COLOURS for number in trial.films)
    seen = f"{len(colours)} pages, {films} with posters"
    return seen, (len(colours), films) == (len(trial.loops), len(trial.films))


def _colours(picture: Path) -> int:
    """Count the colours of a picture, and remove it."""
    with Image.open(picture) as page:
        colours = page.convert("RGB").getcolors(page.width * page.height)
    picture.unlink()
    return len(colours or [])


def _console(trial: Trial) -> Answer:
    return "; ".join(trial.complaints) or "says nothing", not trial.complaints


OF_FILMS: dict[str, Callable[[Trial], Answer]] = {
    "the first film plays": _first_film,
    "it is drawn": _frames_are_drawn,
    "posters stand for films with reduced motion": _posters,
    "a film loops": _loops,
    "a film that does not loop stops": _stops,
    "fragments and a black screen restart nothing": _no_restart,
    "keys stop and repeat a film": _stop_and_again,
    "captions": _captions,
    "films in the speaker view": _film_of_the_speaker,
}
OF_ALL: dict[str, Callable[[Trial], Answer]] = {
    "arrow keys reach all slides": _all_slides_by_keys,
    "notes in the speaker view": _notes,
    "PDF": _paper,
    "the console is clean": _console,
}


def _near_end(page: Page) -> None:
    page.evaluate(f"{FILM}.currentTime = {FILM}.duration - 0.5")
    page.wait_for_function(f"{FILM}.currentTime >= {FILM}.duration - 0.5")
