"""One pile, copied out with its layers apart, and their sum."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.block_numbers import BlockNumbers
from deconviz.films.mobjects.blocks import Blocks, corners_of, paint, shade_of
from deconviz.films.mobjects.facets import Facets, levels
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.oblique import FLATNESS, isometric
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_2d.stamp_layout import (
    EQUALS,
    LEADER_END,
    LEADER_Y,
    STACK,
    STACK_GAP,
    SUM_BASE,
    SUM_RIGHT,
    StampLayout,
)
from deconviz.films.stages.stamp_2d.standing_boards import FRAME
from deconviz.look.language import (
    BESIDE_BAR,
    CODE_NUMBER,
    FADE,
    FOLLOWER,
    LEADER,
    MOVE,
    SMALLEST,
    on,
)
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number

SUM = 76.0  # height of the sum
BESIDE = 22.0  # pixels from a layer to its number
APART = 14.0  # pixels between numbers, at least
OUT, HOME = 0.35, 0.9  # seconds from the begin, and before the end, at which layers leave
BEFORE_TEXT = 24.0  # pixels from the leader to the sum


class PileApart(VGroup):
    """Layers, numbers and a leader.

    Parameters
    ----------
    layout
        Of the film.
    colours
        Of the stamps, hexadecimal.
    theme
        Colours.
    """

    def __init__(self, layout: StampLayout, colours: list[str], theme: Theme) -> None:
        self._layout, self._dark = layout, shade_of(theme)
        pile = layout.piles.layers[layout.piles.chosen]
        self.values = np.array([product for _, product in pile])  # (layers,)
        self._inks = np.array([levels(colours[place]) for place, _ in pile])  # (layers, 3)
        self._cell = np.array([layout.cell(layout.piles.chosen)])  # (1, 2)
        self.blocks, self.frame = Facets(), Line(Mark(theme.foreground), FRAME)
        self.leader = Line(Mark(theme.foreground), LEADER)
        total = float(self.values.sum())
        self.on_top = BlockNumbers(np.array([total]), layout.output.tile, on(colours[0], theme))
        self._place_layers()
        beside = (STACK.left + STACK.right + layout.output.tile) / 2 + BESIDE
        self.numbers = [
            Label(
                number(value), beside, middle + self._size / 2, size=self._size,
                colour=colours[place], weight="SemiBold", tabular=True,
            )
            for (place, value), middle in zip(pile, self._middles, strict=True)
        ]  # fmt: skip
        self.sum = Label(
            number(total), SUM_RIGHT, SUM_BASE, size=SUM, colour=theme.foreground,
            weight="SemiBold", align="right",
        )  # fmt: skip
        self.equals = Label(
            "=", EQUALS, SUM_BASE - (SUM - CODE_NUMBER) / 2, size=CODE_NUMBER, colour=theme.muted,
            align="centre",
        )  # fmt: skip
        super().__init__(
            self.frame, self.leader, self.blocks, self.on_top, *self.numbers, self.sum, self.equals
        )

    def draw(self, time: float, begin: float, end: float) -> None:
        """Draw a moment; nothing before `begin` and after `end`."""
        is_shown = begin <= time < end
        out = begin + OUT
        done = out + MOVE + FOLLOWER * len(self.values)
        words = between(time, done, done + FADE) - between(time, end - HOME - FADE, end - HOME)
        for label in (self.sum, self.equals, *self.numbers):
            fade(label, words if is_shown else 0.0)
        self._draw_top(words if is_shown else 0.0, is_shown)
        if not is_shown:
            for part in (self.blocks, self.frame, self.leader):
                part.clear_points()
            return
        self._draw_leader(between(time, out, done) - between(time, end - HOME, end - HOME + MOVE))
        ways = [
            between(time, out + FOLLOWER * (len(self.values) - n), done - FOLLOWER * n)
            - between(time, end - HOME, end - HOME + MOVE)
            for n in range(len(self.values))
        ]
        self._draw_layers(np.array(ways))

    def _place_layers(self) -> None:
        """Set the middles of the layers' feet, their numbers' size and middles, from below."""
        layout, count = self._layout, len(self.values)
        flat = layout.output.tile * FLATNESS
        heights = self.values * layout.unit  # (layers,)
        bottom = layout.stack_bottom
        room = bottom - STACK.top - flat
        self._size = min(BESIDE_BAR, (room + flat / 2) / count - APART)
        self._size = max(self._size, SMALLEST)
        self._scale = min(1.0, 0.8 * room / heights.sum())
        heights = self._scale * heights
        pitch = self._size + APART
        gaps = [
            max(STACK_GAP if count < 5 else 6.0, pitch - (one + other) / 2)
            for one, other in pairwise(heights.tolist())
        ]
        spare = room - heights.sum()
        gaps = [gap * min(1.0, spare / (sum(gaps) or 1.0)) for gap in gaps]
        feet = bottom - flat / 2 - np.cumsum([0.0, *(heights[:-1] + gaps)])  # (layers,)
        self._feet = feet
        self._middles = (feet - heights / 2 + flat / 4).tolist()

    def _draw_top(self, opacity: float, is_shown: bool) -> None:
        layout = self._layout
        top = np.array([self.values.sum() * layout.height])
        middle = layout.output.project(np.column_stack([self._cell, top]))
        self.on_top.put(middle, opacity if self.on_top.fits else 0.0)
        if is_shown:
            [around] = corners_of(self._cell, top, 0.5, layout.output)
            self.frame.around(around)
            self._start = around[0]

    def _draw_leader(self, share: float) -> None:
        x, y = self._start.tolist()
        end = min(LEADER_END, SUM_RIGHT - self.sum.width_in_pixels - BEFORE_TEXT)
        if share <= 0:
            self.leader.clear_points()
            return
        up, across = y - LEADER_Y, max(end - x, 0.0)
        done = share * (up + across)
        points = [(x, y), (x, y - min(done, up))]
        if done > up:
            points.append((x + done - up, LEADER_Y))
        self.leader.draw(*np.array(points).T)

    def _draw_layers(self, ways: Floats) -> None:
        layout = self._layout
        corners, colours = [], []
        bottoms = np.cumsum([0.0, *self.values[:-1]]) * layout.height  # (layers,)
        starts = layout.output.project(
            np.column_stack([np.repeat(self._cell, len(bottoms), 0), bottoms])
        )
        middle = (STACK.left + STACK.right) / 2
        for n, (way, start, foot) in enumerate(zip(ways, starts, self._feet, strict=True)):
            if way <= 0:
                continue
            x, y = start + way * (np.array([middle, foot]) - start)
            view = isometric(x, y, layout.output.tile)
            tall = self.values[n] * layout.height * (1 + way * (self._scale - 1))
            block = Blocks(np.zeros((1, 2)), np.zeros(1), np.array([tall]), self._inks[n : n + 1])
            painting = paint(block, view, self._dark)
            corners.append(painting.corners)
            colours.append(painting.colours)
        if corners:
            self.blocks.draw(np.concatenate(corners), np.concatenate(colours))
        else:
            self.blocks.clear_points()
