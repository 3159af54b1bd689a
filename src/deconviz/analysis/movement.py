"""How far each component moves the output when it goes through its range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis import code_paths
from deconviz.arrays import Floats
from deconviz.look.wording import number

RANKED = 3.0  # times the smallest distance, from which on the largest is said to be more


@dataclass(frozen=True)
class Movement:
    """The ranges of a network's components, and what they do to its output.

    Attributes
    ----------
    low, high
        The range of each component, shape (C,).
    filters
        Of the decoder, shape (C, K).
    """

    low: Floats
    high: Floats
    filters: Floats

    @classmethod
    def of(cls, codes: Floats, filters: Floats) -> Movement:
        """Take the ranges of real codes (N, C)."""
        return cls(code_paths.lowest(codes), code_paths.limits(codes), filters)

    @property
    def peaks(self) -> Floats:
        """The largest absolute weight of each filter, shape (C,)."""
        return np.asarray(np.abs(self.filters).max(1))

    @property
    def columns(self) -> list[int]:
        """The point of the output that each component moves farthest, counted from 0."""
        return [int(column) for column in np.abs(self.filters).argmax(1)]

    @cached_property
    def distances(self) -> Floats:
        """How far each component moves that point: its range times its peak, shape (C,)."""
        return np.asarray((self.high - self.low) * self.peaks)

    @property
    def order(self) -> list[int]:
        """The components, the one that moves the output most first."""
        return [int(component) for component in np.argsort(-self.distances, kind="stable")]

    @property
    def is_ranked(self) -> bool:
        """Whether the largest distance is at least `RANKED` times the smallest."""
        return bool(self.distances.max() >= RANKED * self.distances.min())

    @property
    def finding(self) -> str:
        """What the distances say, in the words of a title."""
        most, least = self.order[0] + 1, self.order[-1] + 1
        if not self.distances.any():
            return "No component moves the output"
        if len(self.distances) == 1:
            return f"Component 1 moves the output by {number(float(self.distances[0]), 2)}"
        if not self.is_ranked:
            return "Every component moves the output"
        return f"Component {most} moves the output most, {least} least"
