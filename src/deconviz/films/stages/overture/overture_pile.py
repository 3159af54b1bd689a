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
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.wanted_line import WantedLine
from deconviz.films.mobjects.wanted_name import WantedName
from deconviz.films.stages.overture.overture_layout import BELOW, OvertureLayout
from deconviz.look.language import CAMERA, DROP, FADE, FOLLOWER, HOP, MOVE, NAME, SURFACES
from deconviz.look.theme import Theme, ThemeName

# Seconds: the camera is back; other windows begin; all have landed; the input comes; the pile is
# divided; it leaves.
BACK, LAND, LANDED, INPUT, DIVIDE, LEAVE = 28.0, 29.8, 34.0, 34.2, 35.0, 37.8
COLUMN = 0.86  # width of a column, in pitches
ABOVE = 18.0  # pixels from what hangs in the air to its name
FALLS = DROP + 0.3
NAMED = 2.0  # seconds a window takes at least, for its name to be read


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
        self._input_name = WantedName("input", name)
        self._input_name.put(BELOW)
        others = layout.order[1:]
        self._step = (LANDED - LAND) / max(len(others), 1)
        self._names = self._make_names(theme) if self._step >= NAMED else []
        self.divided = example.bias + (example.output - example.bias) / np.maximum(
            example.cover, 1
        )  # (N,)
        self.heights = np.zeros(len(example.curve))
        parts: list[VMobject] = [
            self._axis, self.bars, self.output, self.input, *self._names, self._input_name,
        ]  # fmt: skip
        super().__init__(*parts)

    def draw(self, time: float) -> None:
        """Draw a moment of the film."""
        leaves = 1 - ease((time - LEAVE) / MOVE)
        gone = 1 - ease((time - LEAVE - MOVE + FADE / 2) / FADE)
        self._axis.grow(ease((time - BACK) / CAMERA), gone)
        self._draw_bars(time, leaves)
        self._draw_lines(time)
        for turn, name in enumerate(self._names):
            step = time - LAND - turn * self._step
            fade(name, min(ease(step / FADE), 1 - ease((step - self._fall + FADE) / FADE)))

    @property
    def _fall(self) -> float:
        """Seconds in the step of a window before it falls."""
        return self._step - FALLS

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
        points = self._example.windows.kernel
        if turn == 0:
            return ease((time - BACK - CAMERA) / HOP), np.ones(points)
        step = time - LAND - (turn - 1) * self._step
        follower = min(FOLLOWER, (FALLS - DROP) / (points - 1))
        begins = self._fall + follower * np.arange(points)  # (K,)
        return ease(step / HOP), np.clip((step - begins) / DROP, 0, 1) ** 2

    def _draw_lines(self, time: float) -> None:
        axes, example = self._layout.curve, self._example
        x = axes.across(np.arange(len(example.curve), dtype=float))  # (N,)
        gone = 1 - ease((time - LEAVE + FADE) / FADE)
        for line, values, begin in (
            (self.input, example.curve, INPUT),
            (self.output, self.divided, DIVIDE + CAMERA),
        ):
            drawn = ease((time - begin) / MOVE)
            if drawn > 0 and gone > 0:
                line.draw_at(*until(x, axes.down(values), drawn))
                fade(line, gone)
            else:
                line.hide()
        fade(self._input_name, min(ease((time - INPUT) / FADE), gone))

    def _make_names(self, theme: Theme) -> list[Label]:
        names = []
        for turn, window in enumerate(self._layout.order[1:], 1):
            axes, start = self._layout.curve, float(self._starts[window])
            highest = max(float(self._example.blocks[window].max()), 0.0)
            unit = float(axes.down(0.0) - axes.down(1.0))
            middle = float(axes.across(start + (self._example.windows.kernel - 1) / 2))
            y = self._layout.air[turn] - highest * unit - ABOVE
            names.append(
                Label(
                    f"window {window + 1}", middle, y, size=NAME, colour=theme.foreground,
                    weight="SemiBold", align="centre",
                )
            )  # fmt: skip
        return names
