"""The curve of the overture: it draws itself, and a window of it runs up into a code."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.dimming import dim
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.lines import Dots, Line, Lines, until
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.overture.overture_layout import BELOW, CODE, FLOOR, OvertureLayout
from deconviz.look.language import (
    CAMERA,
    EARLIER,
    FADE,
    FOCUS,
    FOCUS_RADIUS,
    FOLLOWER,
    GUIDE,
    INPUT,
    INPUT_DOT,
    LEFT,
    MOVE,
    NAME,
    SWEEP,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import signed

DRAW, POP = 0.8, 4.6  # seconds: the curve begins to draw itself; its points pop on
LIGHT, RUN, COUNT, ENTER = 7.3, 8.4, 9.4, 12.5  # a window lights up; lines run; the code counts
LEAVE = 22.7  # the window is left behind its sum
FIGURES = 76.0  # height of the code's
APART, WIDEST = 400.0, 1080.0  # pixels from number to number, and from the first to the last
UNDER_NUMBER = 26.0  # pixels from the code down to the lines
DIMMED = 0.45  # presence of the rest of the curve
HEADROOM, UNDER_WINDOW = 50.0, 24.0  # of the window above the highest curve, and below the floor


class OvertureInput(VGroup):
    """A curve, a window of it, and the code of that window.

    Parameters
    ----------
    example
        What is shown.
    entered
        The window.
    layout
        Axes.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    numbers
        The code; they travel on later.
    places
        Where they are, each (x of the middle, base line).
    """

    def __init__(
        self,
        example: OverlapSum,
        entered: int,
        layout: OvertureLayout,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._example, self._layout, self._theme = example, layout, theme
        self._start, self._kernel = int(example.windows.starts()[entered]), example.windows.kernel
        self.code = example.codes[entered]  # (C,)
        axes = layout.curve
        pitch = float(axes.across(1) - axes.across(0))
        self._dot = min(INPUT_DOT, pitch * LARGEST_DOT)
        width = INPUT * self._dot / INPUT_DOT
        self._axis = GrowingAxis(axes, theme)
        self._focus = Tint(theme.foreground, FOCUS_RADIUS, FOCUS)
        self._line = Line(Mark(theme.foreground), width)
        self._dots = Dots(theme.foreground, self._dot)
        self.window = Curve(axes, Mark(theme.foreground), width, self._dot)
        colours = [theme.component(c).colour for c in range(len(self.code))]
        self._runs = [Lines(colour, GUIDE, EARLIER[name]) for colour in colours]
        self._opacity = EARLIER[name]
        self.numbers = [Reading(FIGURES, colour, align="centre") for colour in colours]
        step = min(APART, WIDEST / max(len(colours) - 1, 1))
        middle = (len(colours) - 1) / 2
        self.places = [(960 + step * (c - middle), CODE) for c in range(len(colours))]
        self._names = [
            Label(text, LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold")
            for text, base in (("input", BELOW), ("code", CODE))
        ]
        parts: list[VMobject] = [
            self._focus, self._axis, *self._runs, self._line, self._dots, self.window,
            *self._names, *self.numbers,
        ]  # fmt: skip
        super().__init__(*parts)

    def draw(self, time: float) -> None:
        """Draw a moment of the film, until the window is entered."""
        gone = 1 - ease((time - ENTER) / FADE)
        self._draw_curve(time, gone)
        self._draw_window(time, gone)
        self._draw_code(time, gone)
        fade(self._names[0], min(ease((time - DRAW) / FADE), gone))
        fade(self._names[1], min(ease((time - COUNT) / FADE), gone))

    def _draw_curve(self, time: float, gone: float) -> None:
        axes, curve = self._layout.curve, self._example.curve
        x, y = axes.across(np.arange(len(curve), dtype=float)), axes.down(curve)  # (N,)
        drawn = min(max((time - DRAW) / SWEEP, 0.0), 1.0)
        self._line.draw(*until(x, y, drawn))
        since = (time - POP - FOLLOWER * np.arange(len(curve)) * 15 / len(curve)) / (MOVE / 2)
        shown = np.array([ease(one) for one in since.tolist()])  # (N,)
        popped = shown > 0
        self._dots.draw(x[popped], y[popped])
        dimmed = 1 - (1 - DIMMED) * ease((time - LIGHT) / MOVE)
        dim(self._line, dimmed, gone, self._theme)
        dim(self._dots, dimmed, gone, self._theme)
        self._axis.grow(ease(time / MOVE), gone)

    def _draw_window(self, time: float, gone: float) -> None:
        lit = ease((time - LIGHT) / MOVE)
        if lit == 0 or time > LEAVE + FADE:
            self.window.hide()
            self._focus.draw([])
            return
        left, right, top, bottom = self._edges()
        self._focus.draw([Box(left, top, left + lit * (right - left), bottom)])
        fade(self._focus, FOCUS * gone)
        enters = ease((time - ENTER) / CAMERA)
        place = (
            self.places_of(self._layout.curve, self._start),
            self.places_of(self._layout.window, 0),
        )
        x, y = ((1 - enters) * one + enters * two for one, two in zip(*place, strict=True))
        shown = self._kernel if lit == 1 else max(int(lit * self._kernel), 1)
        self.window.draw_at(x[:shown], y[:shown])
        steps_back = 1 - (1 - DIMMED) * ease((time - ENTER - CAMERA) / FADE)
        dim(self.window, steps_back, 1 - ease((time - LEAVE) / FADE), self._theme)

    def places_of(self, axes: Axes, start: int) -> tuple[Floats, Floats]:
        """Return where the points of the window are on axes, in pixels, each (K,)."""
        values = self._example.curve[self._start : self._start + self._kernel]
        return axes.across(start + np.arange(self._kernel, dtype=float)), axes.down(values)

    def _edges(self) -> tuple[float, float, float, float]:
        axes, end = self._layout.curve, self._start + self._kernel
        left, right = axes.across(self._start - 0.5), axes.across(end - 0.5)
        top = float(axes.down(max(float(self._example.curve.max()), 0.0))) - HEADROOM
        return float(left), float(right), top, FLOOR + UNDER_WINDOW

    def _draw_code(self, time: float, gone: float) -> None:
        x, y = self.places_of(self._layout.curve, self._start)
        begins = np.stack([x, y - self._dot - 6], 1)  # (K, 2)
        opacity = self._opacity * gone
        for run, number, value, (middle, base) in zip(
            self._runs, self.numbers, self.code.tolist(), self.places, strict=True
        ):
            head = ease((time - RUN) / 1.2)
            ends = begins + head * (np.array([middle, base + UNDER_NUMBER]) - begins)
            pairs = np.stack([begins, ends], 1)  # (K, 2, 2)
            is_there = head > 0 and gone > 0
            if is_there:
                run.draw(pairs[..., 0], pairs[..., 1])
            else:
                run.clear_points()
            fade(run, opacity)
            counted = ease((time - COUNT) / MOVE)
            if time < ENTER:
                number.cap_height = FIGURES
                number.say(signed(counted * value, 2), middle, base)
            fade(number, ease((time - COUNT) / FADE))
