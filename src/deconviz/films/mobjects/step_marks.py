"""Steps marked along the bar of training, so that one sees where time runs slowly."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Label
from deconviz.look.language import AXIS, SMALLEST
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import thousands

TICK = 13.0  # pixels of a tick on either side of the bar
ABOVE = 30.0  # pixels from the middle of the bar to the base line of a number
BEYOND = 17.0  # pixels that a number may stand out at either end
APART = 100.0  # pixels between two numbers


def round_steps(last: int) -> list[int]:
    """Return the last step, the first and round ones between, those that matter most first.

    Examples
    --------
    >>> round_steps(400)
    [400, 1, 100, 10, 50, 5]
    """
    powers = [10**power for power in reversed(range(1, len(str(last))))]
    others = [1, *powers, *(5 * power for power in powers), 5]
    return [last, *(step for step in others if step < last)]


class StepMarks(VGroup):
    """Ticks on a bar, and their numbers above it.

    Parameters
    ----------
    steps
        Those that matter most first, and where each is on the bar, 0 to 1; a step whose number has
        no room is left out.
    ends
        Of the bar, across in pixels.
    middle
        Of the bar, down in pixels.
    theme
        Colours.

    Attributes
    ----------
    numbers
        What is written, by step.
    """

    def __init__(
        self, steps: Mapping[int, float], ends: tuple[float, float], middle: float, theme: Theme
    ) -> None:
        self._left, self._right = ends
        self._middle = middle
        self.numbers: dict[int, Label] = {}
        self._spans: list[tuple[float, float]] = []
        for step, share in steps.items():
            self._write(step, share, theme)
        self._shares = [steps[step] for step in self.numbers]
        self.ticks = [Line(Mark(theme.muted), AXIS, round_ends=False) for _ in self.numbers]
        super().__init__(*self.ticks, *self.numbers.values())

    def draw(self, end: float) -> None:
        """Draw the ticks of a bar that has come as far as a place in pixels."""
        for tick, share in zip(self.ticks, self._shares, strict=True):
            x = self._left + share * (end - self._left)
            tick.draw(np.full(2, x), np.array([self._middle - TICK, self._middle + TICK]))

    def _write(self, step: int, share: float, theme: Theme) -> None:
        """Write the number of a step if it has room."""
        base = self._middle - ABOVE
        label = Label(
            thousands(step), 0, base, size=SMALLEST, colour=theme.muted, align="centre"
        )  # fmt: skip
        half = label.width_in_pixels / 2
        low, high = self._left - BEYOND + half, self._right + BEYOND - half
        x = min(max(self._left + share * (self._right - self._left), low), high)
        if all(x - half > end + APART or x + half < start - APART for start, end in self._spans):
            label.put(x, base)
            self._spans.append((x - half, x + half))
            self.numbers[step] = label
