"""Programs that cannot be had here: files are held to what their makers document.

PowerPoint plays H.264 in mp4, and has stopped playing after about 30 videos of 1080p. Keynote
plays the same, and refuses a deck whose slide size has a type that does not suit it. Google Slides
takes GIFs below 50 MB and of at most 25 megapixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from deconviz.talk.formats.facts import Facts, facts_of

from .table import Seen

UNTRIED = "untried"
MOST_LARGE_FILMS = 25
LARGE = 720  # lines; a film of more is large
LARGEST_GIF = 50_000_000  # bytes
MOST_PIXELS = 25_000_000


def check(folders: list[Path], decks: list[Path]) -> Iterator[Seen]:
    """Read decks and GIFs back; none of these programs was started."""
    for deck in decks:
        yield from _of_deck(deck / f"{deck.name}.pptx")
    gifs = [gif for folder in folders for gif in sorted(folder.glob("[!.]*.gif"))]
    if gifs:
        yield _of_gifs(gifs)


def _of_deck(deck: Path) -> Iterator[Seen]:
    with ZipFile(deck) as parts, TemporaryDirectory() as folder:
        names = parts.namelist()
        films = [name for name in names if name.endswith(".mp4")]
        facts = [facts_of(Path(parts.extract(name, folder))) for name in films]
        slides = [parts.read(name).decode() for name in names if _is_slide(name)]
        size = re.search(r"<p:sldSz ([^>]*)/>", parts.read("ppt/presentation.xml").decode())
    kinds = ", ".join(sorted({_kind(film) for film in facts})) or "no films"
    right = all(film.codec == "h264" and film.pixel_format == "yuv420p" for film in facts)
    yield Seen("PowerPoint", UNTRIED, f"{deck.name}: H.264, yuv420p", kinds, right)
    large = sum(film.height > LARGE for film in facts)
    few = f"{large} of {len(facts)} films have more than {LARGE} lines"
    yield Seen(
        "PowerPoint", UNTRIED, f"{deck.name}: few large films", few, large <= MOST_LARGE_FILMS
    )
    timed = [slide for slide in slides if "<p:video" in slide]
    loops = sum('repeatCount="indefinite"' in slide for slide in timed)
    timing = f"{len(timed)} slides start their film, {loops} loop it"
    yield Seen("PowerPoint", UNTRIED, f"{deck.name}: starts by itself", timing, bool(timed))
    words = size[1] if size else ""
    yield Seen("Keynote", UNTRIED, f"{deck.name}: slide size", words, "type=" not in words)


def _of_gifs(gifs: list[Path]) -> Seen:
    facts = [facts_of(gif) for gif in gifs]
    heaviest = max(gif.stat().st_size for gif in gifs)
    most = max(film.width * film.height for film in facts)
    seen = f"{len(gifs)} GIFs, at most {heaviest / 1e6:.1f} MB and {most / 1e6:.2f} megapixels"
    return Seen(
        "Google Slides", UNTRIED, "GIFs in its limits", seen,
        heaviest < LARGEST_GIF and most <= MOST_PIXELS,
    )  # fmt: skip


def _kind(film: Facts) -> str:
    return f"{film.codec} {film.profile} {film.level}, {film.pixel_format}"


def _is_slide(name: str) -> bool:
    return re.fullmatch(r"ppt/slides/slide\d+\.xml", name) is not None
