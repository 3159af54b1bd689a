"""The pages of a handout: A4, two parts on each, between a line above and lines below."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.prefs import ViewerPreferences

from deconviz.look.theme import FONT, LIGHT
from deconviz.talk.decks.deck import Deck
from deconviz.talk.decks.inter import cut, readable

WIDTH, HEIGHT = 210.0, 297.0  # mm
MARGIN, TOP, BOTTOM = 25.0, 21.0, 274.0
BETWEEN = 9.0
PART = (BOTTOM - TOP - BETWEEN) / 2
COLUMN = WIDTH - 2 * MARGIN
SMALL = 7.5  # points
BOLD = "B"
FACES = {"Regular": "", "SemiBold": BOLD}
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same bytes each time."""


class Page(FPDF):
    """A document whose pages have a deck's title above, and whose work it is below."""

    def __init__(self, deck: Deck, text: str, fonts: Path) -> None:
        """Embed Inter, and say what the document is.

        Parameters
        ----------
        deck
            The deck.
        text
            All that will be written between the two.
        fonts
            A folder for fonts, which are read until the document is written.
        """
        super().__init__(unit="mm", format="A4")
        self.deck = deck
        self.set_margins(MARGIN, TOP, MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(auto=False)
        self._embed(text, fonts)
        self._describe()

    def header(self) -> None:
        """Write the deck's title."""
        self.one_line(self.deck.title, 12.0, SMALL, LIGHT.muted)

    def footer(self) -> None:
        """Write author, licence, page and source."""
        credit = self.deck.credit
        author = f"{credit.author} · {credit.licence}"
        link = credit.source if credit.source.startswith(("https://", "http://")) else ""
        first, second = HEIGHT - 16.5, HEIGHT - 12.5
        self.one_line(author, first, SMALL, LIGHT.muted, width=COLUMN - 10)
        self.one_line(credit.source, second, SMALL, LIGHT.muted, link=link)
        self.one_line(str(self.page_no()), first, SMALL, LIGHT.muted, align="R")

    def one_line(
        self,
        text: str,
        top: float,
        points: float,
        colour: str,
        *,
        style: str = "",
        width: float = COLUMN,
        align: str = "L",
        link: str = "",
    ) -> None:
        """Write one line, smaller if it is too wide.

        Parameters
        ----------
        text, points, colour, style, align, link
            What, and how.
        top, width
            Where its upper edge is, and how wide it may be, in mm.
        """
        shown = readable(text)
        self.set_font(FONT, style, points)
        self.set_font_size(points * min(1.0, width / max(self.get_string_width(shown), 1e-9)))
        self.set_text_color(colour)
        self.set_xy(MARGIN, top)
        self.cell(COLUMN, self.font_size * 1.3, shown, align=align, link=link)

    def _embed(self, text: str, fonts: Path) -> None:
        for weight, style in FACES.items():
            file = fonts / f"Inter-{weight}.ttf"
            file.write_bytes(cut(weight, text + self._around()))
            self.add_font(FONT, style, file)
        self.set_font(FONT, "", SMALL)
        self.set_text_shaping(use_shaping_engine=True)

    def _around(self) -> str:
        credit = self.deck.credit
        return "".join((self.deck.title, credit.author, credit.licence, credit.source))

    def _describe(self) -> None:
        credit = self.deck.credit
        self.set_title(self.deck.title)
        self.set_author(credit.author)
        self.set_subject(credit.source)
        self.set_keywords(f"Licence: {credit.licence}")
        self.set_lang("en")
        self.set_creation_date(NO_DATE)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
