"""A deck for Beamer: the source of a PDF that plays films, with all that it needs in one folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from deconviz.archive.files import replacing_folder
from deconviz.talk.decks import tex_fonts
from deconviz.talk.decks.beamer_source import FIGURES, FILMS, letters, source
from deconviz.talk.decks.deck import Deck
from deconviz.talk.decks.pdfpc import notes


def write(deck: Deck, path: Path) -> None:
    """Write a folder with a deck's source, fonts, films, posters, figures, and notes for pdfpc.

    Raises
    ------
    UserError
        If it cannot be written.
    """
    encodings = tex_fonts.encodings(letters(deck))
    with replacing_folder(path) as folder:
        text = source(deck, encodings[-1])
        (folder / f"{deck.name}.tex").write_text(text, encoding="utf-8")
        (folder / f"{deck.name}.pdfpc").write_text(notes(deck), encoding="utf-8")
        tex_fonts.write(folder / tex_fonts.FOLDER, encodings)
        _copy_films(deck, folder / FILMS)
        _copy_figures(deck, folder / FIGURES)


def _copy_films(deck: Deck, folder: Path) -> None:
    folder.mkdir()
    for film in deck.films:
        shutil.copyfile(film.video, folder / f"{film.name}.mp4")
        shutil.copyfile(film.poster, folder / f"{film.name}.png")


def _copy_figures(deck: Deck, folder: Path) -> None:
    folder.mkdir()
    for slide in deck.slides:
        if slide.figure:
            shutil.copyfile(slide.figure.picture, folder / f"{slide.figure.name}.png")
