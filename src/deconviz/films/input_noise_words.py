"""What is said about noise on the input: as far as curves and networks bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis.comparison import roughness
from deconviz.analysis.input_jitter import KernelPath
from deconviz.analysis.one_value import OneValue
from deconviz.look.wording import number, thousands

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
    noise
        That is shown.
    paths
        The networks' kernels along training.
    component
        Which, counted from 0.
    """

    noises: Sequence[float]
    values: OneValue
    noise: float
    paths: Sequence[KernelPath]
    component: int

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
        ends = np.stack([path.kernels[-1] for path in self.paths])  # (2, K)
        left, right = roughness(ends).tolist() if ends.shape[1] > 2 else (0.0, 0.0)
        return bool(right < left)

    @property
    def smooth(self) -> str:
        """The title about the filters."""
        if self.is_smoother:
            return "Noise on the input smooths the encoder\N{RIGHT SINGLE QUOTATION MARK}s filter"
        return "Two encoders train from the same start"

    @property
    def trained(self) -> str:
        """The subtitle about training."""
        if self.is_smoother:
            return "On clean inputs it stays ragged; on noisy ones it turns smooth."
        return f"Filter {self.component + 1} of both, as they train."

    def shaken(self, jitters: Sequence[float]) -> str:
        """Return the subtitle about what noise does to each network's component."""
        left, right = _written(jitters)
        return f"Noise shifts it by {left} and by {right}."

    def finding(self, jitters: Sequence[float]) -> str:
        """One sentence with the count, and how far noise shifts each network's component."""
        left, right = _written(jitters)
        count, total = thousands(self._count), thousands(len(self.values.away))
        return (
            f"Noise of {number(self.noise)} on one value leaves {count} of {total} curves "
            f"possible; it shifts component {self.component + 1} by {left} in the left network "
            f"and by {right} in the right one."
        )


def _written(jitters: Sequence[float]) -> list[str]:
    return [number(float(f"{each:.{FIGURES}g}")) for each in jitters]
