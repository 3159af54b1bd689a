"""The window of the overture from inside: its code scales filters, and they add up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis import stacking
from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.analysis.rounding import exact_decimals
from deconviz.analysis.spreading import spread
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.lines import Line, until
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import LARGEST_DOT, SumLine
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.overture.overture_equation import OvertureEquation
from deconviz.films.stages.overture.overture_layout import OvertureLayout
from deconviz.look.language import (
    AT_WORK,
    CAMERA,
    DOT_AT_WORK,
    FADE,
    HOP,
    LABELS_APART,
    LEADER,
    MOVE,
    MOVED,
    NAME,
    RIGHT,
    RIM,
    SMALLEST,
    in_film,
)
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import signed

# Seconds: the code comes along; filters are scaled; they pile up at the last point; their sum is
# drawn; the camera goes back.
ENTER, SCALE, PILE, SUM, BACK = 12.5, 14.1, 19.1, 20.9, 24.5
SCALED = 4.8  # seconds in which all filters are scaled
ROW, ROW_LEFT = 200.0, 1330.0  # where the code waits: its base line, its left end
FIRST = 0.6 * MOVE  # a number moves down first, then aside, so that it passes no other
NAMES, BEFORE_TIMES = 1366.0, 18.0  # where names begin; from a number to what follows it
TOP, LAST = 268.0, 936.0  # of names
PILED, IN_PITCHES, BESIDE_DOT = 48.0, 0.25, 8.0  # the pile: its width, also at most; to its dots


class OvertureSum(VGroup):
    """Scaled filters on a window, the pile at its last point, and the sum.

    Parameters
    ----------
    example
        What is shown.
    entered
        The window.
    layout
        Axes.
    numbers, places
        The code, and where its numbers come from: each (x of the middle, base line).
    figures
        The height of their figures there.
    theme
        Colours.

    Attributes
    ----------
    order
        In which components are scaled, so that no number passes another.
    equation
        At the last point.
    """

    def __init__(
        self,
        example: OverlapSum,
        entered: int,
        layout: OvertureLayout,
        numbers: Sequence[Reading],
        places: Sequence[tuple[float, float]],
        figures: float,
        theme: Theme,
    ) -> None:
        self._axes, self._curve_axes = layout.window, layout.curve
        self._start = int(example.windows.starts()[entered])
        self.code, self.terms = example.codes[entered], example.terms[entered]  # (C,), (C, K)
        self._bias = example.bias
        self.output = self._bias + self.terms.sum(0)  # (K,)
        self._numbers, self._from, self._figures, self._theme = numbers, places, figures, theme
        channels = len(self.code)
        self._step = SCALED / channels
        pitch = float(self._axes.across(1) - self._axes.across(0))
        dot = min(DOT_AT_WORK, pitch * LARGEST_DOT)
        marks = [in_film(theme.component(c)) for c in range(channels)]
        self.filters = [Curve(self._axes, mark, AT_WORK * dot / DOT_AT_WORK, dot) for mark in marks]
        self._zero = GrowingAxis(self._axes, theme)
        self._by_size = np.argsort(-np.abs(self.terms[:, -1]), kind="stable").tolist()
        colours = [theme.muted, *(mark.colour for mark in marks)]
        self.line = SumLine(self._axes, theme)
        pile = self._make_pile(min(PILED, IN_PITCHES * pitch))
        self.bars = StackedBars(pile, colours, 1.0)
        self._make_names()
        self.equation = self._make_equation(colours, pile, example, entered)
        parts: list[VMobject] = [
            self._zero, *self.filters, self.line, self.bars, *self._leaders, *self._names,
            self._sum_name, self.equation,
        ]  # fmt: skip
        super().__init__(*parts)

    def draw(self, time: float) -> None:
        """Draw a moment of the film."""
        gone = 1 - ease((time - BACK + FADE) / FADE)
        self._zero.grow(ease((time - ENTER - CAMERA / 2) / MOVE), gone)
        for turn, component in enumerate(self.order):
            self._draw_component(component, time - SCALE - turn * self._step, time, gone)
        self._draw_pile(time, gone)
        self._draw_sum(time)
        said = min(ease((time - SUM) / FADE), gone)
        fade(self._sum_name, said)
        fade(self._leaders[-1], said * self._has_leaders)

    def _draw_component(self, component: int, step: float, time: float, gone: float) -> None:
        """Send the number of a component to its name, and scale its filter."""
        number, (x, y) = self._numbers[component], self._from[component]
        side = ease((time - ENTER) / CAMERA)
        down, across = ease(step / FIRST), ease((step - MOVE + FIRST) / FIRST)
        size = self._figures + side * (self._in_row - self._figures)
        size += across * (NAME - self._in_row)
        row, base = self._row[component], self._bases[component]
        middle = x + side * (row - x)
        left = NAMES + self._widths[component] / 2
        if time > ENTER:
            number.cap_height = size
            text = signed(float(self.code[component]), 2)
            number.say(text, middle + across * (left - middle),
                       y + side * (ROW - y) + down * (base - ROW))  # fmt: skip
        if time > SCALE:
            fade(number, gone)
        scaled = ease((step - MOVE) / MOVE)
        curve = self.filters[component]
        if scaled > 0 and gone > 0:
            curve.draw(scaled * self.terms[component])
            fade(curve, gone)
        else:
            curve.hide()
        said = min(ease((step - MOVE) / FADE), gone)
        fade(self._names[component], said)
        fade(self._leaders[component], said * self._has_leaders)

    def _draw_pile(self, time: float, gone: float) -> None:
        """Pile up the terms at the last point, the largest first, and write each."""
        values = [self._bias, *self.terms[:, -1].tolist()]
        pieces: list[stacking.Piece] = []
        total = values[0] if self._has_bias else 0.0
        since = time - PILE
        if self._has_bias and since > 0:
            pieces = stacking.add([], 0, total, 0.0, base=0.0)
        each = (SUM - PILE) / len(self._by_size)
        for turn, component in enumerate(self._by_size):
            value = ease((since - turn * each) / min(HOP, each)) * values[component + 1]
            if value:
                pieces = stacking.add(pieces, component + 1, value, total, base=total)
            total += value
        self.bars.draw([pieces if gone > 0 else []])
        for solid in self.bars.solid:
            fade(solid, gone)
        self.equation.draw(since / each, each, gone)

    def _draw_sum(self, time: float) -> None:
        """Draw the sum, and carry it back to where its window is on the curve."""
        x = self._axes.across(np.arange(len(self.output), dtype=float))
        y = self._axes.down(self.output)
        back = ease((time - BACK) / CAMERA)
        outside = self._start + np.arange(len(self.output), dtype=float)
        x = (1 - back) * x + back * self._curve_axes.across(outside)
        y = (1 - back) * y + back * self._curve_axes.down(self.output)
        drawn = ease((time - SUM) / (2 * MOVE))
        is_there = drawn > 0 and time < BACK + CAMERA + MOVE
        if is_there:
            self.line.draw_at(*until(x, y, drawn))
        else:
            self.line.hide()
        fade(self.line, 1 - ease((time - BACK - CAMERA - MOVE + FADE) / FADE))

    def _make_names(self) -> None:
        theme, axes, channels = self._theme, self._axes, len(self.code)
        ends = np.array([*self.terms[:, -1].tolist(), float(self.output[-1])])
        heights = axes.down(ends)  # (C + 1,)
        places = spread(heights, LABELS_APART, LAST - NAME / 2, TOP)
        self._bases = (places + NAME / 2).tolist()
        self._has_leaders = float((np.abs(places - heights) > MOVED).any())
        self.order = np.argsort(-places[:-1], kind="stable").tolist()
        pitch = (RIGHT - ROW_LEFT) / max(channels, 3)
        self._row = [ROW_LEFT + pitch * (place + 0.5) for place in range(channels)]
        self._in_row = NAME if channels <= 3 else SMALLEST + 0.5
        colours = [*(theme.component(c).colour for c in range(channels)), theme.foreground]
        self._names, self._widths = [], []
        for component, value in enumerate(self.code.tolist()):
            written = Reading(NAME, colours[component])
            written.say(signed(value, 2), 0, 0)
            self._widths.append(written.width_in_pixels)
            x, y = NAMES + written.width_in_pixels + BEFORE_TIMES, self._bases[component]
            text = f"× filter {component + 1}"
            self._names.append(Label(text, x, y, size=NAME, colour=colours[component]))
        self._sum_name = Label(
            "sum", NAMES, self._bases[-1], size=NAME, colour=theme.foreground, weight="SemiBold"
        )
        self._leaders = []
        for colour, height, place in zip(colours, heights.tolist(), places.tolist(), strict=True):
            leader = Line(Mark(colour), LEADER)
            leader.draw(np.array([axes.box.right + 36, NAMES - 15]), np.array([height, place]))
            self._leaders.append(leader)

    def _make_pile(self, width: float) -> Axes:
        """Return axes of one column, to the left of the dots at the last point."""
        box = self._axes.box
        right = box.right - self.line.dot - RIM - BESIDE_DOT
        return Axes(Box(right - width, box.top, right, box.bottom), (-0.5, 0.5), self._axes.y)

    def _make_equation(
        self, colours: list[str], pile: Axes, example: OverlapSum, entered: int
    ) -> OvertureEquation:
        """Write the terms at the last point and their sum, which add up as they are written."""
        values = np.array([self._bias, *self.terms[:, -1].tolist()])  # (C + 1,)
        decimals = exact_decimals(values, 2)
        self._has_bias = bool(np.round(values[0], decimals))
        shown = [0] * self._has_bias + [component + 1 for component in self._by_size]
        piled = pile.down(np.concatenate([[0.0], values[shown].cumsum()]))
        window = example.windows.cut(example.curve)[entered]  # (K,)
        curves = [*self.terms, self.output, window, np.zeros_like(window)]
        x = self._axes.across(np.arange(len(window), dtype=float))
        return OvertureEquation(
            values[shown].tolist(), [colours[term] for term in shown], float(self.output[-1]),
            decimals, Box(pile.box.left, float(piled.min()), pile.box.right, float(piled.max())),
            [(x, self._axes.down(values)) for values in curves], self._theme,
        )  # fmt: skip
