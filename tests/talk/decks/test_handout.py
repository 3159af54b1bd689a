"""The deck on paper: two parts a page, nothing cut off, and all of it readable by machines."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from PIL import Image
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from deconviz.errors import UserError
from deconviz.talk.decks import handout
from deconviz.talk.decks.deck import Deck
from deconviz.talk.decks.handout_page import BETWEEN, BOTTOM, HEIGHT, MARGIN, PART, TOP
from deconviz.talk.decks.handout_part import parts
from support import paper_decks
from support.paper_decks import EVERY_SPECIAL, deck, figure, film, headed, text

A4 = (210.0, 297.0)
POINT = 25.4 / 72  # mm
MIDDLE = TOP + PART + BETWEEN / 2


def read(whole: Deck, folder: Path) -> PdfReader:
    path = folder / "talk-handout.pdf"
    handout.write(whole, path)
    return PdfReader(BytesIO(path.read_bytes()))


def words(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def lowest(page: PageObject) -> list[float]:
    """Return how far down each line of text between header and footer is, in mm."""
    lines: list[float] = []

    def visit(text: str, matrix: list[float], placed: list[float], *_: object) -> None:
        if text.strip():
            lines.append(HEIGHT - (placed[5] + matrix[5]) * POINT)

    page.extract_text(visitor_text=visit)
    return [line for line in lines if TOP < line < BOTTOM + 5]


def right_edges(page: PageObject) -> list[float]:
    """Return where text is when a line of it ends, in mm from the left."""
    edges: list[float] = []
    page.extract_text(visitor_text=lambda _, __, placed, *___: edges.append(placed[4] * POINT))
    return edges


def boxes(page: PageObject) -> list[tuple[float, float]]:
    """Return the width and the height of each picture as it is drawn, in mm."""
    stream = ContentStream(page["/Contents"], page.pdf)
    matrices = [operands for operands, name in stream.operations if name == b"cm"]
    return [(float(m[0]) * POINT, float(m[3]) * POINT) for m in matrices if float(m[0]) > 2]


@pytest.mark.slow
def test_pages_are_a4_and_hold_two_parts(tmp_path: Path) -> None:
    slides = [film(tmp_path, name) for name in ("One", "Two", "Three")]
    pages = read(deck(*slides), tmp_path).pages
    assert len(pages) == 2
    for page in pages:
        size = (float(page.mediabox.width) * POINT, float(page.mediabox.height) * POINT)
        assert size == pytest.approx(A4, abs=0.1)
    assert "How One works" in words(pages[0])
    assert "How Two works" in words(pages[0])
    assert "How Three works" in words(pages[1])


def test_a_film_has_heading_finding_description_and_how_to_get_it(tmp_path: Path) -> None:
    slide = film(tmp_path)
    assert slide.film is not None
    there = replace(slide, film=replace(slide.film, video=Path("results/films/1080p60/Sum.mp4")))
    page = words(read(deck(there), tmp_path).pages[0])
    assert "How Sum works Sum makes 0.28 + 0.24 = 0.52. Bars of Sum pile up" in page
    assert "Film of 4.5 s: ./run results/films/1080p60/Sum.mp4" in page


def test_a_figure_has_the_title_of_its_caption(tmp_path: Path) -> None:
    page = words(read(deck(figure(tmp_path)), tmp_path).pages[0])
    assert "The loss The loss falls Figure: ./run" in page


def test_a_slide_of_text_has_its_lines(tmp_path: Path) -> None:
    page = words(read(deck(text("Filters add.", "Weights too.")), tmp_path).pages[0])
    assert "To take home Filters add. Weights too." in page


def test_what_is_shown_twice_is_printed_once(tmp_path: Path) -> None:
    slide = film(tmp_path)
    again = headed(slide, "Once more")
    assert [part.heading for part in parts(deck(slide, again, text()))] == [
        "How Sum works",
        "To take home",
    ]


def test_each_page_has_the_title_above_and_whose_work_it_is_below(tmp_path: Path) -> None:
    whole = deck(film(tmp_path, "One"), film(tmp_path, "Two"), text())
    for number, page in enumerate(read(whole, tmp_path).pages, start=1):
        assert words(page).startswith("A talk ")
        assert words(page).endswith(f"Ada · CC-BY-4.0 https://example.org/talk {number}")
        (link,) = page.annotations or []
        assert link.get_object()["/A"]["/URI"] == "https://example.org/talk"


def test_pictures_keep_their_aspect_and_share_a_height(tmp_path: Path) -> None:
    long = film(tmp_path, "Long", description="A line follows the bars. " * 30)
    pages = read(deck(film(tmp_path), long, figure(tmp_path)), tmp_path).pages
    drawn = [box for page in pages for box in boxes(page)]
    assert [width / height for width, height in drawn] == pytest.approx([16 / 9, 16 / 9, 2], 1e-3)
    assert [height for _, height in drawn] == pytest.approx([drawn[0][1]] * 3, rel=1e-3)
    assert handout.LEAST <= drawn[0][1] < 85


def test_a_tall_figure_has_a_page_of_its_own(tmp_path: Path) -> None:
    tall = figure(tmp_path, "claims", (300, 400))
    pages = read(deck(film(tmp_path), tall, text()), tmp_path).pages
    assert len(pages) == 3
    ((width, height),) = boxes(pages[1])
    assert height > PART
    assert width / height == pytest.approx(3 / 4, rel=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize(("repeated", "whole"), [(1, True), (20, True), (60, False)])
def test_text_of_any_length_stays_in_its_half(tmp_path: Path, repeated: int, whole: bool) -> None:
    long = "Bars pile up and a line follows them down to the floor of the picture. " * repeated
    page = read(deck(film(tmp_path, description=long), text()), tmp_path).pages[0]
    lines = lowest(page)
    assert max(line for line in lines if line < MIDDLE) < TOP + PART
    (heading,) = (line for line in lines if line > MIDDLE + 1 and line < MIDDLE + 12)
    assert heading > TOP + PART + BETWEEN
    ((_, height),) = boxes(page)
    assert height >= handout.LEAST - 1e-3
    assert (" …" in words(page)) != whole
    assert "Film of 4.5 s" in words(page)


def test_the_longest_lines_that_the_config_allows_fit_the_page(tmp_path: Path) -> None:
    wide = "W" * 80
    whole = deck(headed(film(tmp_path), wide), text(*[wide] * 8), title=wide, author=wide)
    path = tmp_path / "wide.pdf"
    handout.write(whole, path)
    page = PdfReader(path).pages[0]
    assert wide in words(page)
    assert max(lowest(page)) < BOTTOM
    assert max(right_edges(page)) <= A4[0] - MARGIN + 0.1


def test_letters_are_inter_and_embedded(tmp_path: Path) -> None:
    page = read(deck(film(tmp_path)), tmp_path).pages[0]
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        (descendant,) = font.get_object()["/DescendantFonts"]
        assert "Inter" in descendant.get_object()["/BaseFont"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_any_character_that_inter_has_is_printed_and_others_are_marked(tmp_path: Path) -> None:
    title = EVERY_SPECIAL.replace("?", "") + " Ñandú Žluťoučký Ελλη Київ 日本"
    page = words(read(deck(text(), title=title), tmp_path).pages[0])
    assert page.startswith(title.replace("日本", "??"))


def test_machines_can_read_what_it_is(tmp_path: Path) -> None:
    reader = read(deck(film(tmp_path), title="Über A"), tmp_path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Über A"
    assert reader.metadata.author == "Ada"
    assert reader.metadata.subject == "https://example.org/talk"
    assert str(reader.metadata["/Keywords"]) == "Licence: CC-BY-4.0"
    catalog = reader.root_object
    assert str(catalog["/Lang"]) == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_pictures_are_described_for_people_who_cannot_see_them(tmp_path: Path) -> None:
    path = tmp_path / "talk-handout.pdf"
    handout.write(deck(film(tmp_path)), path)
    elements = [item.get_object() for item in PdfReader(path).root_object["/StructTreeRoot"]["/K"]]  # type: ignore[index]
    texts = str([dict(element) for element in elements]) + str(_below(elements))
    assert "Bars of Sum pile up, and a line follows them." in texts


def _below(elements: list[object]) -> list[object]:
    found: list[object] = []
    for element in elements:
        for kid in element.get("/K", []):  # type: ignore[attr-defined]
            if hasattr(kid.get_object(), "get"):
                found += [dict(kid.get_object()), *_below([kid.get_object()])]
    return found


def test_the_poster_is_printed_as_it_is(tmp_path: Path) -> None:
    page = read(deck(film(tmp_path)), tmp_path).pages[0]
    with Image.open(tmp_path / "Sum.poster.png") as poster:
        assert np.array_equal(np.asarray(page.images[0].image), np.asarray(poster))


def test_bytes_are_the_same_each_time_and_carry_no_date_nor_path(tmp_path: Path) -> None:
    whole = deck(film(tmp_path, "One"), figure(tmp_path), text())
    first, second = tmp_path / "a.pdf", tmp_path / "elsewhere/b.pdf"
    handout.write(whole, first)
    with patch.dict("os.environ", {"TZ": "Asia/Tokyo"}):
        handout.write(whole, second)
    assert first.read_bytes() == second.read_bytes()
    metadata = PdfReader(first).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.year == 2000


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("a file where a folder should be")
    with pytest.raises(UserError, match=r"talk-handout\.pdf: cannot be written"):
        handout.write(deck(text()), tmp_path / "decks/talk-handout.pdf")


def test_made_up_pictures_have_the_size_that_tests_count_on(tmp_path: Path) -> None:
    with Image.open(paper_decks.picture(tmp_path / "p.png")) as opened:
        assert opened.size == paper_decks.POSTER
