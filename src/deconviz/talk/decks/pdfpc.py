"""Notes for the speaker, as pdfpc reads them beside a PDF: Markdown, which it breaks into lines."""

from __future__ import annotations

import json
import re

from deconviz.talk.decks.deck import Deck

MARKUP = re.compile(r"([\\`*_\[\]<&])")
BULLET = re.compile(r"^([#>+-])")
COUNT = re.compile(r"^(\d+)\.")


def notes(deck: Deck) -> str:
    """Return what pdfpc reads; the first page is the title and has no notes."""
    pages = [
        {"idx": page, "label": str(page + 1), "overlay": 0, "note": markdown(slide.notes)}
        for page, slide in enumerate(deck.slides, start=1)
    ]
    return json.dumps({"pdfpcFormat": 2, "pages": pages}, indent=2, ensure_ascii=False) + "\n"


def markdown(text: str) -> str:
    r"""Return the Markdown of plain text, a paragraph for each line.

    Examples
    --------
    >>> print(markdown("1. a_b"))
    1\. a\_b
    """
    lines = [MARKUP.sub(r"\\\1", line.strip()) for line in text.splitlines() if line.strip()]
    return "\n\n".join(COUNT.sub(r"\1\\.", BULLET.sub(r"\\\1", line)) for line in lines)
