"""How far training has come: a bar that fills, steps marked along it, and the step."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.step_marks import StepMarks
from deconviz.films.mobjects.text import Label
from deconviz.look.language import LEFT, NAME, RIGHT
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import thousands

MIDDLE = 992.0  # pixels down
GAP = 44.0  # between text and bar
WIDTH, KNOB = 9.0, 17.0


class TrainingBar(VGroup):
    """A name, a bar with a knob, and the number of the step.

    Parameters
    ----------
    steps
        The last step.
    theme
        Colours.
    marks
        Steps to mark, and where each is on the bar, 0 to 1.

    Attributes
    ----------
    marks
        Those that have room.
    """

    def __init__(self, steps: int, theme: Theme, marks: Mapping[int, float] | None = None) -> None:
        base = MIDDLE + NAME / 2
        self._name = Label(
            "training", LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold"
        )
        self._step = Reading(NAME, theme.foreground)
        self._step_at = RIGHT - self._widest(f"step {thousands(steps)}"), base
        self._left = LEFT + self._name.width_in_pixels + GAP
        self._right = self._step_at[0] - GAP
        self._track, self._done = Line(Mark(theme.grid), WIDTH), Line(Mark(theme.foreground), WIDTH)
        self._knob = Dots(theme.foreground, KNOB)
        self.marks = StepMarks(marks or {}, (self._left, self._right), MIDDLE, theme)
        super().__init__(self._name, self._step, self._track, self.marks, self._done, self._knob)

    def _widest(self, text: str) -> float:
        """Return how wide a text is at most, in pixels, whatever its figures are."""
        widths = []
        for figure in "0123456789":
            self._step.say(re.sub(r"\d", figure, text), 0, 0)
            widths.append(self._step.width_in_pixels)
        return max(widths)

    def draw(self, share: float, step: int, grown: float, said: float) -> None:
        """Show how far training has come.

        Parameters
        ----------
        share
            Of the bar, 0 to 1.
        step
            The number beside it.
        grown, said
            How far the bar and its text have come, 0 to 1.
        """
        self._step.say(f"step {thousands(step)}", *self._step_at)
        fade(self._name, said)
        fade(self._step, said)
        fade(self.marks, said)
        end = self._left + grown * (self._right - self._left)
        knob = self._left + share * (end - self._left)
        self.marks.draw(end)
        for line, to in ((self._track, end), (self._done, knob)):
            line.draw(np.array([self._left, to]), np.full(2, MIDDLE))
        self._knob.draw(np.array([knob]), np.array([MIDDLE]), KNOB * grown)
        for part in (self._track, self._done, self._knob):
            fade(part, float(grown > 0))
