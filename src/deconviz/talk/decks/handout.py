"""A deck on paper: for each film its poster and what it shows."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from fpdf.enums import MethodReturnValue

from deconviz.archive.files import write_bytes
from deconviz.look.theme import FONT, LIGHT
from deconviz.talk.decks.deck import Deck
from deconviz.talk.decks.handout_page import (
    BETWEEN,
    BOLD,
    BOTTOM,
    COLUMN,
    MARGIN,
    PART,
    TOP,
    Page,
)
from deconviz.talk.decks.handout_part import Part, Picture, parts
from deconviz.talk.decks.inter import readable

WHOLE = BOTTOM - TOP
HEADING, HEADING_HEIGHT = 13.0, 8.5  # points, mm
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)  # of text, in points: the first at which all fits
LEAST = 62.0  # mm that a picture keeps
LEADING = 1.4
LINES = 13.0  # points, of a slide that has text alone
CUT = " …"


@dataclass(frozen=True)
class Paragraph:
    """Words in one style, with the space above them in mm."""

    words: str
    points: float
    above: float
    style: str = ""
    colour: str = LIGHT.foreground


@dataclass(frozen=True)
class Fit:
    """A part as it fits into half a page or a whole one, with heights in mm.

    Attributes
    ----------
    part
        The part.
    paragraphs
        What is written, without the heading.
    room
        The height that it has.
    picture
        The height that is left for its picture.
    """

    part: Part
    paragraphs: list[Paragraph]
    room: float
    picture: float


def write(deck: Deck, path: Path) -> None:
    """Write a PDF with two films or figures a page; a figure that is tall has a page.

    Raises
    ------
    UserError
        If it cannot be written.
    """
    with TemporaryDirectory() as fonts:
        write_bytes(path, _document(deck, Path(fonts)))


def _document(deck: Deck, fonts: Path) -> bytes:
    content = list(parts(deck))
    page = Page(deck, CUT.join(part.words for part in content), fonts)
    page.add_page()
    fitted = [_fitted(page, part) for part in content]
    lowest = min((fit.picture for fit in fitted if fit.room == PART), default=PART)
    free = WHOLE
    for fit in fitted:
        if free < fit.room:
            page.add_page()
            free = WHOLE
        _draw(page, fit, BOTTOM - free, fit.picture if fit.room == WHOLE else lowest)
        free -= fit.room + BETWEEN
    return bytes(page.output())


def _draw(page: Page, fit: Fit, top: float, height: float) -> None:
    page.one_line(fit.part.heading, top, HEADING, LIGHT.foreground, style=BOLD)
    top += HEADING_HEIGHT
    if fit.part.picture:
        top += _draw_picture(page, fit.part.picture, top, height)
    for paragraph in fit.paragraphs:
        top = _write(page, paragraph, top + paragraph.above)


def _draw_picture(page: Page, picture: Picture, top: float, most: float) -> float:
    """Draw a picture that is as large as it can be, and return its height."""
    aspect = _aspect(picture)
    width, height = min(COLUMN, most * aspect), min(most, COLUMN / aspect)
    alternative = readable(picture.alternative)
    page.image(picture.path, MARGIN, top, width, height, alt_text=alternative)
    page.set_draw_color(LIGHT.grid)
    page.rect(MARGIN, top, width, height)
    return height


def _fitted(page: Page, part: Part) -> Fit:
    least = LEAST if part.picture else 0.0
    room = WHOLE if part.picture and _aspect(part.picture) < 1 else PART
    below = room - HEADING_HEIGHT
    for points in SIZES:
        paragraphs = list(_paragraphs(part, points))
        rest = below - sum(_height(page, paragraph) for paragraph in paragraphs)
        if rest >= least:
            break
    else:
        paragraphs, rest = _shortened(page, paragraphs, below - least), least
    return Fit(part, paragraphs, room, rest if part.picture else room)


def _shortened(page: Page, paragraphs: list[Paragraph], room: float) -> list[Paragraph]:
    """Take words from the end of the longest paragraph until all fit."""
    longest = max(range(len(paragraphs)), key=lambda n: len(paragraphs[n].words))
    whole = paragraphs[longest]
    others = paragraphs[:longest] + paragraphs[longest + 1 :]
    rest = room - sum(_height(page, paragraph) for paragraph in others)
    fewest, most = 0, len(whole.words)
    while fewest < most:
        kept = (fewest + most + 1) // 2
        if _height(page, _first(whole, kept)) <= rest:
            fewest = kept
        else:
            most = kept - 1
    return [*paragraphs[:longest], _first(whole, fewest), *paragraphs[longest + 1 :]]


def _first(paragraph: Paragraph, length: int) -> Paragraph:
    words = paragraph.words[:length].rsplit(" ", 1)[0]
    return replace(paragraph, words=words + CUT)


def _paragraphs(part: Part, points: float) -> Iterator[Paragraph]:
    if part.finding:
        yield Paragraph(part.finding, points, 3.0, BOLD)
    size = points if part.picture else points * LINES / SIZES[0]
    for text in part.text:
        yield Paragraph(text, size, size / 6)
    if part.source:
        yield Paragraph(part.source, points * 0.85, 2.0, "", LIGHT.muted)


def _height(page: Page, paragraph: Paragraph) -> float:
    page.set_font(FONT, paragraph.style, paragraph.points)
    height = page.multi_cell(
        COLUMN,
        page.font_size * LEADING,
        readable(paragraph.words),
        align="L",
        dry_run=True,
        output=MethodReturnValue.HEIGHT,
    )
    return paragraph.above + cast(float, height)


def _write(page: Page, paragraph: Paragraph, top: float) -> float:
    page.set_font(FONT, paragraph.style, paragraph.points)
    page.set_text_color(paragraph.colour)
    page.set_xy(MARGIN, top)
    page.multi_cell(COLUMN, page.font_size * LEADING, readable(paragraph.words), align="L")
    return float(page.get_y())


def _aspect(picture: Picture) -> float:
    """Return the width of a picture over its height, from the head of its file."""
    with picture.path.open("rb") as opened:
        width, height = struct.unpack(">II", opened.read(24)[16:])
    return float(width / height)
