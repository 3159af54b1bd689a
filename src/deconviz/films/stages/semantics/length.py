"""How long the output is: a bracket below it, and a formula for each setting."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.formula import Formula, Term
from deconviz.films.mobjects.lines import Line
from deconviz.films.stages.semantics.table_layout import (
    BRACKET,
    BRACKET_TOP,
    FORMULA,
    TableLayout,
)
from deconviz.look.language import AXIS, LEFT, RIGHT
from deconviz.look.theme import MINUS, Mark, Theme

INSET = 3.0  # pixels from the end of a tile to that of the bracket


class Length(VGroup):
    """A bracket that goes from one output to another, and their lengths as formulas.

    Parameters
    ----------
    states
        The first and the last, as numbers with their setting.
    terms
        The formula of each.
    layout
        Where columns are.
    theme
        Colours.
    until
        Pixels: how far formulas reach to the right, if they have room then.
    """

    def __init__(
        self,
        states: tuple[StampSum, StampSum],
        terms: tuple[list[Term], list[Term]],
        layout: TableLayout,
        theme: Theme,
        until: float = RIGHT,
    ) -> None:
        self._ends = [_ends(state, layout) for state in states]
        self.formulas = [
            _centred(those, (left + right) / 2, theme, until)
            for those, (left, right) in zip(terms, self._ends, strict=True)
        ]
        self._bracket = Line(Mark(theme.muted), AXIS)
        super().__init__(self._bracket, *self.formulas)

    def draw(self, share: float, shown: tuple[float, float], drawn: float = 1.0) -> None:
        """Draw it on its way.

        Parameters
        ----------
        share
            How far the bracket is from the first output to the last, 0 to 1.
        shown
            How much of each formula is there, 0 to 1.
        drawn
            How much of the bracket is there, from its middle, 0 to 1.
        """
        (first, last) = np.array(self._ends)
        left, right = (first + share * (last - first)).tolist()
        middle, half = (left + right) / 2, drawn * (right - left) / 2
        x = np.array([middle - half, middle - half, middle + half, middle + half])
        self._bracket.draw(x, np.array([BRACKET_TOP, BRACKET, BRACKET, BRACKET_TOP]))
        fade(self._bracket, float(drawn > 0))
        for formula, opacity in zip(self.formulas, shown, strict=True):
            fade(formula, opacity)


def stride_terms(state: StampSum) -> list[Term]:
    """Return the length as (n - 1) x stride + reach, less what is cropped."""
    axis, taps = state.axis, len(state.kernel)
    reach = [Term(f"{taps}", word="kernel")]
    if axis.dilation > 1:
        reach = [
            Term(f"{axis.dilation}", word="dilation"), Term("×"), _less_one(taps, "kernel"),
            Term("+ 1"),
        ]  # fmt: skip
    return [
        _length(state), Term("="), _less_one(len(state.given), "inputs"), Term("×"),
        Term(f"{axis.stride}", strong=True, word="stride"), Term("+"), *reach,
        *_crops(state, strong=False),
    ]  # fmt: skip


def dilation_terms(state: StampSum) -> list[Term]:
    """Return the length as dilation x (K - 1) and what inputs take, less what is cropped."""
    axis, inputs = state.axis, len(state.given)
    taken = [Term(f"{inputs}", word="inputs")]
    if axis.stride > 1:
        taken = [
            _less_one(inputs, "inputs"), Term("×"), Term(f"{axis.stride}", word="stride"),
            Term("+ 1"),
        ]  # fmt: skip
    return [
        _length(state), Term("="), Term(f"{axis.dilation}", strong=True, word="dilation"),
        Term("×"), _less_one(len(state.kernel), "kernel"), Term("+"), *taken,
        *_crops(state, strong=False),
    ]  # fmt: skip


def crop_terms(state: StampSum, *, padding: bool = True) -> list[Term]:
    """Return the length as the whole, less what is cropped; `padding` says what is strong."""
    whole = state.axis.whole(len(state.given))
    return [
        _length(state), Term("="), Term(f"{whole}", word="values"),
        *_crops(state, strong=padding, always=True, added=not padding),
    ]  # fmt: skip


def _less_one(count: int, word: str) -> Term:
    return Term(f"({count} {MINUS} 1)", word=word, number=f"{count}")


def _length(state: StampSum) -> Term:
    return Term(f"{len(state.kept)}", strong=True, word="outputs")


def _crops(
    state: StampSum, *, strong: bool, always: bool = False, added: bool = False
) -> list[Term]:
    near, far = state.axis.crop
    if far > near or (near > far and not added):
        return [
            Term(MINUS, strong), Term(f"{near}", strong, "start"),
            Term(MINUS, strong), Term(f"{far}", strong, "end"),
        ]  # fmt: skip
    terms = []
    if near or always:
        terms = [
            Term(MINUS), Term("2", strong, "ends"), Term("×", strong),
            Term(f"{near}", strong, "padding"),
        ]  # fmt: skip
    if near > far:
        terms += [Term("+", not strong), Term(f"{near - far}", not strong, "output padding")]
    return terms


def _ends(state: StampSum, layout: TableLayout) -> tuple[float, float]:
    first, last = layout.output(state.kept[0]), layout.output(state.kept[-1])
    return first.left + INSET, last.right - INSET


def _centred(terms: list[Term], middle: float, theme: Theme, until: float) -> Formula:
    """Return a formula in the middle of its bracket, or as near as what is beside it lets it."""
    formula = Formula(terms, middle, FORMULA, theme)
    width = formula.right - formula.left
    rightmost = (until if until - width >= LEFT else RIGHT) - width / 2
    nearest = max(min(middle, rightmost), LEFT + width / 2)
    return Formula(terms, nearest, FORMULA, theme) if nearest != middle else formula
