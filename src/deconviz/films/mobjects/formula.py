"""A formula in one line: what it is about is strong, the rest is muted, and words name numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from manim import VGroup

from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.typesetting import Weight
from deconviz.look.language import BESIDE_BAR, REMARK
from deconviz.look.theme import Theme

GAP = 24.0  # pixels between terms
WORD = 46.0  # pixels from the base line of the formula to that of its words


class Term(NamedTuple):
    """A part of a formula.

    Attributes
    ----------
    text
        What it says.
    strong
        Whether the formula is about it.
    word
        What stands below its number.
    number
        The first part of the text that the word is about; without one, all of it.
    """

    text: str
    strong: bool = False
    word: str = ""
    number: str = ""


class Formula(VGroup):
    """Terms side by side, and words below them.

    Parameters
    ----------
    terms
        In the order of reading.
    x, y
        Pixels: the middle on the base line.
    theme
        Colours.

    Attributes
    ----------
    labels, words
        The terms, and the words below some of them.
    left, right
        Its ends in pixels.
    """

    def __init__(self, terms: Sequence[Term], x: float, y: float, theme: Theme) -> None:
        self._y = y
        self.labels = [
            Label(
                term.text, 0, 0, size=BESIDE_BAR,
                colour=theme.foreground if term.strong else theme.muted,
                weight="SemiBold" if term.strong else "Regular",
            )
            for term in terms
        ]  # fmt: skip
        self.words = [
            Label(term.word, 0, 0, size=REMARK, colour=theme.muted, align="centre")
            for term in terms
            if term.word
        ]
        self.left = x - self._put(terms, 0.0) / 2
        self.right = self._put(terms, self.left)
        super().__init__(*self.labels, *self.words)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(label.text for label in self.labels)

    def _put(self, terms: Sequence[Term], left: float) -> float:
        """Put terms from a place on, each as wide as its word needs it; return the right end."""
        words, place = iter(self.words), left - GAP
        for label, term in zip(self.labels, terms, strict=True):
            place += GAP
            width = label.width_in_pixels
            if not term.word:
                label.put(place, self._y)
                place += width
                continue
            word, middle = next(words), _middle(term)
            half = word.width_in_pixels / 2
            place += max(half - middle, 0.0)
            label.put(place, self._y)
            word.put(place + middle, self._y + WORD)
            place += max(width, middle + half)
        return place


def _middle(term: Term) -> float:
    """Return where the middle of a term's number is, in pixels from its left end."""
    number = term.number or term.text
    until = term.text[: term.text.index(number) + len(number)]
    return _width(until, term) - _width(number, term) / 2


def _width(text: str, term: Term) -> float:
    weight: Weight = "SemiBold" if term.strong else "Regular"
    return Label(text, 0, 0, size=BESIDE_BAR, colour="#000000", weight=weight).width_in_pixels
