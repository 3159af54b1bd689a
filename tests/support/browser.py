"""Chromium without a window, with the network off, and what it complains of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from deconviz.errors import UserError

PROGRAMS = ("chromium", "google-chrome")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 15_000  # milliseconds
ENOUGH = "net::ERR_ABORTED"  # a film is not read further than it is needed
WIDE, NARROW = 1440, 390  # pixels
HEIGHT = 900


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium.

    Raises
    ------
    UserError
        If there is none.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=[*OPTIONS])
        yield browser
        browser.close()


def program() -> str:
    """Return where Chromium is.

    Raises
    ------
    UserError
        If there is none.
    """
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise UserError(
            f"None of {', '.join(PROGRAMS)} is on the PATH, and the site is opened in one of them: "
            "install it, on Debian with `sudo apt-get install chromium`, which ./run test tries too"
        )
    return found


@dataclass
class Visitor:
    """Who opens pages of a site on a disk, without a network, and notes what goes wrong.

    Attributes
    ----------
    browser
        It opens them.
    site
        Their folder.
    complaints
        What consoles said, what could not be loaded, and requests that leave the folder.
    """

    browser: Browser
    site: Path
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, name: str, width: int = WIDE, theme: str = "dark", **settings: Any) -> Page:
        """Open a page, by its name and what may follow it, such as ``index`` or ``layer#x=1``."""
        page = self.blank(width, theme, **settings)
        page.goto(self.address(name))
        return page

    def blank(self, width: int = WIDE, theme: str = "dark", **settings: Any) -> Page:
        """Return a page that shows nothing yet."""
        size = {"width": width, "height": HEIGHT}
        given: dict[str, Any] = {"viewport": size, "color_scheme": theme, "offline": True}
        context = self.browser.new_context(**given | settings)
        context.set_default_timeout(PATIENCE)
        self._listen(context)
        self._contexts.append(context)
        return context.new_page()

    def address(self, name: str) -> str:
        """Return the address of a page."""
        page, mark, rest = name.partition("#")
        return f"{(self.site / page).with_suffix('.html').as_uri()}{mark}{rest}"

    def heard(self) -> list[str]:
        """Return all complaints, and forget them."""
        heard, self.complaints = self.complaints, []
        return heard

    def leave(self) -> None:
        """Close all pages."""
        while self._contexts:
            self._contexts.pop().close()

    def _listen(self, context: BrowserContext) -> None:
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("requestfailed", self._miss)
        context.on("request", self._follow)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _miss(self, request: Request) -> None:
        if request.failure != ENOUGH:
            self.complaints.append(f"{request.url}: {request.failure}")

    def _follow(self, request: Request) -> None:
        address = urlsplit(request.url)
        at_home = Path(unquote(address.path)).is_relative_to(self.site)
        if address.scheme not in {"data", "blob"} and not (address.scheme == "file" and at_home):
            self.complaints.append(f"{request.url}: is outside of the site")
