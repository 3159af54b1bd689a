"""A PPTX deck in LibreOffice Impress: converted, and shown with its films."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

from PIL import Image, ImageChops, ImageStat
from pptx import Presentation

from .screen import SIZE, Screen, differ, running, screen
from .table import Seen

LIMITS = {"loops"}  # it reads none from PPTX
HOST = "LibreOffice Impress"
NEEDED = ("soffice", "pdftoppm", "Xvfb", "xdotool", "import")
CONVERSION = 300  # seconds, at most
SETTLED = 3.0  # seconds, for a window to be drawn and a film to be opened
LIST_OF_SLIDES = (80, 300)  # a place in the window
WATCHED = 5.0  # seconds: no film rests for so long
NOT_THE_POSTER = 12  # of 255, in the mean: fonts and scaling differ by less
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="ShowTipOfTheDay"><value>false</value></prop>
<prop oor:name="FirstRun"><value>false</value></prop></item></oor:items>
"""
NAMESPACES = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
NOTE = "draw:frame[@presentation:class='notes']"
Answer = tuple[str, str, bool]
"""What was asked, what was seen, and whether it is what should be."""


@dataclass(frozen=True)
class Film:
    """A film of a deck: the number of its slide, its length in seconds, and what stands for it."""

    slide: int
    seconds: float
    loops: bool
    poster: bytes


@dataclass(frozen=True)
class Office:
    """LibreOffice with settings of its own: those of the user are left alone."""

    profile: Path

    @property
    def command(self) -> list[str]:
        """What starts it."""
        return ["soffice", f"-env:UserInstallation={self.profile.as_uri()}", "--norestore"]

    def convert(self, deck: Path, ending: str) -> Path:
        """Convert a deck without a window."""
        options = ["--headless", "--convert-to", ending, "--outdir", str(deck.parent), str(deck)]
        subprocess.run(
            [*self.command, *options], check=True, capture_output=True, timeout=CONVERSION
        )
        return deck.with_suffix(f".{ending}")


def check(deck: Path, screenshots: Path) -> list[Seen]:
    """Ask Impress for all that a deck should do.

    Parameters
    ----------
    deck
        PPTX.
    screenshots
        A folder for pictures.
    """
    if absent := [name for name in NEEDED if shutil.which(name) is None]:
        return [Seen(HOST, "", "is there", f"untried without {', '.join(absent)}", holds=False)]
    screenshots.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(
        ["soffice", "--version"], check=True, capture_output=True, text=True, timeout=CONVERSION
    ).stdout.split()[1]
    with TemporaryDirectory() as folder:
        office = _office(Path(folder, "profile"))
        prefix = screenshots / f"impress-{deck.stem}"
        copy = Path(shutil.copy(deck, folder))  # Impress leaves a lock beside what it has open
        answers = [*_converted(office, copy, prefix), *_shown(office, copy, prefix)]
    return [
        Seen(HOST, version, f"{deck.name}: {asked}", seen, holds, limit=asked in LIMITS)
        for asked, seen, holds in answers
    ]


def _office(profile: Path) -> Office:
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS)
    return Office(profile)


def films_of(deck: Path) -> list[Film]:
    """Read which slides of a deck have films."""
    films = []
    for number, slide in enumerate(Presentation(str(deck)).slides, start=1):
        if nodes := slide.element.findall(".//{*}cMediaNode/{*}cTn"):
            (played,) = slide.element.findall(".//{*}cmd[@cmd='playFrom(0.0)']//{*}cTn")
            films.append(
                Film(
                    slide=number,
                    seconds=int(played.get("dur")) / 1000,
                    loops=nodes[0].get("repeatCount") == "indefinite",
                    poster=slide.shapes[1].poster_frame.blob,
                )
            )
    return films


# --- What conversions show ---


def _converted(office: Office, deck: Path, prefix: Path) -> Iterator[Answer]:
    slides = list(Presentation(str(deck)).slides)
    pages = _pages(office.convert(deck, "pdf"), prefix)
    yield "opens", f"{len(pages)} of {len(slides)} slides", len(pages) == len(slides)
    films = films_of(deck)
    posters = sum(_like(pages[film.slide - 1], film.poster) for film in films)
    yield "poster", f"on {posters} of {len(films)} slides with films", posters == len(films)
    read = _read(office.convert(deck, "odp"))
    notes = [_words(s.notes_slide.notes_text_frame.text) for s in slides if s.has_notes_slide]
    kept = len([note for note in notes if note in read.notes])
    yield "notes", f"on {kept} of {len(notes)} slides that have some", kept == len(notes)
    told = f"{read.described} of {read.pictures} films and figures are described"
    yield "alternative text", told, read.described == read.pictures


