"""A browser for the tests of the site, and a site to open in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from deconviz.site import assets
from support import browser
from support.browser import Visitor
from support.once import once

BROWSER = "chromium"  # the fixture: whatever asks for it takes a second or more


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that asks for a browser, itself or through another fixture."""
    if isinstance(item, pytest.Function) and BROWSER in item.fixturenames:
        item.add_marker("slow")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium without a window, one for all tests: open pages of your own, and close them."""
    with browser.chromium() as started:
        yield started


# --- A whole site ---


@pytest.fixture(scope="session")
def whole(shared: Path) -> Path:
    """A small site and what it is made of. Copy it before changing anything."""
    from support import small_site

    return once(shared / "small site", small_site.write)


@pytest.fixture(scope="session")
def small(whole: Path) -> Path:
    """A small site. Copy it before changing anything."""
    from support import small_site

    return small_site.site(whole)


@pytest.fixture(scope="session")
def axe(whole: Path) -> str:
    """The text of axe-core, a script that finds what people cannot use."""
    from support import small_site

    return small_site.axe(whole)


@pytest.fixture
def visitor(chromium: Browser, small: Path) -> Iterator[Visitor]:
    """Somebody who opens pages; nothing may go wrong that the test does not ask for."""
    visitor = Visitor(chromium, small)
    yield visitor
    visitor.leave()
    assert visitor.heard() == []


# --- The scripts that draw nothing by themselves ---


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
