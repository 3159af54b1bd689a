"""A deck for PowerPoint, Keynote and LibreOffice."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from deconviz.archive.files import replacing
from deconviz.films.mobjects.stage import Box
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide
from deconviz.talk.decks.pptx_blank import blank
from deconviz.talk.decks.pptx_layouts import (
    ALL,
    CONTENT,
    NAMESPACES,
    TEXT_SIZE,
    Layout,
    emu,
)
from deconviz.talk.decks.pptx_package import read_parts, write_parts
from deconviz.talk.decks.pptx_timing import timing

MOST_FILMS = 25  # at the quality of the config; a deck with more has the small ones
LINES, SMALL_TEXT_SIZE = 4, 20  # of more lines, the text is smaller
DATE = datetime(1980, 1, 1, tzinfo=UTC)  # of every deck, so that its bytes are the same each time


def write(deck: Deck, path: Path) -> None:
    """Write a deck whole or not at all.

    Parameters
    ----------
    deck
        What it shows.
    path
        Where to; ends in ``.pptx``.

    Raises
    ------
    UserError
        If the folder cannot be written to.
    """
    presentation = Presentation(blank(deck.theme))
    _describe(presentation.core_properties, deck)
    first = _add(presentation, Layout.TITLE, deck.title)
    first.placeholders[1].text = deck.credit.author
    for slide in deck.slides:
        _add_slide(presentation, slide, small=len(deck.films) > MOST_FILMS)
    _list_notes_master(presentation)
    saved = io.BytesIO()
    presentation.save(saved)
    with replacing(path) as temporary, temporary.open("wb") as opened:
        write_parts(read_parts(saved), opened)


def _describe(properties: Any, deck: Deck) -> None:
    credit = deck.credit
    properties.title = deck.title
    properties.author = properties.last_modified_by = credit.author
    properties.subject = credit.source
    properties.keywords = f"licence: {credit.licence}"
    properties.comments = f"Source: {credit.source}. Licence: {credit.licence}."
    properties.language = "en-GB"
    properties.created = properties.modified = DATE
    properties.revision = 1


def _add_slide(presentation: Any, slide: Slide, *, small: bool) -> None:
    if slide.film:
        added = _add(presentation, Layout.FILM, slide.heading)
        _show_film(added, slide.film, small=small)
    elif slide.figure:
        added = _add(presentation, Layout.FIGURE, slide.heading)
        _show_figure(added, slide.figure)
    else:
        added = _add(presentation, Layout.TEXT, slide.heading)
        _show_text(added, slide.text)
    added.notes_slide.notes_text_frame.text = slide.notes


def _add(presentation: Any, layout: Layout, heading: str) -> Any:
    added = presentation.slides.add_slide(presentation.slide_layouts[layout])
    added.shapes.title.text = heading
    return added


def _show_film(slide: Any, film: FilmOnSlide, *, small: bool) -> None:
    shape = slide.shapes.add_movie(
        str(film.web if small else film.video),
        *_lengths(ALL),
        poster_frame_image=str(film.poster),
        mime_type="video/mp4",
    )
    _name(shape, film.name, film.description)
    slide.element.remove(slide.element.find("{*}timing"))  # of add_movie: it waits for a click
    slide.element.append(parse_xml(timing(shape.shape_id, film.seconds, loops=film.loops)))


def _show_figure(slide: Any, figure: FigureOnSlide) -> None:
    shape = slide.shapes.add_picture(str(figure.picture), 0, 0)
    scale = min(emu(CONTENT.width) / shape.width, emu(CONTENT.height) / shape.height)
    shape.width, shape.height = (Emu(round(scale * size)) for size in (shape.width, shape.height))
    shape.left = Emu((emu(ALL.width) - shape.width) // 2)
    shape.top = Emu(emu((CONTENT.top + CONTENT.bottom) / 2) - shape.height // 2)
    _name(shape, figure.name, figure.alternative)


def _show_text(slide: Any, lines: tuple[str, ...]) -> None:
    frame = slide.placeholders[1].text_frame
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(TEXT_SIZE if len(lines) <= LINES else SMALL_TEXT_SIZE)


def _name(shape: Any, name: str, alternative: str) -> None:
    shape.name = name
    shape.element.find(".//{*}cNvPr").set("descr", alternative)


def _lengths(place: Box) -> list[Emu]:
    return [Emu(emu(x)) for x in (place.left, place.top, place.width, place.height)]


def _list_notes_master(presentation: Any) -> None:
    """Name the master of notes in the presentation: without it, Keynote refuses the file."""
    master = presentation.part.notes_master_part
    number = presentation.part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{number}"/>'
    before = presentation.element.find("{*}sldMasterIdLst")
    before.addnext(parse_xml(f"{listed}</p:notesMasterIdLst>"))
