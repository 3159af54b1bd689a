"""A page as a browser first reads it: elements with their attributes, and all text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "img", "source", "track", "input", "br"}


class Page(HTMLParser):
    """A page.

    Attributes
    ----------
    elements
        Each with its attributes.
    text
        All of it, without markup.
    unclosed
        Elements that are open at the end, or closed in the wrong order.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.unclosed: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.unclosed += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that it is the last that was opened."""
        if not self._open or self._open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data

    def values(self, attribute: str, tag: str = "") -> list[str]:
        """Return all values of an attribute, or those of one kind of element."""
        return [
            attributes[attribute]
            for name, attributes in self.elements
            if attribute in attributes and tag in ("", name)
        ]
