"""How often each column was added to, below the axis."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import VGroup

from deconviz.arrays import Integers
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.look.language import NAME
from deconviz.look.theme import Theme

MORE = 42.0  # height of a count that is more than one
APART = 84.0  # pixels between two counts


class Counts(VGroup):
    """A count for each column, or for each run of columns with one count where they are narrow.

    Parameters
    ----------
    axes
        Columns are 1 apart.
    base
        Pixels: the base line.
    last
        The last count of each column, shape (N,).
    theme
        Colours.
    """

    def __init__(self, axes: Axes, base: float, last: Integers, theme: Theme) -> None:
        self.shown = [0] * len(last)
        self._runs: list[tuple[slice, list[Label]]] = []
        super().__init__()
        right = -np.inf
        for run in _runs(last, float(axes.across(1) - axes.across(0))):
            middle = float(axes.across((run.start + run.stop - 1) / 2))
            if middle - right < APART:
                continue
            right = middle
            labels = [
                _label(count, middle, base, theme) for count in range(1, int(last[run.start]) + 1)
            ]
            self._runs.append((run, labels))
            self.add(*labels)

    def draw(self, counts: Integers, presence: float) -> None:
        """Show counts of shape (N,); a run shows the least of its columns."""
        self.shown = counts.tolist()
        for run, labels in self._runs:
            least = int(counts[run].min())
            for count, label in enumerate(labels, 1):
                fade(label, presence if count == least else 0.0)


def _runs(last: Integers, pitch: float) -> list[slice]:
    """Return the columns that share a count."""
    changes = np.flatnonzero(np.diff(last)) + 1 if pitch < APART else np.arange(1, len(last))
    return [slice(start, end) for start, end in pairwise([0, *changes.tolist(), len(last)])]


def _label(count: int, x: float, base: float, theme: Theme) -> Label:
    text = f"{count}×"
    if count == 1:
        return Label(text, x, base, size=NAME, colour=theme.muted, align="centre", tabular=True)
    return Label(
        text, x, base, size=MORE, colour=theme.foreground, weight="SemiBold", align="centre",
        tabular=True,
    )  # fmt: skip
