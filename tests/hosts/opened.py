"""A reveal.js deck that is opened in a browser, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Request

PATIENCE = 15_000  # milliseconds
ENOUGH = "net::ERR_ABORTED"  # a film is not read further than it is needed
WATCH = """
window.starts = [];
addEventListener("playing", () => starts.push(performance.now() / 1000), true);
"""
FILM = "document.querySelector('section.present video')"


@dataclass
class Trial:
    """A deck in a browser.

    Attributes
    ----------
    deck
        The folder with ``index.html``.
    screenshots
        Where pictures go.
    browser
        It opens the deck afresh for each question.
    loops
        For each slide whether its film starts again; None where there is no film.
    complaints
        What consoles said, and what could not be loaded.
    """

    deck: Path
    screenshots: Path
    browser: Browser
    loops: list[bool | None] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def opened(self, slide: int = 0, query: str = "", **settings: Any) -> Iterator[Page]:
        """Open the deck at a slide."""
        screen = {"width": 1920, "height": 1080}
        context = self.browser.new_context(viewport=screen, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        self._listen(context)
        page = context.new_page()
        page.goto(f"{(self.deck / 'index.html').resolve().as_uri()}{query}#/{slide}")
        page.wait_for_function("Reveal.isReady()")
        yield page
        context.close()

    @contextmanager
    def playing(self, slide: int) -> Iterator[Page]:
        """Open the deck at a film, and wait until it plays."""
        with self.opened(slide) as page:
            wait_for_film(page)
            yield page

    @property
    def films(self) -> list[int]:
        """The slides that have films."""
        return [number for number, loop in enumerate(self.loops) if loop is not None]

    def picture(self, page: Page, name: str) -> None:
        """Keep what a page shows."""
        page.screenshot(path=self.screenshots / f"chromium-{self.deck.parent.name}-{name}.png")

    def _listen(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self.complaints.append(message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("requestfailed", self._miss)

    def _miss(self, request: Request) -> None:
        if request.failure != ENOUGH:
            self.complaints.append(f"{request.url[:80]}: {request.failure}")


def wait_for_film(page: Page) -> None:
    """Wait until the film of the slide plays."""
    page.wait_for_function(f"{FILM} && !{FILM}.paused && {FILM}.currentTime > 0")


def seconds(page: Page | Frame) -> float:
    """Return where the film of the slide is."""
    return float(page.evaluate(f"{FILM}.currentTime"))
