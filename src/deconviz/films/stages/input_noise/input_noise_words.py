"""What is said about noise on the input: as far as curves and networks bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis.comparison import roughness
from deconviz.analysis.input_jitter import Shaken
from deconviz.analysis.one_value import OneValue
from deconviz.look.wording import number, thousands

ALIKE = 0.02  # between weights that start as one
FIGURES = 2  # that count, of how far a component is shifted


@dataclass(frozen=True)
class Words:
    """Titles and subtitles.

    Attributes
    ----------
    noises
        On the input, that each network was trained with.
    values
        Of all curves at one point.
    shaken
        The networks' kernels along training, and the noise that is shown.
    """

    noises: Sequence[float]
    values: OneValue
    shaken: Shaken

    @property
    def noise(self) -> float:
        """The noise that is shown."""
        return self.shaken.size

    @property
    def _count(self) -> int:
        return self.values.within(self.noise)

    @property
    def one(self) -> str:
        """The title about the exact value."""
        same = self.values.within(0.0)
        if same == 1:
            return "One exact value names one curve"
        return f"One exact value names {thousands(same)} curves"

    @property
    def many(self) -> str:
        """The title about noise."""
        if self._count > self.values.within(0.0):
            return f"Noise of {number(self.noise)} hides which curve it was"
        return f"Noise of {number(self.noise)} does not hide the curve"

    @property
    def counted(self) -> str:
        """The subtitle about the curves within one noise."""
        total = thousands(len(self.values.away))
        if self._count == 1:
            return f"Within {number(self.noise)} either way, it is the only one of {total}."
        noise, count = number(self.noise), thousands(self._count)
        return f"Within {noise} either way there are {count} of {total} curves."

    @property
    def is_smoother(self) -> bool:
        """Whether noise on the input goes with a smoother kernel."""
        if [noise > 0 for noise in self.noises] != [False, True]:
            return False
        ends = np.stack([path.kernels[-1] for path in self.shaken.paths])  # (2, K)
        left, right = roughness(ends).tolist() if ends.shape[1] > 2 else (0.0, 0.0)
        return bool(right < left)

    @property
    def smooth(self) -> str:
        """The title about the filters."""
        if self.is_smoother:
            return "Noise on the input smooths the encoder\N{RIGHT SINGLE QUOTATION MARK}s filter"
        return "A filter of two encoders, as it trains"

    @property
    def trained(self) -> str:
        """The subtitle about training."""
        if self.is_smoother and self.shaken.first > 0:
            return "Late in training: on clean inputs it is ragged, on noisy ones smooth."
        if self.is_smoother:
            return "On clean inputs it stays ragged; on noisy ones it turns smooth."
        return f"Filter {self.shaken.component + 1} of both, as they train."

    @property
    def starts(self) -> str:
        """The subtitle about the filters before training."""
        first, second = (path.kernels[0] for path in self.shaken.paths)
        if np.abs(first - second).max() < ALIKE:
            return "Two encoders that started alike."
        return "Two encoders start to train."

    @property
    def shifts(self) -> str:
        """The subtitle about what noise does to each network's component."""
        left, right = self._jitters
        return f"Noise shifts it by {left} and by {right}."

    @property
    def _jitters(self) -> list[str]:
        return [number(float(f"{each:.{FIGURES}g}")) for each in self.shaken.jitters]

    @property
    def finding(self) -> str:
        """One sentence with the count, and how far noise shifts each network's component."""
        left, right = self._jitters
        count, total = thousands(self._count), thousands(len(self.values.away))
        return (
            f"Noise of {number(self.noise)} on one value leaves {count} of {total} curves "
            f"possible; it shifts component {self.shaken.component + 1} by {left} in the left "
            f"network and by {right} in the right one."
        )
