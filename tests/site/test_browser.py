"""All pages in a real browser, from a disk and with the network off."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from deconviz import paths
from support.browser import NARROW, WIDE, Visitor

every_page = pytest.mark.parametrize("name", paths.SITE_PAGES)
SERIOUS = {"serious", "critical"}
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # all else is the same in both themes
AXE = """
async (rules) => {
  const only = rules && {runOnly: {type: "rule", values: rules}};
  const said = await axe.run(document, {resultTypes: ["violations"], preload: false, ...only});
  return said.violations.map(one =>
    [one.impact, `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`]);
}
"""
TOO_WIDE = """
() => [...document.querySelectorAll("body *")]
  .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
  .map(part => part.outerHTML.slice(0, 120))
"""


class Links(HTMLParser):
    """What a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name in {"src", "href", "poster"} and value:
                self.found.append(value)
            if name == "srcset" and value:
                self.found += [part.split()[0] for part in value.split(",")]


@every_page
def test_a_page_opens_without_a_complaint(visitor: Visitor, name: str) -> None:
    page = visitor.open(name)
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    assert page.title()
    assert page.locator("h1").count() == 1


@every_page
def test_all_that_a_page_refers_to_is_there(small: Path, name: str) -> None:
    links = Links()
    links.feed((small / f"{name}.html").read_text(encoding="utf-8"))
    outside = re.compile("(https:|data:|#)")
    files = [link.partition("#")[0] for link in links.found if not outside.match(link)]
    assert "assets/site.css" in files
    assert [file for file in files if not (small / file).is_file()] == []


@every_page
def test_a_page_refers_to_places_of_its_own_that_are_there(small: Path, name: str) -> None:
    text = (small / f"{name}.html").read_text(encoding="utf-8")
    places = set(re.findall(r'\bid="([^"]+)"', text))
    assert set(re.findall(r'(?:href="#|aria-labelledby=")([^"]+)"', text)) <= places


@every_page
def test_people_of_all_abilities_can_use_a_page(visitor: Visitor, axe: str, name: str) -> None:
    """As axe-core has it; dark and light, on a desk and on a phone."""
    page = visitor.open(name)
    page.evaluate(axe)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        assert serious(page, "dark") == []
        assert serious(page, "light", OF_COLOURS) == []


def serious(
    page: Page, theme: Literal["dark", "light"], rules: list[str] | None = None
) -> list[str]:
    """What axe-core finds that it calls serious or critical, by all its rules or by some."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_timeout(100)
    return [words for impact, words in page.evaluate(AXE, rules) if impact in SERIOUS]


@every_page
def test_a_page_fits_a_phone(visitor: Visitor, name: str) -> None:
    page = visitor.open(name, NARROW)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= NARROW, page.evaluate(TOO_WIDE)


@every_page
def test_no_script_runs_that_is_no_file_of_the_site(visitor: Visitor, name: str) -> None:
    page = visitor.open(name)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.inline = true";
          document.head.append(script);
          setTimeout("window.evaluated = true");
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("[window.inline, window.evaluated]") == [None, None]
    assert len(visitor.heard()) == 2


@pytest.mark.parametrize("name", paths.SITE_PAGES)
def test_a_page_can_be_read_without_scripts(visitor: Visitor, name: str) -> None:
    page = visitor.open(name, java_script_enabled=False)
    words = page.locator("main").inner_text()
    assert len(words.split()) > 10
