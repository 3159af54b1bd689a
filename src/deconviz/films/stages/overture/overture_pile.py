"""All windows of the overture: they land on one another, and are divided by their count."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis import stacking
from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.lines import until
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.wanted_line import WantedLine
from deconviz.films.stages.overture.overture_layout import COLUMN, OvertureLayout
from deconviz.films.stages.overture.overture_names import LineNames, WindowNames
from deconviz.look.language import CAMERA, DROP, FADE, FOLLOWER, HOP, MOVE, SURFACES
from deconviz.look.theme import Theme, ThemeName

# Seconds: the camera is back; other windows begin; all have landed; the input comes; the pile is
# divided; it leaves.
BACK, LAND, LANDED, INPUT, DIVIDE, LEAVE = 24.5, 26.3, 30.5, 31.7, 32.5, 35.7
FALLS = DROP + 0.3


class OverturePile(VGroup):
    """Bars of windows, what they add up to, and the input.

    Parameters
    ----------
    example
        What is shown.
    layout
        Axes.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    heights
        How high each column is, as drawn, shape (N,).
    """

    def __init__(
        self, example: OverlapSum, layout: OvertureLayout, theme: Theme, name: ThemeName
    ) -> None:
        self._example, self._layout = example, layout
        self._starts = example.windows.starts()
        colours = [SURFACES[name].windows[w % 2] for w in range(len(example.blocks))]
        self.bars = StackedBars(layout.curve, [theme.muted, *colours], COLUMN)
        self._axis = GrowingAxis(layout.curve, theme)
        self.input, self.output = WantedLine(layout.curve, name), SumLine(layout.curve, theme)
        self._step = (LANDED - LAND) / max(len(layout.order) - 1, 1)
        self._windows = WindowNames(example, layout, theme, name)
        self.divided = example.bias + (example.output - example.bias) / np.maximum(
            example.cover, 1
        )  # (N,)
        by = np.maximum(example.cover, 1)  # (N,)
        lines = np.maximum(self.divided, example.curve)  # (N,)
        self._lines = LineNames(layout.curve, lines, layout.top, layout.top / by, theme, name)
        self.heights = np.zeros(len(example.curve))
        parts: list[VMobject] = [
            self._axis, self.bars, self.output, self.input, self._windows, self._lines,
        ]  # fmt: skip
        super().__init__(*parts)

    def draw(self, time: float) -> None:
        """Draw a moment of the film."""
        leaves = 1 - ease((time - LEAVE) / MOVE)
        gone = 1 - ease((time - LEAVE - MOVE + FADE / 2) / FADE)
        self._axis.grow(ease((time - BACK) / CAMERA), gone)
        self._draw_bars(time, leaves)
        self._draw_lines(time)
        go = 1 - ease((time - INPUT + FADE) / FADE)
        for turn, window in enumerate(self._layout.order):
            self._windows.draw(window, min(ease((time - self._comes(turn)) / FADE), go))

    @property
    def _fall(self) -> float:
        """Seconds in the step of a window before it falls."""
        return self._step - FALLS

    def _comes(self, turn: int) -> float:
        """Return when a window comes: the first grows where it is."""
        return LAND + (turn - 1) * self._step if turn else BACK + CAMERA

    def _draw_bars(self, time: float, leaves: float) -> None:
        example, axes = self._example, self._layout.curve
        bias = leaves * example.bias if example.has_bias else 0.0
        ground = np.full(len(example.curve), bias)  # (N,)
        is_there = time > BACK + CAMERA
        columns = [stacking.stack([value]) if is_there else [] for value in ground.tolist()]
        by = 1 + ease((time - DIVIDE) / CAMERA) * (np.maximum(example.cover, 1) - 1)  # (N,)
        for turn, window in enumerate(self._layout.order):
            grown, fallen = self._moment(turn, time)
            top = float(axes.values(np.asarray(self._layout.air[turn])))
            for point, value in enumerate(example.shown_blocks[window].tolist()):
                column, share = int(self._starts[window]) + point, float(fallen[point])
                height = leaves * grown * value / float(by[column])
                if height == 0:
                    continue
                base = (1 - share) * top + share * float(ground[column])
                columns[column] = stacking.add(
                    columns[column], window + 1, height, float(ground[column]), base=base
                )
                ground[column] += height * (share == 1)
        self.heights = ground
        self.bars.draw(columns)

    def _moment(self, turn: int, time: float) -> tuple[float, Floats]:
        """Return how far a window has grown and its bars (K,) have fallen, 0 to 1."""
        points, step = self._example.windows.kernel, time - self._comes(turn)
        if turn == 0:
            return ease(step / HOP), np.ones(points)
        follower = min(FOLLOWER, (FALLS - DROP) / (points - 1))
        begins = self._fall + follower * np.arange(points)  # (K,)
        return ease(step / HOP), np.clip((step - begins) / DROP, 0, 1) ** 2

    def _draw_lines(self, time: float) -> None:
        axes, example = self._layout.curve, self._example
        x = axes.across(np.arange(len(example.curve), dtype=float))  # (N,)
        gone = 1 - ease((time - LEAVE + FADE) / FADE)
        for line, name, values, begin in (
            (self.input, self._lines.input, example.curve, INPUT),
            (self.output, self._lines.output, self.divided, DIVIDE + CAMERA),
        ):
            drawn = ease((time - begin) / MOVE)
            if drawn > 0 and gone > 0:
                line.draw_at(*until(x, axes.down(values), drawn))
                fade(line, gone)
            else:
                line.hide()
            fade(name, min(ease((time - begin) / FADE), gone))
