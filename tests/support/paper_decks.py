"""Decks for paper and for Beamer: small pictures, and films of which nobody looks inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PIL import Image

from deconviz.config.talk import Credit
from deconviz.look.theme import DARK
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide

POSTER = (320, 180)
EVERY_SPECIAL = "100 % of $5 & #1 {a} [b] ~ ^ _ \\n \"q\" 'r' `s` -- <<t>> ?` −0.5"


def picture(path: Path, size: tuple[int, int] = POSTER) -> Path:
    """Write a picture of one colour."""
    Image.new("RGB", size, DARK.background).save(path)
    return path


def film(folder: Path, name: str = "Sum", *, loops: bool = True, description: str = "") -> Slide:
    """Return a slide with a film, and write its files."""
    video = folder / f"{name}.mp4"
    video.write_bytes(b"a film called " + name.encode())
    return Slide(
        heading=f"How {name} works",
        notes=f"Say what {name} is.\nThen wait.",
        film=FilmOnSlide(
            name=name,
            video=video,
            web=video,
            poster=picture(folder / f"{name}.poster.png"),
            captions=folder / f"{name}.vtt",
            title=f"{name} in a film",
            finding=f"{name} makes 0.28 + 0.24 = 0.52.",
            description=description or f"Bars of {name} pile up, and a line follows them.",
            beats=(0.0, 2.0),
            seconds=4.5,
            loops=loops,
        ),
    )


def figure(folder: Path, name: str = "loss", size: tuple[int, int] = (400, 200)) -> Slide:
    """Return a slide with a figure, and write it."""
    path = picture(folder / f"{name}.png", size)
    return Slide(
        heading=f"The {name}",
        notes="Point at it.",
        figure=FigureOnSlide(name, path, f"The {name} falls", f"A line: the {name} falls."),
    )


def text(*lines: str) -> Slide:
    """Return a slide with text."""
    return Slide(heading="To take home", notes="Leave it there.", text=lines or ("Filters add.",))


def deck(*slides: Slide, title: str = "A talk", author: str = "Ada") -> Deck:
    """Return a deck."""
    credit = Credit(author=author, source="https://example.org/talk", licence="CC-BY-4.0")
    return Deck(name="talk", title=title, theme=DARK, credit=credit, slides=slides)


def headed(slide: Slide, heading: str) -> Slide:
    """Return a slide with another heading."""
    return replace(slide, heading=heading)


def _spaced(codes: Iterable[int]) -> str:
    letters = "".join(map(chr, codes))
    return " ".join(letters[start : start + 8] for start in range(0, len(letters), 8))


def hard_deck(folder: Path) -> Deck:
    """Return a deck of all that TeX could take amiss, of which Inter has each character."""
    lines = (
        EVERY_SPECIAL,
        r"\input{/etc/passwd} \end{document} %",
        _spaced(range(0x21, 0x7F)),
        _spaced([*range(0xA1, 0xAD), *range(0xAE, 0x100)]),
        _spaced([*range(0x100, 0x149), *range(0x14A, 0x17F)]),
        "αβγδεζηθικλμνξοπρστυφχψω ΑΒΓΔΩ ∑√≤≥±×·→←−–—“”„‘’…•",
        "Привіт, світе: Київ",
        "https://example.org/" + "a" * 60,
    )
    return deck(headed(text(*lines), EVERY_SPECIAL), film(folder), title=EVERY_SPECIAL)
