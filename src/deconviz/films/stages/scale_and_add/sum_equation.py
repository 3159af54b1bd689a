"""An equation whose numbers step out of a column of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.plate import Plate
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import (
    BOTTOM,
    FADE,
    FOLLOWER,
    IN_BAR,
    MOVE,
    NAME,
    RESULT,
    SMALLEST,
    SUM_DOT,
    TEXT_IN_BAR,
    TEXT_TO_MARK,
)
from deconviz.look.theme import MINUS, Theme, contrast
from deconviz.look.wording import number, signed

SPACE = 26.0  # pixels around a sign
FIRST = 250.0  # pixels: where the equation begins at least, to the right of the axis's name
SECONDS = 1.3  # until the equation stands
START = 0.2  # seconds after which numbers leave their bars
OVERSHOOT = 8.0  # pixels of height that round figures and the gap of bars need
APART = 62.0  # pixels between numbers before they move
SIZES = (IN_BAR, SMALLEST + 0.5)


@dataclass(frozen=True)
class Term:
    """A term of the equation.

    Attributes
    ----------
    value
        Its value.
    colour
        Hexadecimal.
    box
        Its bar, in pixels.
    room
        Where in its bar a number may stand: in none that is hatched, or partly covered.
    """

    value: float
    colour: str
    box: Box
    room: Box | None


class SumEquation(VGroup):
    """Terms, their sum, and the numbers in the bars that they come from.

    What flies has a plate of background below it, so that it can be read on whatever it crosses.

    Parameters
    ----------
    terms
        In their order.
    total
        What they add up to.
    decimals
        Figures after the decimal point.
    source
        Pixels: the middle of the column, and the top of what lies in it: the sum comes from there.
    centre, last, base
        Pixels: the middle of the equation, where it should end at most, and its base line.
    theme
        Colours.

    Attributes
    ----------
    texts
        The terms and the sum, as they are written.
    in_bars
        Numbers in bars, one a term or none where there is no room.
    numbers
        The terms and the sum, as they are drawn.
    right
        Pixels: where the equation ends.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        total: float,
        decimals: int,
        source: tuple[float, float],
        centre: float,
        last: float,
        base: float,
        theme: Theme,
    ) -> None:
        rounded = [round(term.value, decimals) for term in terms]
        first, *others = rounded
        texts = [number(first, decimals), *(number(abs(value), decimals) for value in others)]
        self.texts = [signed(value, decimals) for value in rounded]
        self.texts.append(signed(total, decimals))
        self._numbers = [
            _figures(text, term.colour) for text, term in zip(texts, terms, strict=True)
        ]
        self._total = _figures(number(total, decimals), theme.foreground)
        self._signs = [
            _figures(text, theme.muted)
            for text in (*(MINUS if value < 0 else "+" for value in others), "=")
        ]
        self._base = base
        x, above = source[0], source[1] - SUM_DOT - TEXT_TO_MARK - IN_BAR / 2
        heights = [*(_middle(term.room or term.box)[1] for term in terms), above]
        lowest = BOTTOM - TEXT_TO_MARK - IN_BAR / 2
        self._starts = [(x, y) for y in spread(np.array(heights), APART, lowest).tolist()]
        self._lay_out(centre, last)
        self.in_bars = [_in_bar(term, decimals, theme) for term in terms]
        numbers_in_bars = [label for label in self.in_bars if label]
        ways = [abs(place - x) for place, (x, _) in zip(self._places, self._starts, strict=True)]
        self._ranks = np.argsort(np.argsort(ways)[::-1]).tolist()  # the farthest goes first
        self._plates = [Plate(theme.background) for _ in self._starts]
        self.numbers = [*self._numbers, self._total]
        super().__init__(*numbers_in_bars, *self._signs, *self._plates, *self.numbers)

    def draw(self, seconds: float) -> None:
        """Draw the equation so many seconds after it has begun to form."""
        there = _share(seconds, 0, START)
        moves = [_share(seconds, START + FOLLOWER * rank, MOVE) for rank in self._ranks]
        has_left, is_away = float(max(moves) > 0), _share(min(moves), 0.6, 0.4)
        of_each = zip(self._numbers, self.in_bars, moves, strict=False)
        for index, (label, in_bar, move) in enumerate(of_each):
            self._fly(index, label, move)
            opacity = has_left if in_bar else _share(move, 0, 0.2)
            fade(label, opacity)
            fade(self._plates[index], opacity)
            if in_bar:
                fade(in_bar, there * (1 - has_left) + is_away)
        self._fly(len(self._numbers), self._total, moves[-1])
        fade(self._total, _share(moves[-1], 0, 0.2))
        fade(self._plates[-1], _share(moves[-1], 0, 0.2))
        for sign in self._signs:
            fade(sign, _share(seconds, SECONDS - FADE, FADE))

    def _fly(self, index: int, label: Label, share: float) -> None:
        """Move a number aside first, and then up, so that none crosses another."""
        (x, y), place = self._starts[index], float(self._places[index])
        aside, up = _share(share, 0.0, 0.6), _share(share, 0.25, 0.75)
        size = IN_BAR + up * (self._size - IN_BAR)
        start = y + IN_BAR / 2
        middle, base = x + aside * (place - x), start + up * (self._base - start)
        label.put(middle, base, size)
        self._plates[index].below(label, middle, base)

    def _lay_out(self, centre: float, last: float) -> None:
        parts = [self._numbers[0]]
        for sign, following in zip(self._signs, [*self._numbers[1:], self._total], strict=True):
            parts += [sign, following]
        widths = np.array([part.width_in_pixels for part in parts])
        starts = np.concatenate([[0.0], np.cumsum(widths + SPACE)[:-1]])
        share = (last - FIRST) / float(starts[-1] + widths[-1])  # of the size, for which is room
        self._size = RESULT * min(max(share, NAME / RESULT), 1.0)
        starts, widths = starts * self._size / RESULT, widths * self._size / RESULT
        whole = float(starts[-1] + widths[-1])
        centre = max(min(centre, last - whole / 2), FIRST + whole / 2)
        self.right = centre + whole / 2
        middles = starts + widths / 2 - whole / 2 + centre
        self._places: Floats = middles[::2]
        for sign, middle in zip(self._signs, middles[1::2], strict=True):
            sign.put(float(middle), self._base, self._size)


def _figures(text: str, colour: str) -> Label:
    return Label(
        text, 0, 0, size=RESULT, colour=colour, weight="SemiBold", align="centre", tabular=True
    )


def _in_bar(term: Term, decimals: int, theme: Theme) -> Label | None:
    """Write a term in its bar, if there is room."""
    if term.room is None:
        return None
    text = signed(round(term.value, decimals), decimals)
    colour = max(theme.background, theme.foreground, key=lambda ink: contrast(ink, term.colour))
    x, y = _middle(term.room)
    for size in SIZES:
        label = Label(
            text, x, y + size / 2, size=size, colour=colour, weight="SemiBold", align="centre",
            tabular=True,
        )  # fmt: skip
        room = (term.room.width - label.width_in_pixels, term.room.height - size - OVERSHOOT)
        if min(room) >= 2 * TEXT_IN_BAR:
            return label
    return None


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _share(time: float, start: float, length: float) -> float:
    return float(smoothstep(min(max((time - start) / length, 0.0), 1.0)))
