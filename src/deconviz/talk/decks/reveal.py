"""A deck for a browser: a folder with reveal.js that needs no network."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import jinja2
import sphinx_revealjs

from deconviz.archive.files import replacing_folder, there
from deconviz.look import fonts, language
from deconviz.look.theme import Theme
from deconviz.talk.decks.deck import Deck, Slide
from deconviz.talk.formats import captions

PAGE = Path(__file__).parent / "reveal_page"
OF_REVEAL_JS = (
    *("LICENSE", "dist/reset.css", "dist/reveal.css", "dist/reveal.js"),
    "plugin/notes/notes.js",
)
CAPITAL = 0.727  # height of Inter's capitals over the size of the font
LETTERS_IN_ROW, ROW, GAP, ROOM = 56, 1.3, 1.0, 13.0  # of large text, heights in font sizes


def write(deck: Deck, path: Path) -> None:
    """Write a deck as a folder; its ``index.html`` starts it in a browser.

    Parameters
    ----------
    deck
        What it shows.
    path
        The folder.

    Raises
    ------
    UserError
        If a film or a figure is missing, or the folder cannot be written.
    """
    with replacing_folder(path) as folder:
        for name in ("reveal.js", "fonts", "films", "figures"):
            (folder / name).mkdir()
        _write_page(deck, folder)
        _copy_reveal_js(folder / "reveal.js")
        _write_font(folder / "fonts")
        _copy_pictures(deck, folder)


def _write_page(deck: Deck, folder: Path) -> None:
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    pages.filters |= {"kind": _kind, "address": _address}
    page = pages.get_template("index.html").render(deck=deck)
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "look.css").write_text(_look(deck.theme), encoding="utf-8")
    for name in ("deck.css", "deck.js"):
        shutil.copyfile(PAGE / name, folder / name)


def _kind(slide: Slide) -> str:
    """Return the classes of a slide."""
    if slide.film:
        return "bare film" if slide.film.bare else "film"
    if slide.figure:
        return "figure"
    rows = sum(math.ceil(len(line) / LETTERS_IN_ROW) for line in slide.text)
    height = rows * ROW + (len(slide.text) - 1) * GAP
    return "text many" if height > ROOM else "text"


def _address(file: Path) -> str:
    return captions.address(there(file).read_text(encoding="utf-8"))


def _look(theme: Theme) -> str:
    """Write what slides share with films as CSS variables."""
    values = {
        "background": theme.background,
        "foreground": theme.foreground,
        "muted": theme.muted,
        "margin": f"{language.LEFT:g}px",
        "base": f"{language.TITLE_BASE:g}px",
        "title": _font_size(language.TITLE),
        "line": _font_size(language.CODE_NUMBER),
        "small": _font_size(language.SMALLEST),
    }
    lines = "".join(f"  --{name}: {value};\n" for name, value in values.items())
    return f":root {{\n{lines}}}\n"


def _font_size(capital: float) -> str:
    return f"{capital / CAPITAL:.1f}px"


def _copy_reveal_js(folder: Path) -> None:
    with as_file(files(sphinx_revealjs) / "_static/revealjs") as revealjs:
        for name in OF_REVEAL_JS:
            shutil.copyfile(revealjs / name, folder / Path(name).name)


def _write_font(folder: Path) -> None:
    fonts.write_variable(folder / "Inter.ttf")
    shutil.copyfile(fonts.LICENCE, folder / "LICENSE")


def _copy_pictures(deck: Deck, folder: Path) -> None:
    for source, name in _pictures(deck):
        shutil.copyfile(there(source), folder / name)


def _pictures(deck: Deck) -> Iterator[tuple[Path, str]]:
    """Yield the films, posters and figures, each with its name in the folder."""
    for film in deck.films:
        yield film.video, f"films/{film.name}.mp4"
        yield film.poster, f"films/{film.name}.poster.png"
    for slide in deck.slides:
        if slide.figure:
            yield slide.figure.picture, f"figures/{slide.figure.name}.png"
