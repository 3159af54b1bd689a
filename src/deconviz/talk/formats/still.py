"""The poster of a film as a page, for decks in PDF and for print."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF

from deconviz.archive.files import write_bytes
from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags

PAGE = (960, 540)  # points: that of slides, 16:9
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same each time, since pages are compared by bytes


def write(poster: Path, to: Path, about: dict[str, Any], credit: Credit) -> None:
    """Write a poster as a page of its own, with all that it shows.

    Parameters
    ----------
    poster
        A PNG.
    to
        Where to write.
    about
        The film's ``about.json``.
    credit
        Whose work it is.
    """
    words = tags(about["title"], about["description"], credit)
    page = FPDF(unit="pt", format=PAGE)
    page.set_title(words["title"])
    page.set_author(words["artist"])
    page.set_subject(words["description"])
    page.set_keywords(f"{credit.source}; {credit.licence}")
    page.set_creator(credit.source)
    page.set_creation_date(MADE)
    page.set_image_filter("FlateDecode")  # lossless
    page.set_margin(0)
    page.add_page()
    page.image(poster, 0, 0, *PAGE, alt_text=about["description"])
    write_bytes(to, bytes(page.output()))
