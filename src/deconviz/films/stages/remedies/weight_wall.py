"""A wall of bricks: the weights of windows at each point, piled up, against the line of 1."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats, Integers
from deconviz.films.mobjects.areas import Areas, Tint
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.hatch import Hatch
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.too_much import TooMuch
from deconviz.films.stages.remedies.remedy_view import COLUMNS, RemedyView
from deconviz.look.language import (
    AXIS,
    BAR_GAP,
    BAR_RADIUS,
    CODE_NUMBER,
    IN_BAR,
    LOWEST_BAR,
    RIGHT,
    SMALLEST,
    SURFACES,
    TEXT_IN_BAR,
    on,
)
from deconviz.look.theme import DASHED, Mark, Theme, ThemeName
from deconviz.look.wording import number

SIZES = (CODE_NUMBER, IN_BAR, SMALLEST + 0.5)
OVERSHOOT = 8.0  # pixels of height that round figures and the gap of bricks need
BEYOND = 0.3  # opacity of bricks beyond the ends of the curve
ONE, ONE_AT, ONE_LINE = 44.0, COLUMNS - 20, 6.0  # size and place of the 1, width of its line
LEAST_PITCH = 60.0  # pixels: narrower bricks have no numbers
LEAST = 0.005  # weights that are nothing as they are written
SIGNS = {Fraction(1, 2): "½", Fraction(1, 3): "⅓", Fraction(1, 4): "¼", Fraction(1, 5): "⅕"}


class WeightWall(VGroup):
    """Bricks of all windows, what is above 1, and what is missing below it.

    Parameters
    ----------
    starts
        The first point of each window, shape (V,); those of the curve begin at 0.
    kernel, points
        Of a window, and of the curve.
    colours
        Of windows, in turn.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, starts: Integers, kernel: int, points: int, theme: Theme, name: ThemeName
    ) -> None:
        self._starts, self._kernel, self._points = starts.tolist(), kernel, points
        self._theme, self._name = theme, name
        first = self._starts.index(0)
        own = [SURFACES[name].windows[(n - first) % 2] for n in range(len(self._starts))]
        self._colours = own
        self._bricks = {
            (colour, kind is Areas): kind(colour, BAR_RADIUS, opacity)
            for colour in SURFACES[name].windows
            for kind, opacity in ((Areas, 1.0), (Tint, BEYOND))
        }
        self._too_much, self._missing = TooMuch(theme, name), Hatch(SURFACES[name].wanted)
        self._line = Line(Mark(SURFACES[name].wanted, DASHED), ONE_LINE)
        self.one = Label(
            "1", 0, 0, size=ONE, colour=SURFACES[name].wanted, weight="SemiBold", align="right"
        )
        self.tops: list[float] = []
        super().__init__(
            *self._bricks.values(), self._missing, self._too_much, self._line, self.one
        )

    def draw(self, weights: Floats, view: RemedyView, missing: float) -> None:
        """Pile weights of shape (V, K) up; `missing` says how far its hatch has grown, 0 to 1."""
        boxes: dict[tuple[str, bool], list[Box]] = {key: [] for key in self._bricks}
        too_much: list[Box] = []
        totals: dict[int, float] = {}
        for window, point, low, high in self._piled(weights):
            totals[point] = high
            key = (self._colours[window], 0 <= point < self._points)
            boxes[key] += _boxes(point, low, min(high, 1.0), view)
            too_much += _boxes(point, max(low, 1.0), high, view)
        for key, bricks in self._bricks.items():
            bricks.draw(boxes[key])
        self._too_much.draw(too_much)
        self.tops = [totals.get(point, 0.0) for point in range(self._points)]
        gaps = [
            _boxes(point, 1 - missing * (1 - top), 1.0, view)
            for point, top in enumerate(self.tops)
            if missing > 0
        ]
        self._missing.draw([box for of_point in gaps for box in of_point])
        self._draw_one(view)

    def numbers(self, weights: Floats, view: RemedyView) -> VGroup:
        """Write weights (V, K) into the bricks that have room for them."""
        group = VGroup()
        if view.pitch < LEAST_PITCH:
            return group
        for window, point, low, high in self._piled(weights):
            colour = self._colours[window]
            inside = 0 <= point < self._points
            ink = on(colour, self._theme) if inside else self._theme.foreground
            for box in _boxes(point, low, min(high, 1.0), view):
                if label := _number(high - low, box, ink):
                    group.add(label)
        return group

    def _piled(self, weights: Floats) -> list[tuple[int, int, float, float]]:
        """Return window, point, and both ends of each brick, from below."""
        ground: dict[int, float] = {}
        bricks = []
        for window, start in enumerate(self._starts):
            for point, weight in enumerate(weights[window].tolist(), start):
                if weight >= LEAST:
                    low = ground.get(point, 0.0)
                    ground[point] = low + weight
                    bricks.append((window, point, low, low + weight))
        return bricks

    def _draw_one(self, view: RemedyView) -> None:
        y = float(view.wall(1.0))
        self._line.draw(np.array([COLUMNS, RIGHT]), np.full(2, y))
        self.one.put(ONE_AT, y + ONE / 2)


def show_numbers(group: VGroup, presence: float) -> None:
    """Fade numbers of a wall in or out, unless they are as they should be."""
    if len(group) and group[0].fill_rgbas[0, 3] != presence:
        fade(group, presence)


def _boxes(point: int, low: float, high: float, view: RemedyView) -> list[Box]:
    """Return where a brick between two sums of weights is: one box, or none that can be seen."""
    half = (view.pitch - BAR_GAP) / 2
    x, top = float(view.across(point)), float(view.wall(high))
    bottom = float(view.wall(low)) - (BAR_GAP if low > LEAST else AXIS / 2)
    if bottom - top < LOWEST_BAR:
        return []
    return [Box(x - half, top, x + half, bottom)]


def _number(weight: float, box: Box, colour: str) -> Label | None:
    text = weight_text(weight)
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for size in SIZES:
        label = Label(
            text, x, y + size / 2, size=size, colour=colour, weight="SemiBold", align="centre",
            tabular=len(text) > 1,
        )  # fmt: skip
        room = (box.width - label.width_in_pixels, box.height - size - OVERSHOOT)
        if min(room) >= 2 * TEXT_IN_BAR:
            return label
    return None


def weight_text(weight: float) -> str:
    """Write a weight: a simple fraction as one sign, or else with two decimals.

    Examples
    --------
    >>> weight_text(0.5), weight_text(1), weight_text(5 / 9)
    ('½', '1', '0.56')
    """
    for fraction, sign in SIGNS.items():
        if abs(weight - fraction) < 1e-9:
            return sign
    return "1" if abs(weight - 1) < 1e-9 else number(weight, 2)
