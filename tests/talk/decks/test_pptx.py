"""A deck for PowerPoint, read back: its slides, films, words, looks and bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree  # type: ignore[import-untyped]
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from deconviz.config.talk import Credit
from deconviz.errors import UserError
from deconviz.look.theme import DARK, LIGHT, Theme
from deconviz.talk.decks import pptx
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide
from deconviz.talk.decks.pptx_layouts import ALL, CONTENT, emu

CREDIT = Credit(author="A. Author", source="A source", licence="CC BY 4.0")
TITLE, FIRST, AGAIN, ENDING, FIGURE, WORDS = range(6)
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/package/2006/content-types",
}
# ECMA-376, part 1, annex A: what may follow what in a slide and in a presentation.
IN_A_SLIDE = ["cSld", "clrMapOvr", "transition", "timing", "extLst"]
IN_A_PRESENTATION = ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz", "notesSz"]


def write_film(folder: Path, name: str, *, loops: bool = True) -> FilmOnSlide:
    """A film of which only the poster is one: nothing here looks into the others."""
    files = {ending: folder / f"{name}.{ending}" for ending in ("mp4", "web.mp4", "png", "vtt")}
    for ending in ("mp4", "web.mp4"):
        files[ending].write_bytes(f"{name}.{ending}".encode())
    Image.new("RGB", (64, 36), (len(name), 0, 0)).save(files["png"])
    return FilmOnSlide(
        name=name,
        video=files["mp4"],
        web=files["web.mp4"],
        poster=files["png"],
        captions=files["vtt"],
        title=f"Title of {name}",
        finding=f"Finding of {name}.",
        description=f'{name}: "a < b" & more.',
        beats=(0.0, 1.0),
        seconds=4.5,
        loops=loops,
    )


def write_inputs(folder: Path) -> Deck:
    looping = write_film(folder, "Looping")
    ending = write_film(folder, "Ending", loops=False)
    Image.new("RGB", (300, 100), (0, 9, 0)).save(folder / "loss.png")
    figure = FigureOnSlide("loss", folder / "loss.png", "Losses fall", "Lines that fall.")
    return Deck(
        name="short",
        title="A talk & more",
        theme=DARK,
        credit=CREDIT,
        slides=(
            Slide("A film", "Play it.\nWait.", film=looping),
            Slide("The same film", "Again.", film=looping),
            Slide("A film that ends", "It stops.", film=ending),
            Slide("A figure", "Point at it.", figure=figure),
            Slide("Words", "Read them.", text=("One.", "Two.", "Three.")),
        ),
    )


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    return write_inputs(tmp_path_factory.mktemp("inputs"))


@pytest.fixture(scope="module")
def written(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "made/short.pptx"
    pptx.write(deck, path)
    return path


@pytest.fixture(scope="module")
def presentation(written: Path) -> Any:
    return Presentation(str(written))


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def xml(path: Path, name: str) -> Any:
    return etree.fromstring(members(path)[name])


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def films_in(path: Path) -> list[str]:
    """Return the SHA-256 of what is embedded."""
    return [sha256(content) for name, content in members(path).items() if name.endswith(".mp4")]


def names_of(element: Any) -> list[str]:
    return [etree.QName(child).localname for child in element]


def timing(presentation: Any, slide: int) -> Any:
    (found,) = presentation.slides[slide].element.findall("p:timing", NAMESPACES)
    return found


def found(element: Any, path: str) -> list[Any]:
    return list(etree.XPath(path, namespaces=NAMESPACES)(element))


# --- Slides ---


def test_slides_are_16_by_9_and_their_size_says_nothing_else(written: Path) -> None:
    size = xml(written, "ppt/presentation.xml").find("p:sldSz", NAMESPACES)
    assert dict(size.attrib) == {"cx": str(Inches(40 / 3)), "cy": str(Inches(7.5))}


def test_there_is_a_title_slide_and_one_for_each_entry(presentation: Any) -> None:
    titles = [slide.shapes.title.text for slide in presentation.slides]
    assert titles == [
        *("A talk & more", "A film", "The same film", "A film that ends", "A figure", "Words")
    ]
    assert presentation.slides[TITLE].placeholders[1].text == "A. Author"


def test_the_title_is_read_first(presentation: Any) -> None:
    for slide in presentation.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_shapes_are_numbered_without_gaps(presentation: Any) -> None:
    for slide in presentation.slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert numbers == list(range(2, 2 + len(numbers)))


def test_nothing_stands_empty_and_no_slide_has_a_number(presentation: Any) -> None:
    for slide in presentation.slides:
        assert all(shape.text for shape in slide.placeholders)
        kinds = {shape.placeholder_format.type for shape in slide.placeholders}
        assert not {kind.name for kind in kinds} & {"SLIDE_NUMBER", "DATE", "FOOTER"}


def test_every_slide_but_the_title_has_its_notes(deck: Deck, presentation: Any) -> None:
    assert not presentation.slides[TITLE].has_notes_slide
    notes = [slide.notes_slide.notes_text_frame.text for slide in list(presentation.slides)[1:]]
    assert notes == [slide.notes for slide in deck.slides]


def test_text_has_a_paragraph_for_each_line(presentation: Any) -> None:
    assert presentation.slides[WORDS].placeholders[1].text == "One.\nTwo.\nThree."


def test_many_lines_are_smaller(deck: Deck, tmp_path: Path) -> None:
    many = replace(deck, slides=(Slide("Many", "Read.", text=("A line.",) * 8),))
    pptx.write(many, tmp_path / "many.pptx")
    slide = Presentation(str(tmp_path / "many.pptx")).slides[1]
    assert {p.font.size.pt for p in slide.placeholders[1].text_frame.paragraphs} == {20}


def test_a_figure_fills_the_place_below_the_heading_and_keeps_its_shape(presentation: Any) -> None:
    picture = presentation.slides[FIGURE].shapes[1]
    assert picture.width == emu(CONTENT.width)
    assert picture.width / picture.height == pytest.approx(3, rel=1e-4)
    assert picture.top >= emu(CONTENT.top)
    assert picture.top + picture.height <= emu(CONTENT.bottom)


# --- Films ---


def test_a_film_fills_its_slide_and_its_heading_is_above_the_slide(presentation: Any) -> None:
    for number in (FIRST, AGAIN, ENDING):
        slide = presentation.slides[number]
        heading, film = slide.shapes
        assert (film.left, film.top) == (0, 0)
        assert (film.width, film.height) == (emu(ALL.width), emu(ALL.height))
        assert heading.top + heading.height < 0


def test_films_are_embedded_each_once_and_as_they_are(deck: Deck, written: Path) -> None:
    assert films_in(written) == [sha256(film.video.read_bytes()) for film in deck.films]


def test_two_slides_with_one_film_play_the_same_part(presentation: Any) -> None:
    parts = [
        {
            relation.target_part.partname
            for relation in presentation.slides[number].part.rels.values()
            if relation.reltype.endswith(("/video", "/media"))
        }
        for number in (FIRST, AGAIN)
    ]
    assert parts[0] == parts[1]
    assert len(parts[0]) == 1


def test_a_deck_of_many_films_has_the_small_ones(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pptx.MOST_FILMS == 25
    for most, small in [(2, False), (1, True)]:
        monkeypatch.setattr(pptx, "MOST_FILMS", most)
        pptx.write(deck, tmp_path / "deck.pptx")
        files = [film.web if small else film.video for film in deck.films]
        assert films_in(tmp_path / "deck.pptx") == [sha256(file.read_bytes()) for file in files]


def test_films_are_declared_as_mp4(written: Path) -> None:
    types = xml(written, "[Content_Types].xml")
    declared = {
        d.get("Extension"): d.get("ContentType") for d in types.findall("c:Default", NAMESPACES)
    }
    assert declared["mp4"] == "video/mp4"


def test_a_poster_stands_for_each_film(deck: Deck, presentation: Any) -> None:
    for number, slide in enumerate(deck.slides, start=1):
        if slide.film:
            film = presentation.slides[number].shapes[1]
            assert film.poster_frame.blob == slide.film.poster.read_bytes()


def test_films_and_figures_are_described(presentation: Any) -> None:
    def description(slide: int) -> Any:
        (shape,) = presentation.slides[slide].element.xpath(".//p:pic//p:cNvPr")
        return shape.get("name"), shape.get("descr")

    assert description(FIRST) == ("Looping", 'Looping: "a < b" & more.')
    assert description(FIGURE) == ("loss", "Lines that fall.")


# --- When films play ---


@pytest.mark.parametrize("slide", [FIRST, AGAIN, ENDING])
def test_all_that_plays_is_the_film_of_its_slide(presentation: Any, slide: int) -> None:
    film = presentation.slides[slide].shapes[1]
    targets = found(timing(presentation, slide), ".//p:spTgt/@spid")
    assert targets
    assert set(targets) == {str(film.shape_id)}


@pytest.mark.parametrize("slide", [FIRST, AGAIN, ENDING])
def test_a_film_starts_by_itself_when_its_slide_comes(presentation: Any, slide: int) -> None:
    (main,) = found(timing(presentation, slide), ".//p:cTn[@nodeType='mainSeq']")
    (effect,) = found(main, "p:childTnLst/p:par/p:cTn")
    assert found(effect, "p:stCondLst/p:cond[@evt='onBegin']/p:tn/@val") == [main.get("id")]
    (started,) = found(effect, ".//p:cTn[@nodeType='afterEffect']")
    assert found(started, ".//p:cmd/@cmd") == ["playFrom(0.0)"]
    assert found(started, ".//p:cmd//p:cTn/@dur") == ["4500"]


def test_a_film_that_loops_repeats_and_no_other(presentation: Any) -> None:
    repeats = [
        found(timing(presentation, slide), ".//p:video/p:cMediaNode/p:cTn/@repeatCount")
        for slide in (FIRST, AGAIN, ENDING)
    ]
    assert repeats == [["indefinite"], ["indefinite"], []]


def test_a_click_on_a_film_stops_it(presentation: Any) -> None:
    (clicked,) = found(timing(presentation, FIRST), ".//p:cTn[@nodeType='interactiveSeq']")
    assert found(clicked, ".//p:cmd/@cmd") == ["togglePause"]


def test_a_film_stays_on_its_slide_when_it_stands(presentation: Any) -> None:
    (film,) = found(timing(presentation, ENDING), ".//p:video")
    assert film.get("fullScrn") == "0"
    assert film.find("p:cMediaNode", NAMESPACES).get("showWhenStopped") == "1"


@pytest.mark.parametrize("slide", [FIRST, AGAIN, ENDING])
def test_moments_are_numbered_once_and_named_ones_are_there(presentation: Any, slide: int) -> None:
    numbers = found(timing(presentation, slide), ".//p:cTn/@id")
    assert numbers == [str(n) for n in range(1, 1 + len(numbers))]
    assert set(found(timing(presentation, slide), ".//p:tn/@val")) <= set(numbers)


@pytest.mark.parametrize("slide", [TITLE, FIGURE, WORDS])
def test_other_slides_stand_still(presentation: Any, slide: int) -> None:
    assert presentation.slides[slide].element.find("p:timing", NAMESPACES) is None


# --- What hosts demand ---


def test_elements_come_in_the_order_of_the_schema(presentation: Any) -> None:
    for slide in presentation.slides:
        names = names_of(slide.element)
        assert names == [name for name in IN_A_SLIDE if name in names]
    assert names_of(presentation.element) == IN_A_PRESENTATION


def test_the_presentation_lists_the_master_of_its_notes(presentation: Any) -> None:
    """Keynote refuses a file with notes that does not."""
    (number,) = presentation.element.xpath("p:notesMasterIdLst/p:notesMasterId/@r:id")
    assert presentation.part.related_part(number) is presentation.part.notes_master_part


def test_the_presentation_has_the_settings_without_which_powerpoint_repairs_it(
    presentation: Any,
) -> None:
    kinds = {Path(relation.reltype).name for relation in presentation.part.rels.values()}
    assert kinds >= {"presProps", "viewProps", "tableStyles", "theme"}


def test_every_part_that_is_named_is_there_and_no_other(written: Path) -> None:
    parts = members(written)
    named = set()
    for name in [name for name in parts if name.endswith(".rels")]:
        folder = Path(name).parent.parent
        for relation in etree.fromstring(parts[name]):
            target = relation.get("Target")
            path = Path(target[1:]) if target.startswith("/") else folder / target
            named.add(path.as_posix() if ".." not in path.parts else _plain(path))
    content = {name for name in parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert named == content


def _plain(path: Path) -> str:
    return Path("/", path).resolve().relative_to("/").as_posix()


def test_it_carries_no_picture_nor_printer_of_another_presentation(written: Path) -> None:
    names = set(members(written))
    assert not [name for name in names if "thumbnail" in name or "printer" in name]
    assert {name for name in names if name.endswith(".png")} == {
        *("ppt/media/image1.png", "ppt/media/image2.png", "ppt/media/image3.png")
    }


# --- Looks ---


def colours(path: Path) -> dict[str, str]:
    """Return what a text and a background are in, as the master has them."""
    master = xml(path, "ppt/slideMasters/slideMaster1.xml").find("p:clrMap", NAMESPACES)
    scheme = xml(path, "ppt/theme/theme1.xml").find(".//a:clrScheme", NAMESPACES)
    return {
        name: "#" + scheme.find(f"a:{master.get(name)}/a:srgbClr", NAMESPACES).get("val").lower()
        for name in ("bg1", "tx1", "bg2", "tx2", "accent1", "accent4")
    }


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_new_slide_looks_like_the_films(deck: Deck, tmp_path: Path, theme: Theme) -> None:
    path = tmp_path / "themed.pptx"
    pptx.write(replace(deck, theme=theme), path)
    assert colours(path) == {
        "bg1": theme.background,
        "tx1": theme.foreground,
        "bg2": theme.grid,
        "tx2": theme.muted,
        "accent1": theme.components[0].colour,
        "accent4": theme.components[3].colour,
    }
    master = Presentation(str(path)).slide_master
    assert master.element.xpath("p:cSld/p:bg/p:bgPr/a:solidFill/a:schemeClr/@val") == ["bg1"]
    assert {shape.text for shape in master.placeholders} == {"Heading", "Text"}


def test_dark_is_dark_in_the_theme_of_a_dark_deck(written: Path) -> None:
    """Charts and tables that a user adds take their colours from these names."""
    scheme = xml(written, "ppt/theme/theme1.xml").find(".//a:clrScheme", NAMESPACES)
    assert scheme.find("a:dk1/a:srgbClr", NAMESPACES).get("val") == DARK.background[1:].upper()


def test_the_font_is_that_of_films_with_a_number_that_finds_one_like_it(written: Path) -> None:
    fonts = xml(written, "ppt/theme/theme1.xml").findall(".//a:fontScheme/*/a:latin", NAMESPACES)
    assert {(font.get("typeface"), font.get("panose")) for font in fonts} == {
        ("Inter", "020B0604020202020204")
    }


def test_there_is_a_layout_for_each_kind_of_slide_and_no_other(presentation: Any) -> None:
    used = {slide.slide_layout.name for slide in presentation.slides}
    assert used == {layout.name for layout in presentation.slide_layouts}
    assert len(used) == 4


# --- Whose it is, and its bytes ---


def test_it_says_whose_it_is(presentation: Any) -> None:
    properties = presentation.core_properties
    assert properties.title == "A talk & more"
    assert properties.author == properties.last_modified_by == "A. Author"
    assert properties.subject == "A source"
    assert properties.keywords == "licence: CC BY 4.0"
    assert properties.comments == "Source: A source. Licence: CC BY 4.0."
    assert properties.created == properties.modified
    assert properties.revision == 1


def test_the_same_deck_has_the_same_bytes(deck: Deck, written: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere/again.pptx"
    pptx.write(deck, again)
    assert again.read_bytes() == written.read_bytes()


def test_its_bytes_hang_on_no_date_and_no_version_of_zlib(written: Path) -> None:
    with ZipFile(written) as zipped:
        about = zipped.infolist()
    assert about[0].filename == "[Content_Types].xml"
    assert {(part.date_time, part.compress_type) for part in about} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_another_film_changes_nothing_but_its_part(tmp_path: Path) -> None:
    deck, path = write_inputs(tmp_path), tmp_path / "short.pptx"
    pptx.write(deck, path)
    before = members(path)
    deck.films[1].video.write_bytes(b"another film")
    pptx.write(deck, path)
    after = members(path)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["ppt/media/media2.mp4"]


def test_a_place_that_cannot_be_written_to_is_named(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"short\.pptx: cannot be written"):
        pptx.write(deck, tmp_path / "file/short.pptx")
