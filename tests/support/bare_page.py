"""A page with the scripts that all pages share, and nothing else, opened from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from deconviz.site import assets

SHARED = ("wording", "arithmetic", "settings", "typing", "state", "saving", "torch-code")


def write(file: Path, body: str = "", head: str = "") -> None:
    """Write the page, with whatever else it should have."""
    files = [assets.HERE / "scripts" / f"{name}.js" for name in SHARED]
    scripts = "".join(f'<script src="{script.as_uri()}"></script>' for script in files)
    start = f"<!doctype html><html lang=en><meta charset=utf-8>{head}{scripts}"
    file.write_text(f"{start}<body>{body}", encoding="utf-8")


@contextmanager
def opened(browser: Browser, file: Path, rest: str = "", **settings: Any) -> Iterator[Page]:
    """Open a page, and hold it to throwing nothing and breaking no rule of its own."""
    page = browser.new_page(color_scheme="dark", **settings)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri() + rest)
    yield page
    page.close()
    assert complaints == []
