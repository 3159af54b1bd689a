"""A link that somebody wrote to do harm shows a plain message, and puts nothing into a page."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from support.browser import Visitor

SCRIPT = "<img src=x onerror='window.harmed=1'><script>window.harmed=1</script>"
LISTS: list[object] = [
    [],
    [1],
    [0.5, -1],
    [[1]],
    [[]],
    [None],
    [SCRIPT],
    [1e308] * 3,
    [[0] * 300] * 3,
    [-1] * 5,
]
SINGLES: list[object] = [
    0,
    -1,
    2,
    0.5,
    1e9,
    1e308,
    None,
    True,
    {},
    "",
    SCRIPT,
    "__proto__",
    "constructor",
]
BREAK = """
async () => {
  location.hash = "broken too";
  const isMended = () => location.hash.startsWith("#link-length");
  while (!isMended()) await new Promise(done => setTimeout(done, 50));
}
"""
# In one document: each hash is followed as if it had been typed.
FOLLOW = """
async (values) => {
  const said = () => document.querySelector("#message, #messages").textContent;
  const seen = (selector) => document.querySelectorAll(selector).length;
  const before = seen("script, iframe, object, embed");
  const names = Object.keys(Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
  const hashes = names.flatMap(name => values.map(value => `${name}=${value}`));
  const found = [];
  for (const hash of [...hashes, "__proto__=(1)", "x", "%"]) {
    const followed = new Promise(done => addEventListener("hashchange", done, {once: true}));
    location.hash = hash;
    await followed;
    await new Promise(requestAnimationFrame);
    found.push([hash, said()]);
  }
  return {
    found, harmed: window.harmed ?? {}.harmed ?? null, images: seen("img[src=x]"),
    more: seen("script, iframe, object, embed") - before,
  };
}
"""


def as_text(value: object) -> str:
    """Write a value as a link has it."""
    text = value if isinstance(value, str) else json.dumps(value)
    return quote(text.replace("[", "(").replace("]", ")"), safe="(),")


@pytest.mark.parametrize("name", ["explorer", "layer"])
def test_no_link_breaks_a_page_or_puts_anything_into_it(visitor: Visitor, name: str) -> None:
    page = visitor.open(f"{name}#broken")
    assert "cut short" in page.locator("#message, #messages").inner_text()
    page.evaluate(BREAK)
    seen = page.evaluate(FOLLOW, [as_text(value) for value in [*SINGLES, *LISTS]])
    assert (seen["harmed"], seen["images"], seen["more"]) == (None, 0, 0)
    messages = {message for _, message in seen["found"] if message}
    assert len(seen["found"]) > 200
    assert messages
    assert [said for said in messages if "undefined" in said or len(said) > 300] == []
    assert [said for said in messages if not said.startswith("The link cannot be shown: ")] == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (f"source={quote(SCRIPT)}", "there is no such network"),
        (f"seed={quote(SCRIPT)}", "there is no such seed"),
    ],
)
def test_a_message_does_not_repeat_what_a_link_says(
    visitor: Visitor, link: str, reason: str
) -> None:
    message = visitor.open(f"explorer#{link}").locator("#messages").inner_text()
    assert message == f"The link cannot be shown: {reason}. So the page shows its own example."


def test_the_gallery_leaves_links_that_name_no_film(visitor: Visitor) -> None:
    for link in ("%", "%ff", "x", quote(SCRIPT)):
        assert not visitor.open(f"index#{link}").locator("#theatre").is_visible()
