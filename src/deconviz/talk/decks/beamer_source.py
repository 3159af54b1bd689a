"""The source of a deck for Beamer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template

from deconviz.look.theme import Theme
from deconviz.talk.decks.beamer_preamble import PREAMBLE
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide
from deconviz.talk.decks.inter import composed, has
from deconviz.talk.decks.tex_fonts import EXTRA, FOLDER, T1, Encoding
from deconviz.talk.decks.tex_text import OTHER, tex

FILMS, FIGURES = "films", "figures"

OTHERS = r"""
% Inter lacks these: @lost
% LuaLaTeX and XeLaTeX take them from a font that has them, if the next line is such as this one:
% \newfontfamily\otherfont{Noto Sans CJK JP}\newcommand*@other[1]{{\otherfont #1}}
\newcommand*@other[1]{?}
"""


class Source(Template):
    """A text in which `@{name}` stands for what is filled in: TeX has its own use for `$`."""

    delimiter = "@"


def source(deck: Deck, extra: Encoding) -> str:
    """Return the TeX of a deck, whose files are in `FILMS`, `FIGURES` and `tex_fonts.FOLDER`.

    Parameters
    ----------
    deck
        The deck.
    extra
        The letters of the second font for pdfTeX.
    """
    credit = deck.credit
    preamble = Source(PREAMBLE).substitute(
        name=deck.name,
        title=tex(deck.title),
        author=tex(credit.author),
        source=tex(credit.source),
        licence=tex(credit.licence),
        fonts=FOLDER,
        t1=T1,
        extra=EXTRA,
        letters="\n".join(_declared(extra)),
        others=_others(lost(deck)),
        colours="\n".join(_colours(deck.theme)),
    )
    frames = "\n\n".join(map(_frame, deck.slides))
    return f"{preamble}\n{frames}\n\n\\end{{document}}\n"


def letters(deck: Deck) -> set[str]:
    """Return the characters of a deck that Inter has."""
    return {char for char in _text(deck) if has(char)}


def lost(deck: Deck) -> list[str]:
    """Return the characters of a deck that Inter lacks."""
    return sorted({char for char in _text(deck) if not has(char)})


def _text(deck: Deck) -> str:
    credit = deck.credit
    lines = [deck.title, credit.author, credit.source, credit.licence]
    for slide in deck.slides:
        lines += [slide.heading, slide.notes, *slide.text]
    return composed("".join(lines))


def _colours(theme: Theme) -> list[str]:
    return [
        rf"\definecolor{{{name}}}{{HTML}}{{{getattr(theme, name)[1:].upper()}}}"
        for name in ("background", "foreground", "muted")
    ]


def _declared(extra: Encoding) -> list[str]:
    return [
        rf"  \DeclareUnicodeCharacter{{{ord(char):04X}}}"
        rf'{{\texorpdfstring{{\extra{{{number}}}}}{{\unichar{{"{ord(char):04X}}}}}}}'
        for number, char in enumerate(extra.letters)
    ]


def _others(lost: Sequence[str]) -> str:
    if not lost:
        return ""
    return Source(OTHERS).substitute(lost=" ".join(lost), other=OTHER)


def _frame(slide: Slide) -> str:
    lines = [rf"\begin{{frame}}{{{tex(slide.heading)}}}", *_shown(slide), *_note(slide.notes)]
    return "\n".join((*lines, r"\end{frame}"))


def _shown(slide: Slide) -> Iterable[str]:
    if slide.film:
        return _film(slide.film)
    if slide.figure:
        return _figure(slide.figure)
    return (r"  \says{%", *map(_line, slide.text), "  }")


def _line(line: str) -> str:
    """Return a line of a slide of text; one that cannot be broken is made to fit."""
    words = tex(line) if " " in line.strip() else rf"\fitted{{{tex(line)}}}"
    return rf"    \sentence{{{words}}}"


def _film(film: FilmOnSlide) -> Iterable[str]:
    options, query = ["width=\\filmwidth", "height=\\filmheight", "autostart"], "autostart"
    if film.loops:
        options, query = [*options, "loop"], f"{query}&loop"
    file = f"{FILMS}/{film.name}.mp4"
    yield rf"  \shows{{\href{{run:{file}?{query}}}{{%"
    yield rf"    \movie[{', '.join(options)}]{{%"
    yield rf"      \includegraphics[width=\filmwidth]{{{FILMS}/{film.name}.png}}}}"
    yield rf"      {{{file}}}}}}}"


def _figure(figure: FigureOnSlide) -> Iterable[str]:
    size = r"width=\textwidth, height=\filmheight, keepaspectratio"
    yield rf"  \shows{{\includegraphics[{size}]{{{FIGURES}/{figure.name}.png}}}}"


def _note(notes: str) -> Iterable[str]:
    paragraphs = [tex(line.strip()) for line in notes.splitlines() if line.strip()]
    yield r"  \note{%"
    yield "\n\n".join(f"    {paragraph}" for paragraph in paragraphs)
    yield "  }"
