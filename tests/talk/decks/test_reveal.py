"""The deck for a browser: all that it shows lies in its folder, and nothing else is asked for."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from deconviz.config.talk import Credit
from deconviz.errors import UserError
from deconviz.look import fonts
from deconviz.look.theme import DARK, LIGHT
from deconviz.talk.decks import reveal
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide

ROOT = Path(__file__).parents[3]
CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n−0.18 times filter 2\n"
ALONE = {"meta", "link", "img", "track"}


@dataclass
class Element:
    """A tag of a page, with its attributes and all text inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Section:
    """A slide of a page: its tags in their order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def one(self, tag: str) -> Element:
        (element,) = self.all(tag)
        return element

    @property
    def classes(self) -> set[str]:
        """Of the outermost box."""
        return set((self.all("div")[0].attributes["class"] or "").split())


class Reader(HTMLParser):
    """Reads what a page has, slide by slide."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.sections: list[Section] = []
        self._open: list[Element] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attributes))
        self.elements.append(element)
        if tag == "section":
            self.sections.append(Section())
        elif any(above.tag == "section" for above in self._open):
            self.sections[-1].elements.append(element)
        if tag not in ALONE:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def meta(self, name: str) -> str | None:
        (found,) = (e for e in self.elements if e.attributes.get("name") == name)
        return found.attributes["content"]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    """A deck with a slide of each kind; its films are no films, as nothing plays them here."""
    folder = tmp_path_factory.mktemp("shown")
    for name in ("Loops", "Ends"):
        (folder / f"{name}.mp4").write_bytes(f"film {name}".encode())
        (folder / f"{name}.poster.png").write_bytes(f"poster {name}".encode())
        (folder / f"{name}.vtt").write_text(CAPTIONS, encoding="utf-8")
    (folder / "loss.dark.png").write_bytes(b"figure")

    def film(name: str, *, loops: bool, bare: bool = False) -> FilmOnSlide:
        return FilmOnSlide(
            name=name,
            video=folder / f"{name}.mp4",
            web=folder / "no-such-file.mp4",
            poster=folder / f"{name}.poster.png",
            captions=folder / f"{name}.vtt",
            title="In the film",
            finding="It is found.",
            description='A curve & a "code" <move>.',
            beats=(0.0,),
            seconds=2.0,
            loops=loops,
            bare=bare,
        )

    figure = FigureOnSlide("loss", folder / "loss.dark.png", "Losses fall", "Falling lines.")
    return Deck(
        name="short",
        title="Filters & <sums>",
        theme=DARK,
        credit=Credit(author="Ann & Bob", source="https://example.org/a?b&c", licence="MIT"),
        slides=(
            Slide("A film that loops", "Play it.\nThen wait.", film=film("Loops", loops=True)),
            Slide("A film that ends", "Play it <once>.", film=film("Ends", loops=False)),
            Slide("A bare film", "Say what it is.", film=film("Loops", loops=False, bare=True)),
            Slide("A figure", "Point.", figure=figure),
            Slide("Words & more", "Read.", text=("One & two.", "Three.")),
        ),
    )


