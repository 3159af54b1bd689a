"""Decks for Beamer in LaTeX: that they become PDFs, with films and posters in their places."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pypdf import PageObject, PdfReader

from deconviz.talk.decks import beamer
from support.paper_decks import hard_deck

from .table import Seen

HOST = "LaTeX"
ENGINES = ("pdflatex", "lualatex")
PATIENCE = 180  # seconds
DOTS = 72  # an inch, of pictures
COMPLAINTS = re.compile(
    r"^(?:! .*|Overfull .*|.*Missing character.*|.* Warning: .*)$", re.MULTILINE
)


class NotCompiledError(Exception):
    """A document has errors: the text is the first of them."""


def check(folder: Path, screenshots: Path) -> list[Seen]:
    """Compile a deck, and look at what came out.

    Parameters
    ----------
    folder
        Of a deck for Beamer.
    screenshots
        A folder for a picture of each page.
    """
    if shutil.which(ENGINES[0]) is None:
        return [Seen(HOST, "", "is there", "untried: no program is pdflatex", holds=False)]
    screenshots.mkdir(parents=True, exist_ok=True)
    rows = [row for engine in filter(_works, ENGINES) for row in _compiled(engine, folder)]
    with compiled(folder) as pdf:
        rows += [_films(pdf), _describes_itself(pdf)]
        pages = pictures(pdf, screenshots)
        rows.append(_row("pictures of pages", f"{len(pages)}", holds=len(pages) > 1))
    return [*rows, *_hard_text()]


@contextmanager
def compiled(folder: Path, engine: str = ENGINES[0]) -> Iterator[Path]:
    """Give the PDF of a deck in a folder of its own, beside what it plays.

    Raises
    ------
    NotCompiledError
        If TeX ends with an error.
    """
    with TemporaryDirectory() as name:
        copy = Path(name)
        for path in folder.resolve().iterdir():
            (copy / path.name).symlink_to(path)
        (source,) = copy.glob("*.tex")
        _run(engine, source)
        _run(engine, source)
        yield source.with_suffix(".pdf")


def pictures(pdf: Path, to: Path) -> list[Path]:
    """Draw each page of a PDF."""
    stem = to / f"beamer-{pdf.stem}"
    command = ["pdftoppm", "-r", f"{DOTS}", "-png", f"{pdf}", f"{stem}"]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return sorted(to.glob(f"beamer-{pdf.stem}-*.png"))


def _run(engine: str, source: Path) -> None:
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(
        command, cwd=source.parent, capture_output=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace")
        errors = [line for line in output.splitlines() if line.startswith("!")]
        raise NotCompiledError(errors[0] if errors else output[-200:])


def _works(engine: str) -> bool:
    """Return whether an engine is there, with its fonts."""
    if shutil.which(engine) is None:
        return False
    if engine == ENGINES[0]:
        return True
    found = subprocess.run(["kpsewhich", "luaotfload.lua"], capture_output=True, check=False)
    return found.returncode == 0


def _version(engine: str) -> str:
    said = subprocess.run([engine, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.splitlines()[0]


def _compiled(engine: str, folder: Path) -> Iterator[Seen]:
    asked = f"{folder.parent.name}: compiles with {engine}, all in Inter"
    try:
        with compiled(folder, engine) as pdf:
            log = pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
            complaints = COMPLAINTS.findall(log)
            fonts, pages = _fonts(pdf), len(PdfReader(pdf).pages)
    except NotCompiledError as error:
        yield _row(asked, str(error), holds=False, engine=engine)
        return
    seen = f"{pages} pages in {' and '.join(sorted(fonts))}; {complaints or 'no complaint'}"
    frames = _frames(folder)
    holds = pages == frames and fonts == {"Inter-Regular"} and not complaints
    yield _row(asked, seen, holds=holds, engine=engine)


def _films(pdf: Path) -> Seen:
    source = pdf.with_suffix(".tex").read_text(encoding="utf-8")
    films = source.count(r"\movie[")
    loops = source.count("autostart, loop]")
    found = [film for page in PdfReader(pdf).pages for film in _films_on(page)]
    there = [film for film in found if (pdf.parent / film["/Movie"]["/F"]).is_file()]
    looping = [film for film in there if film["/A"].get("/Mode") == "/Repeat"]
    seen = f"{len(there)} films in pages, {len(looping)} of them loop"
    return _row(
        f"{pdf.stem}: has {films} films, of which {loops} loop",
        seen,
        holds=(len(found), len(there), len(looping)) == (films, films, loops),
    )


def _films_on(page: PageObject) -> Iterator[Any]:
    """Yield the films of a page that lie inside of it, each with its poster and its link."""
    annotations = [item.get_object() for item in page.get("/Annots", [])]
    links = [a["/A"]["/F"] for a in annotations if a["/Subtype"] == "/Link" and "/F" in a["/A"]]
    for film in annotations:
        if film["/Subtype"] != "/Movie":
            continue
        left, bottom, right, top = (float(edge) for edge in film["/Rect"])
        box = page.mediabox
        inside = left >= 0 and bottom >= -0.1 and right <= box.width and top <= box.height
        linked = [link for link in links if link.partition("?")[0] == film["/Movie"]["/F"]]
        if inside and linked and len(page.images) == 1:
            yield film


def _describes_itself(pdf: Path) -> Seen:
    metadata = PdfReader(pdf).metadata
    assert metadata is not None
    said = [metadata.title, metadata.author, metadata.subject, metadata.get("/Keywords")]
    seen = "; ".join(str(word) for word in said)
    return _row(f"{pdf.stem}: says whose work it is", seen, holds=all(said))


def _hard_text() -> Iterator[Seen]:
    """Compile a deck of all that TeX could take amiss."""
    with TemporaryDirectory() as name:
        deck = hard_deck(Path(name))
        beamer.write(deck, Path(name, "beamer"))
        for engine in filter(_works, ENGINES):
            asked = f"any text is set as it is, with {engine}"
            try:
                with compiled(Path(name, "beamer"), engine) as pdf:
                    wrong = _wrong(pdf, deck.slides[0].text, deck.title)
            except NotCompiledError as error:
                yield _row(asked, str(error), holds=False, engine=engine)
            else:
                yield _row(asked, wrong or "as it is", holds=not wrong, engine=engine)


def _wrong(pdf: Path, lines: tuple[str, ...], title: str) -> str:
    """Return the first line that does not read back from a PDF."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, timeout=60)
    text = _letters(done.stdout.decode())
    metadata = PdfReader(pdf).metadata
    assert metadata is not None
    if metadata.title != title:
        return f"{metadata.title!r} as title"
    return next((line for line in lines if _letters(line) not in text), "")


def _letters(text: str) -> str:
    """Return a text without spaces, and with ligatures as their letters, as some PDFs have them."""
    return "".join(text.split()).replace("Ĳ", "IJ").replace("ĳ", "ij")


def _fonts(pdf: Path) -> set[str]:
    """Return the fonts in a PDF, without the marks of subsets."""
    names = set()
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            names.add(font.get_object()["/BaseFont"].rpartition("+")[2].lstrip("/"))
    return names


def _frames(folder: Path) -> int:
    (source,) = folder.glob("*.tex")
    return source.read_text(encoding="utf-8").count(r"\begin{frame}")


def _row(asked: str, seen: str, *, holds: bool, engine: str = ENGINES[0]) -> Seen:
    return Seen(HOST, _version(engine), asked, seen, holds)
