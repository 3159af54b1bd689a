"""A browser for the tests of the site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deconviz.site import assets

PROGRAMS = ("chromium", "google-chrome")
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium without a window, one for all tests: open pages of your own, and close them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=OPTIONS)
        yield browser
        browser.close()


def program() -> str:
    """Where Chromium is; without one the site cannot be tested, so its tests fail."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.fail(
            f"None of {', '.join(PROGRAMS)} is on the PATH, and the site is tested in one of them: "
            "install it, on Debian with `apt-get install chromium`",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def scripts() -> str:
    """What a page loads for all scripts that draw nothing by themselves."""
    names = ("wording", "arithmetic", "state", "saving")
    files = [assets.HERE / "scripts" / f"{name}.js" for name in names]
    return "".join(f'<script src="{file.as_uri()}"></script>' for file in files)


@pytest.fixture(scope="module")
def blank(
    chromium: Browser, scripts: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page with the scripts and nothing else, opened from the disk."""
    file: Path = tmp_path_factory.mktemp("blank") / "index.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{scripts}", encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    yield page
    page.close()
