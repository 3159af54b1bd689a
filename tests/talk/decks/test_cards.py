"""Slides that are no film, as pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from deconviz.config.talk import Credit
from deconviz.look.language import BOTTOM, LEFT, RIGHT, TITLE, TITLE_BASE
from deconviz.look.theme import THEMES, ThemeName
from deconviz.talk.decks.cards import figure_card, text_card, title_card
from deconviz.talk.decks.deck import Deck, FigureOnSlide

DARK = THEMES["dark"]
LINE = "W" * 19 + " "
LONGEST = (LINE * 4).strip()  # 79 wide letters: the config allows 80
NEAR = 2  # pixels


Marks = npt.NDArray[np.bool_]


def ink(card: Image.Image) -> Marks:
    """Return where a card differs from its corner: rows by columns."""
    pixels = np.asarray(card.convert("RGB")).astype(int)
    marks: Marks = np.abs(pixels - pixels[0, 0]).sum(axis=2) > 60
    return marks


def extent(marks: Marks) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what is there."""
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


def deck(title: str, theme: ThemeName = "dark") -> Deck:
    return Deck("deck", title, THEMES[theme], Credit(author="Somebody"), ())


def test_a_heading_stands_where_films_have_their_titles() -> None:
    heading = ink(text_card("HINT", ["x"], DARK))[:200]
    left, top, _, bottom = extent(heading)
    assert (left, bottom) == pytest.approx((LEFT, TITLE_BASE), abs=8)
    assert bottom - top == pytest.approx(TITLE, abs=NEAR)


@pytest.mark.parametrize("texts", [["One"], ["One", "Two"], [LONGEST] * 8])
def test_text_fits_the_page_however_much_there_is(texts: list[str]) -> None:
    left, top, right, bottom = extent(ink(text_card("Heading", texts, DARK)))
    assert (left, top) >= (LEFT, 0)
    assert right <= RIGHT
    assert bottom <= BOTTOM + NEAR


def test_little_text_is_larger_than_much() -> None:
    little, much = (text_card("H", ["H"] * lines, DARK) for lines in (1, 8))
    letter = extent(ink(little)[200:])
    letters = extent(ink(much)[200:])
    assert letter[2] - letter[0] > letters[2] - letters[0]


def test_lines_are_broken_at_about_the_same_width() -> None:
    words = ink(title_card(deck("one two three four five six seven eight")))
    left, *_ = extent(words)
    rows = np.flatnonzero(words.any(axis=1))
    lines = np.split(rows, np.flatnonzero(np.diff(rows) > 8) + 1)
    first, second = (extent(words[line])[2] - left for line in lines[:2])
    assert 0.6 < first / second < 1.6


def test_the_title_has_the_author_below_it() -> None:
    rows = np.flatnonzero(ink(title_card(deck("A"))).any(axis=1))
    assert (np.diff(rows) > 20).sum() == 1


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_cards_have_the_colours_of_the_theme(theme: ThemeName) -> None:
    card = title_card(deck("A", theme))
    colours = {colour for _, colour in card.getcolors(100_000) or []}
    for name in (THEMES[theme].background, THEMES[theme].foreground, THEMES[theme].muted):
        assert tuple(bytes.fromhex(name[1:])) in colours


@pytest.mark.parametrize("size", [(900, 300), (300, 900)])
def test_a_figure_is_as_large_as_it_fits_and_keeps_its_shape(
    size: tuple[int, int], tmp_path: Path
) -> None:
    Image.new("RGB", size, "#ffffff").save(tmp_path / "figure.png")
    figure = FigureOnSlide("figure", tmp_path / "figure.png", "A figure", "White.")
    left, top, right, bottom = extent(ink(figure_card("H", figure, DARK))[150:])
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.01)
    assert right - left == RIGHT - LEFT or bottom + 150 == BOTTOM
    assert left + right == pytest.approx(1920, abs=NEAR)