def _pages(pdf: Path, prefix: Path) -> list[Path]:
    width = ["-scale-to-x", str(SIZE[0]), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-png", *width, pdf, prefix], check=True, timeout=CONVERSION)
    return sorted(prefix.parent.glob(f"{prefix.name}-[0-9]*.png"))


def _like(page: Path, poster: bytes) -> bool:
    with Image.open(page) as shown, Image.open(io.BytesIO(poster)) as wanted:
        small = [picture.convert("L").resize((320, 180)) for picture in (shown, wanted)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0] < NOT_THE_POSTER


@dataclass(frozen=True)
class Read:
    """What Impress kept of a deck: notes, pictures, and how many of these are described."""

    notes: list[str]
    pictures: int
    described: int


def _read(odp: Path) -> Read:
    with ZipFile(odp) as zipped:
        root = ElementTree.fromstring(zipped.read("content.xml"))
    notes = [
        _words(
            " ".join("".join(line.itertext()) for line in note.iterfind(".//text:p", NAMESPACES))
        )
        for note in root.iterfind(f".//presentation:notes/{NOTE}", NAMESPACES)
    ]
    frames = [
        frame
        for page in root.iterfind(".//draw:page", NAMESPACES)
        for frame in page.iterfind("draw:frame", NAMESPACES)
        if frame.find("draw:plugin", NAMESPACES) is not None
        or frame.find("draw:image", NAMESPACES) is not None
    ]
    described = [frame.findtext("svg:desc", "", NAMESPACES) for frame in frames]
    return Read(notes, len(frames), sum(map(bool, described)))


def _words(text: str) -> str:
    return " ".join(text.split())


# --- What the slide show shows ---


@dataclass(frozen=True)
class Show:
    """A slide show that is on."""

    screen: Screen
    prefix: Path

    def go_to(self, slide: int) -> None:
        """Show a slide by its number."""
        self.screen.press(*str(slide), "Return")

    def picture(self, name: str) -> Image.Image:
        """Keep what the slide show shows."""
        return self.screen.picture(self.prefix.with_name(f"{self.prefix.name}-{name}.png"))

    def moves(self, name: str) -> bool:
        """Watch, until what is shown changes or the time in which it should is over."""
        first = self.picture(f"{name}-1")
        end = time.monotonic() + WATCHED
        while time.monotonic() < end:
            time.sleep(0.5)
            if differ(first, self.picture(f"{name}-2")):
                return True
        return False


def _shown(office: Office, deck: Path, prefix: Path) -> Iterator[Answer]:
    films = sorted(films_of(deck), key=lambda film: (not film.loops, film.seconds))
    if not films:
        return
    with screen() as shown, _opened(office, deck, shown):
        if not _start(shown, deck):
            yield "shows slides", "the slide show did not start", False
            return
        yield from _played(Show(shown, prefix), films[0])


def _played(show: Show, film: Film) -> Iterator[Answer]:
    show.go_to(film.slide)
    time.sleep(SETTLED)
    moves = show.moves("plays")
    yield "plays by itself", "moves" if moves else "stands", moves
    if film.loops:
        time.sleep(film.seconds)
        moves = show.moves("loops")
        yield "loops", "starts again" if moves else "stands at its end", moves
    show.screen.press("Right")
    time.sleep(SETTLED)
    show.screen.press("Left")
    time.sleep(SETTLED)
    moves = show.moves("comes-back")
    yield "plays again when one comes back", "moves" if moves else "stands", moves


@contextmanager
def _opened(office: Office, deck: Path, shown: Screen) -> Iterator[None]:
    command = [*office.command, "--nologo", "--impress", str(deck)]
    with running(command, env=shown.environment):
        yield


def _start(shown: Screen, deck: Path) -> bool:
    """Start the slide show from the window of the editor, whose list of slides is on the left."""
    if not shown.focus(deck.name):
        return False
    time.sleep(SETTLED)
    shown.click(LIST_OF_SLIDES)
    shown.press("F5")
    started = shown.focus("Presenting")
    time.sleep(SETTLED)
    return started
