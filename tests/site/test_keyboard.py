"""Every page, with the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from deconviz import paths
from support.browser import Visitor

every_page = pytest.mark.parametrize("name", paths.SITE_PAGES)
LIST_CONTROLS = """
() => {
  const parts = "a[href], button, input, select, textarea, summary, video[controls], [tabindex]";
  const isFirst = one => one.type !== "radio" || one.checked ||
    !document.querySelector(`input[name="${one.name}"]:checked`);
  const look = one => {
    const {outline, boxShadow, borderColor, backgroundColor, color, stroke} = getComputedStyle(one);
    return [outline, boxShadow, borderColor, backgroundColor, color, stroke].join();
  };
  const around = one =>
    [one, one.parentElement, one.nextElementSibling, one.firstElementChild].filter(Boolean);
  // Of the tiles of a picture one can be reached by Tab: the one that was chosen last.
  const isHeir = (one, other) => other.tabIndex < 0 && one.dataset.output !== undefined &&
    one.closest("svg") === other.closest("svg");
  window.numberOf = one => controls.findIndex(other => other === one || isHeir(one, other));
  window.lookOf = one => around(one).map(look).join();
  window.controls = [...document.querySelectorAll(parts)].filter(one =>
    one.tabIndex >= 0 && !one.disabled && isFirst(one) && !one.closest("[inert]") &&
    one.checkVisibility({visibilityProperty: true}));
  window.atRest = controls.map(lookOf);
  return controls.map(one => one.outerHTML.split(">")[0]);
}
"""
FOCUSED = """
() => {
  const one = document.activeElement;
  const number = numberOf(one);
  const {top, bottom} = one.getBoundingClientRect();
  return {
    what: one.outerHTML.split(">")[0],
    number,
    shows: lookOf(one) !== atRest[number],
    onScreen: bottom > 0 && top < innerHeight,
    nowhere: one === document.body,
  };
}
"""


def by_tab(page: Page, most: int) -> list[dict[str, Any]]:
    """What has the focus after each press of Tab, to the end of the page."""
    seen: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["nowhere"] or (seen and focused["number"] == seen[0]["number"]):
            return seen
        seen.append(focused)
    raise AssertionError(f"the focus does not come to an end: {seen[-1]['what']}")


@every_page
def test_tab_reaches_every_control_and_shows_where_it_is(visitor: Visitor, name: str) -> None:
    page = visitor.open(name, reduced_motion="reduce")
    page.wait_for_load_state()
    controls = page.evaluate(LIST_CONTROLS)
    seen = by_tab(page, 3 * len(controls) + 20)
    reached = {focused["number"] for focused in seen}
    assert [control for number, control in enumerate(controls) if number not in reached] == []
    assert [focused["what"] for focused in seen if not focused["shows"]] == []
    assert [focused["what"] for focused in seen if not focused["onScreen"]] == []


@every_page
def test_the_first_link_skips_to_the_content(visitor: Visitor, name: str) -> None:
    page = visitor.open(name)
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
