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
from deconviz.look.language import AXIS, RIGHT
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
    """

    def __init__(
        self,
        states: tuple[StampSum, StampSum],
        terms: tuple[list[Term], list[Term]],
        layout: TableLayout,
        theme: Theme,
    ) -> None:
        self._ends = [_ends(state, layout) for state in states]
        self.formulas = [
            _centred(those, (left + right) / 2, theme)
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
    axis, inputs, taps = state.axis, len(state.given), len(state.kernel)
    reach = f"{taps}" if axis.dilation == 1 else f"{axis.dilation} × ({taps} {MINUS} 1) + 1"
    return [
        (f"{len(state.kept)}", True), (f"= ({inputs} {MINUS} 1) ×", False),
        (f"{axis.stride}", True), (f"+ {reach}", False), *_crops(state, strong=False),
    ]  # fmt: skip


def dilation_terms(state: StampSum) -> list[Term]:
    """Return the length as dilation x (K - 1) and what inputs take, less what is cropped."""
    axis, taps = state.axis, len(state.kernel)
    inputs = (len(state.given) - 1) * axis.stride + 1
    return [
        (f"{len(state.kept)}", True), ("=", False), (f"{axis.dilation}", True),
        (f"× ({taps} {MINUS} 1) + {inputs}", False), *_crops(state, strong=False),
    ]  # fmt: skip


def crop_terms(state: StampSum, *, padding: bool = True) -> list[Term]:
    """Return the length as the whole, less what is cropped; `padding` says what is strong."""
    whole = state.axis.whole(len(state.given))
    return [
        (f"{len(state.kept)}", True), ("=", False), (f"{whole}", False),
        *_crops(state, strong=padding, always=True, added=not padding),
    ]  # fmt: skip


def _crops(
    state: StampSum, *, strong: bool, always: bool = False, added: bool = False
) -> list[Term]:
    near, far = state.axis.crop
    if far > near or (near > far and not added):
        return [(f"{MINUS} {near} {MINUS} {far}", strong)]
    terms = [(f"{MINUS}", False), (f"2 × {near}", strong)] if near or always else []
    return [*terms, (f"+ {near - far}", not strong)] if near > far else terms


def _ends(state: StampSum, layout: TableLayout) -> tuple[float, float]:
    first, last = layout.output(state.kept[0]), layout.output(state.kept[-1])
    return first.left + INSET, last.right - INSET


def _centred(terms: list[Term], middle: float, theme: Theme) -> Formula:
    """Return a formula in the middle of its bracket, or as near as the margin lets it."""
    formula = Formula(terms, middle, FORMULA, theme)
    beyond = max(formula.right - RIGHT, 0.0)
    return Formula(terms, middle - beyond, FORMULA, theme) if beyond else formula
