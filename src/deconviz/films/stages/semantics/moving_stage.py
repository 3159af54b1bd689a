"""Stamps that move apart and back: sums come apart, and others form where stamps come to rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from manim import VMobject

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.formula import Term
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.titles import Titles
from deconviz.films.stages.semantics.crops import CutLines, CutPlaces, cut_edges
from deconviz.films.stages.semantics.header import Header
from deconviz.films.stages.semantics.length import Length
from deconviz.films.stages.semantics.stamp_table import StampTable
from deconviz.films.stages.semantics.sum_row import FORMING, LIFT, Forming, SumRow
from deconviz.look.language import FADE, FOLLOWER, MOVE
from deconviz.look.theme import Theme, ThemeName

T = TypeVar("T")

SECONDS = 10.0
APART = 3.0  # when inputs, or taps, begin to slide
LATEST = 0.2  # seconds by which the last input follows the first
RESTS = APART + MOVE + LATEST  # when the last of them is at rest, and parts begin to fall
BACK = 8.0  # when they begin to slide back
HOME = BACK + MOVE + LATEST
POSTER = 6.4
ALWAYS = -100.0  # seconds: long before the film


class MovingStage:
    """From one setting to another, and back.

    Parameters
    ----------
    before, after
        The same numbers with two settings.
    titles
        What is said of each.
    terms
        The formula of each length.
    zeros
        Whether what lies between inputs is shown.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    table
        Inputs and stamps.
    """

    def __init__(
        self,
        before: StampSum,
        after: StampSum,
        titles: Header,
        terms: tuple[list[Term], list[Term]],
        theme: Theme,
        name: ThemeName,
        *,
        zeros: bool,
    ) -> None:
        self._states = before, after
        self.table = StampTable(before, after, theme, name, zeros=zeros, lower=titles.lower)
        layout = self.table.layout
        self._rows = [SumRow(state, self.table, state.kept, theme) for state in self._states]
        self._cuts = [CutLines(cut_edges(state), layout, theme) for state in self._states]
        self._places = [
            CutPlaces(_cut_columns(state), layout, theme, name) for state in self._states
        ]
        self._length = Length(self._states, terms, layout, theme)
        self._late = _followers(before, after)
        self._kernel = titles.kernel
        first, second = titles.texts
        self._titles = Titles([(0.0, first), (APART, second), (BACK, first)], theme)
        self.moving: list[VMobject] = [
            *self.table.below, *self._places, *self._rows, *self.table.tiles, *self._cuts,
            *self.table.names, self._length, self._titles, *titles.remark,
        ]  # fmt: skip
        if self._kernel:
            self.moving.append(self._kernel)

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        moved = [
            between(time, APART + wait, APART + MOVE + wait)
            - between(time, BACK + wait, BACK + MOVE + wait)
            for wait in self._late
        ]
        share = between(time, APART, RESTS) - between(time, BACK, HOME)
        linked = (
            1 - during(time, APART - FADE, HOME),
            during(time, RESTS, BACK - FADE, FADE),
        )
        self.table.draw(moved, zeros=during(time, RESTS, BACK - FADE), linked=linked)
        self._draw_sums(time, share)
        shown = 1 - during(time, APART - LIFT, HOME + FORMING - FADE)
        self._length.draw(share, (shown, during(time, RESTS + FORMING - FADE, BACK - LIFT)))
        self._titles.draw(time)
        if self._kernel:
            self._kernel.draw(moved[0])

    def written(self) -> list[str]:
        """Return the sums that can be read now."""
        return [text for row in self._rows for text in row.written()]

    def _draw_sums(self, time: float, share: float) -> None:
        first = Forming(ALWAYS, APART - LIFT), Forming(HOME)
        second = Forming(RESTS, BACK - LIFT)
        is_first = time < (APART + RESTS) / 2 or time > (BACK + HOME) / 2
        home = first[0] if time < RESTS else first[1]
        for number, (row, forming) in enumerate(zip(self._rows, (home, second), strict=True)):
            now = forming.at(time)
            present = 1 - share if number == 0 else share
            row.draw(_in_each(now), _in_each(present), sinking=time >= forming.end)
            cut, there = now[1], is_first == (number == 0)
            self._cuts[number].draw([cut] * len(cut_edges(self._states[number])))
            columns = _cut_columns(self._states[number])
            self._places[number].draw([float(there)] * len(columns), max(2 * present - 1, 0.0))


def _followers(before: StampSum, after: StampSum) -> list[float]:
    """Return how much later each input moves: not at all where all go equally far."""
    inputs = len(before.given)
    apart = min(FOLLOWER, LATEST / max(inputs - 1, 1))
    return [apart * i * (before.axis.stride != after.axis.stride) for i in range(inputs)]


def _in_each(value: T) -> Callable[[int], T]:
    """Return what is the same in each column."""
    return lambda _: value


def _cut_columns(state: StampSum) -> list[int]:
    """Return the columns that are cropped."""
    return [column for column in range(state.columns) if column not in state.kept]