@pytest.fixture(scope="module")
def folder(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck as written, with an empty file for the font, which takes seconds to write."""
    path = tmp_path_factory.mktemp("decks") / "short/reveal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "write_variable", Path.touch)
        reveal.write(deck, path)
    return path


@pytest.fixture(scope="module")
def page(folder: Path) -> Reader:
    return Reader((folder / "index.html").read_text(encoding="utf-8"))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def addresses(folder: Path, page: Reader) -> set[str]:
    """All that the page and its styles load."""
    of_page = {
        address
        for element in page.elements
        for key in ("src", "href", "poster", "srcset", "data-src")
        if (address := element.attributes.get(key))
    }
    styles = "".join(path.read_text() for path in folder.rglob("*.css"))
    of_styles = set(re.findall(r"url\([\"']?([^)\"']+)", styles)) | set(
        re.findall(r"@import\s+[\"']([^\"']+)", styles)
    )
    return of_page | of_styles


# --- The folder ---


def test_the_folder_has_all_that_is_shown_once_and_what_shows_it(folder: Path) -> None:
    assert names(folder) == {
        "index.html",
        *("look.css", "deck.css", "deck.js"),
        *("films/Loops.mp4", "films/Loops.poster.png", "films/Ends.mp4", "films/Ends.poster.png"),
        "figures/loss.png",
        *("fonts/Inter.ttf", "fonts/LICENSE"),
        *(f"reveal.js/{name}" for name in ("reveal.js", "reveal.css", "reset.css", "notes.js")),
        "reveal.js/LICENSE",
    }


def test_films_posters_and_figures_are_copied_as_they_are(folder: Path) -> None:
    assert (folder / "films/Ends.mp4").read_bytes() == b"film Ends"
    assert (folder / "films/Loops.poster.png").read_bytes() == b"poster Loops"
    assert (folder / "figures/loss.png").read_bytes() == b"figure"


def test_nothing_is_loaded_that_is_not_in_the_folder(folder: Path, page: Reader) -> None:
    loaded = {address for address in addresses(folder, page) if not address.startswith("data:")}
    assert loaded == names(folder) - {
        *("index.html", "fonts/LICENSE", "reveal.js/LICENSE"),
    }


def test_scripts_need_no_server(folder: Path, page: Reader) -> None:
    """Browsers load no modules from files, and let no script read a file."""
    scripts = [element.attributes for element in page.elements if element.tag == "script"]
    assert scripts and all(script.keys() == {"src"} for script in scripts)
    code = (folder / "deck.js").read_text(encoding="utf-8")
    assert re.findall(r"\b(import|export|fetch|XMLHttpRequest|https?:)", code) == []


def test_licences_of_what_others_made_lie_beside_it(folder: Path) -> None:
    assert "Hakim El Hattab" in (folder / "reveal.js/LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE" in (folder / "fonts/LICENSE").read_text()


def test_no_path_of_the_machine_is_in_it(folder: Path, deck: Deck) -> None:
    assert deck.films
    texts = [path.read_text() for path in folder.rglob("*") if path.suffix in {".html", ".css"}]
    assert not any(str(film.video.parent) in text for film in deck.films for text in texts)


def test_a_deck_is_written_anew_and_not_over_the_old(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "write_variable", Path.touch)
    reveal.write(deck, tmp_path / "reveal")
    reveal.write(replace(deck, slides=deck.slides[-1:]), tmp_path / "reveal")
    assert {
        name for name in names(tmp_path / "reveal") if name.startswith(("film", "fig"))
    } == set()


def test_a_film_that_is_missing_is_named_and_no_folder_is_left(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "write_variable", Path.touch)
    film = replace(deck.films[0], video=Path("results/films/1080p60/Gone.mp4"))
    with pytest.raises(UserError, match=r"Gone.mp4: is missing: build it with `./run results/film"):
        reveal.write(replace(deck, slides=(Slide("Gone", "x", film=film),)), tmp_path / "reveal")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_deck_is_the_same_each_time_down_to_the_font(deck: Deck, tmp_path: Path) -> None:
    for name in ("one", "two"):
        reveal.write(deck, tmp_path / name)
    one, two = (
        {name: (folder / name).read_bytes() for name in names(folder)}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    font = TTFont(tmp_path / "one/fonts/Inter.ttf")
    weight = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
    assert weight.minValue <= 400 < 600 <= weight.maxValue
    assert set("AzÄéλ−×√≤") <= set(map(chr, font.getBestCmap()))


# --- The page ---


def test_the_title_and_the_author_come_first(page: Reader) -> None:
    first = page.sections[0]
    assert first.one("h1").text == "Filters & <sums>"
    assert "Ann & Bob" in [paragraph.text for paragraph in first.all("p")]


def test_each_slide_has_a_section_with_its_heading_and_its_notes(page: Reader, deck: Deck) -> None:
    sections = page.sections[1:]
    assert [section.one("h2").text for section in sections] == [s.heading for s in deck.slides]
    for section, slide in zip(sections, deck.slides, strict=True):
        assert section.one("aside").attributes == {"class": "notes"}
        assert section.one("aside").text.split() == slide.notes.split()


def test_lines_of_notes_are_paragraphs(page: Reader) -> None:
    paragraphs = [paragraph.text for paragraph in page.sections[1].all("p")]
    assert paragraphs[-2:] == ["Play it.", "Then wait."]


def test_a_film_has_its_poster_is_silent_and_stays_in_its_place(page: Reader) -> None:
    film = page.sections[2].one("video").attributes
    assert (film["src"], film["poster"]) == ("films/Ends.mp4", "films/Ends.poster.png")
    assert {"muted", "playsinline"} <= film.keys()
    assert not {"autoplay", "controls"} & film.keys()


def test_a_film_loops_only_where_its_slide_says_so(page: Reader) -> None:
    films = [film.attributes for section in page.sections for film in section.all("video")]
    assert ["loop" in film for film in films] == [True, False, False]
    assert films[0]["src"] == films[2]["src"]


def test_films_and_figures_are_told_to_who_cannot_see_them(page: Reader) -> None:
    film = page.sections[1].one("video").attributes
    assert film["aria-label"] == 'A curve & a "code" <move>.'
    figure = page.sections[4].one("img").attributes
    assert (figure["src"], figure["alt"]) == ("figures/loss.png", "Falling lines.")


def test_captions_are_in_the_page_and_off(page: Reader) -> None:
    track = page.sections[1].one("track").attributes
    assert (track["kind"], track["srclang"]) == ("captions", "en")
    kind, _, content = (track["src"] or "").partition(";base64,")
    assert kind == "data:text/vtt"
    assert base64.b64decode(content).decode() == CAPTIONS
    assert "default" not in track


def test_only_a_bare_film_shows_the_heading_of_its_slide(page: Reader) -> None:
    assert [section.classes for section in page.sections[1:5]] == [
        {"film"},
        {"film"},
        {"bare", "film"},
        {"figure"},
    ]


def test_text_has_its_lines(page: Reader) -> None:
    assert [line.text for line in page.sections[5].all("p")][:2] == ["One & two.", "Three."]
    assert page.sections[5].classes == {"text"}


@pytest.mark.parametrize(("lines", "letters"), [(7, 10), (5, 80), (8, 80)])
def test_text_that_would_fill_the_slide_is_small(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: int, letters: int
) -> None:
    monkeypatch.setattr(fonts, "write_variable", Path.touch)
    slide = Slide("Much", "x", text=("m" * letters,) * lines)
    reveal.write(replace(deck, slides=(slide,)), tmp_path / "reveal")
    page = Reader((tmp_path / "reveal/index.html").read_text(encoding="utf-8"))
    assert page.sections[1].classes == {"text", "many"}


def test_the_page_says_whose_it_is(page: Reader) -> None:
    (title,) = (element for element in page.elements if element.tag == "title")
    assert title.text == "Filters & <sums>"
    assert page.meta("author") == "Ann & Bob"
    assert page.meta("dcterms.source") == "https://example.org/a?b&c"
    assert page.meta("dcterms.license") == "MIT"


def test_colours_are_those_of_the_theme(folder: Path) -> None:
    look = (folder / "look.css").read_text()
    assert f"--background: {DARK.background};" in look
    assert f"--foreground: {DARK.foreground};" in look
    assert LIGHT.background not in look


def test_an_edit_of_the_page_writes_decks_anew() -> None:
    """What is not Python is in the fingerprint only if the rule names it."""
    rules = (ROOT / "workflow/rules/decks.smk").read_text(encoding="utf-8")
    parts = sorted(reveal.PAGE.iterdir())
    assert len(parts) == 3
    assert all(f'"{part.name}"' in rules for part in parts)
