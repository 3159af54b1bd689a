"""Slides that are no film, as pictures: a title, lines of text, a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from deconviz.look.fonts import VARIABLE, WEIGHTS
from deconviz.look.language import BOTTOM, LEFT, RIGHT, TITLE, TITLE_BASE
from deconviz.look.theme import Theme
from deconviz.talk.decks.deck import Deck, FigureOnSlide

PAGE = (1920, 1080)
DISPLAY, TEXT = 32, 24  # optical sizes of Inter
CAP = 0.727  # height of a capital, in sizes of Inter
OPENING, AUTHOR = 76.0, 34.0  # heights of capitals on the title slide
HEADINGS = (TITLE, 44.0, 38.0)
TEXTS = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 21.0, 18.0)
LEADING, PARAGRAPH = 2.0, 1.2  # in heights of capitals: from line to line, and more between texts
BELOW_HEADING = 70.0  # pixels
WIDTHS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # of the page, to break lines at


@dataclass(frozen=True)
class _Type:
    """Text of one kind: the height of its capitals, and its weight."""

    cap: float
    weight: str = "Regular"

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return _font(round(self.cap / CAP), self.weight)

    @property
    def leading(self) -> float:
        return LEADING * self.cap

    def wrapped(self, text: str) -> list[str]:
        """Break a text into as few lines as the page takes, of about the same width."""
        widest = RIGHT - LEFT
        broken = [self._broken(text, share * widest) for share in WIDTHS]
        fewest = min(map(len, broken))
        return next(lines for lines in reversed(broken) if len(lines) == fewest)

    def _broken(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.font.getlength(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def title_card(deck: Deck) -> Image.Image:
    """Draw a deck's title, and whose work it is."""
    page, pen = _page(deck.theme)
    title, author = _Type(OPENING, "SemiBold"), _Type(AUTHOR)
    lines = title.wrapped(deck.title)
    base = PAGE[1] / 2 - (len(lines) - 1) * title.leading / 2
    base = _write(pen, lines, title, base, deck.theme.foreground)
    _write(pen, author.wrapped(deck.credit.author), author, base - AUTHOR / 2, deck.theme.muted)
    return page


def text_card(heading: str, texts: Sequence[str], theme: Theme) -> Image.Image:
    """Draw lines of text below a heading, as large as they fit."""
    page, pen = _page(theme)
    top = _draw_heading(pen, heading, theme)
    kind = next((kind for kind in map(_Type, TEXTS) if _height(texts, kind) <= BOTTOM - top), None)
    kind = kind or _Type(TEXTS[-1])
    base = top + (BOTTOM - top - _height(texts, kind)) / 2 + kind.cap
    for text in texts:
        base = _write(pen, kind.wrapped(text), kind, base, theme.foreground)
        base += PARAGRAPH * kind.cap
    return page


def figure_card(heading: str, figure: FigureOnSlide, theme: Theme) -> Image.Image:
    """Draw a figure below a heading, as large as it fits."""
    page, pen = _page(theme)
    top = _draw_heading(pen, heading, theme)
    with Image.open(figure.picture) as opened:
        picture = opened.convert("RGBA")
    scale = min((RIGHT - LEFT) / picture.width, (BOTTOM - top) / picture.height)
    size = round(picture.width * scale), round(picture.height * scale)
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    middle = round((PAGE[0] - size[0]) / 2), round((top + BOTTOM - size[1]) / 2)
    page.paste(picture, middle, picture)
    return page


def _page(theme: Theme) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", PAGE, theme.background)
    return page, ImageDraw.Draw(page)


def _draw_heading(pen: ImageDraw.ImageDraw, heading: str, theme: Theme) -> float:
    """Write a heading where films have their titles, and return where the rest may begin."""
    kinds = [_Type(cap, "SemiBold") for cap in HEADINGS]
    kind = next((kind for kind in kinds if len(kind.wrapped(heading)) == 1), kinds[-1])
    base = _write(pen, kind.wrapped(heading), kind, TITLE_BASE, theme.foreground)
    return base - kind.leading + BELOW_HEADING


def _height(texts: Sequence[str], kind: _Type) -> float:
    lines = sum(len(kind.wrapped(text)) for text in texts)
    return (lines - 1) * kind.leading + kind.cap + (len(texts) - 1) * PARAGRAPH * kind.cap


def _write(
    pen: ImageDraw.ImageDraw, lines: Sequence[str], kind: _Type, base: float, colour: str
) -> float:
    """Write lines from a base line on, and return the base line of the next."""
    for line in lines:
        pen.text((LEFT, base), line, colour, kind.font, anchor="ls")
        base += kind.leading
    return base


@cache
def _font(size: int, weight: str) -> ImageFont.FreeTypeFont:
    # The other engine sets text with what libraries a machine happens to have.
    font = ImageFont.truetype(VARIABLE, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([DISPLAY if weight == "SemiBold" else TEXT, WEIGHTS[weight]])
    return font
