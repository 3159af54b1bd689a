"""Bars that stand on a floor, one a component, each as high as the column that it came from."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.one_component.movement_layout import BAR, FLOOR, MovementLayout
from deconviz.look import wording
from deconviz.look.language import AXIS, BAR_RADIUS, LOWEST_BAR, NAME
from deconviz.look.theme import Mark, Theme

NAME_TEXT = "moves the output by"
NUMBER, ABOVE_BAR = 40.0, 14.0  # height of a figure, and pixels from the bar up to it
DISCS = 998.0
BEYOND = 16.0  # pixels of the floor before the first bar
BEFORE_FLOOR, NAME_BASE = 10.0, 1011.0
STANDS = FLOOR - AXIS / 2
CLEAR = 80.0  # pixels before the bars at which a bar in flight is down
SOLID = 0.5  # share of its way on which a copy becomes a solid bar
GONE = 0.25  # share of its height at which a sinking bar has lost its number


class MovementBars(VGroup):
    """Bars and their numbers; `still` is the floor, and what says what they are.

    Parameters
    ----------
    layout
        Where they are.
    distances
        What they measure, shape (C,).
    columns
        Where each comes from.
    order
        The components, in the order in which they come.
    theme
        Colours.

    Attributes
    ----------
    still
        What does not move.
    """

    def __init__(
        self,
        layout: MovementLayout,
        distances: Floats,
        columns: list[Box],
        order: list[int],
        theme: Theme,
    ) -> None:
        self._layout, self._distances, self._columns = layout, distances, columns
        colours = [theme.component(c).colour for c in range(len(distances))]
        self.bars = [Areas(colour, BAR_RADIUS) for colour in colours]
        self._decimals = 2 if distances.max() < 9.995 else 1
        self.numbers = [Reading(NUMBER, colour, align="centre") for colour in colours]
        self.still = VGroup(*self._floor(theme), *self._discs(theme))
        later_first = [self.bars[component] for component in reversed(order)]
        super().__init__(*later_first, *self.numbers)

    def stand(self, component: int, share: float, said: float) -> None:
        """Let a share of a bar stand on the floor, with so much of its number, 0 to 1."""
        height = share * self._distances[component] * self._layout.unit
        box = self._place(component, height)
        self._draw(component, [box] if share > 0 else [], 1.0)
        middle = (box.left + box.right) / 2
        number = self.numbers[component]
        text = wording.number(share * float(self._distances[component]), self._decimals)
        number.say(text, middle, min(box.top, STANDS) - ABOVE_BAR)
        fade(number, said * smoothstep(min(max(share / GONE - 1, 0.0), 1.0)))

    def fly(self, component: int, share: float) -> None:
        """Let a bar be on its way from its column to the floor, 0 to 1."""
        start, end = self._columns[component], self._place(component, 0)
        height, moved = start.height, smoothstep(share)
        left = start.left + moved * (end.left - start.left)
        right = start.right + moved * (end.right - start.right)
        room = float(self._layout.bars[0]) - BAR / 2 - CLEAR - start.left
        down = smoothstep(min(max((left - start.left) / room, 0.0), 1.0))
        bottom = start.bottom + down * (STANDS - start.bottom)
        self._draw(
            component,
            [Box(left, bottom - height, right, bottom)],
            smoothstep(min(share / SOLID, 1.0)),
        )
        fade(self.numbers[component], 0.0)

    def heights(self) -> list[float]:
        """Read off the picture how high the bars are, in the unit of the output."""
        return [self._height(bar) / self._layout.unit for bar in self.bars]

    def _height(self, bar: Areas) -> float:
        return float(np.ptp(to_pixels(bar.points)[:, 1])) if len(bar.points) else 0.0

    def _draw(self, component: int, boxes: list[Box], opacity: float) -> None:
        self.bars[component].draw(boxes)
        fade(self.bars[component], opacity)

    def _place(self, component: int, height: float) -> Box:
        middle, half = float(self._layout.bars[component]), BAR / 2
        top = STANDS - max(height, LOWEST_BAR if self._distances[component] else 0.0)
        return Box(middle - half, top, middle + half, STANDS)

    def _floor(self, theme: Theme) -> list[Line | Label]:
        bars, half = self._layout.bars, BAR / 2
        left = float(bars[0]) - half - BEYOND
        floor = Line(Mark(theme.muted), AXIS, round_ends=False)
        floor.draw(np.array([left, bars[-1] + half + AXIS]), np.full(2, FLOOR))
        name = Label(
            NAME_TEXT, left - BEFORE_FLOOR, NAME_BASE, size=NAME, colour=theme.foreground,
            weight="SemiBold", align="right",
        )  # fmt: skip
        return [floor, name]

    def _discs(self, theme: Theme) -> list[Disc]:
        return [Disc(c, theme, x, DISCS) for c, x in enumerate(self._layout.bars.tolist())]
