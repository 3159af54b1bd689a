"""When what happens in StampImage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.look.language import MOVE, REST, RESULT_REST, SWEEP

START = 0.6
SLOW = (2.2, 1.7, 1.4)  # seconds of the stamps that are shown one by one
LEAVE, ARRIVE, SCALED = 0.12, 0.5, 0.74  # of a slow stamp's time; it lands at its end
TURN = 1.4
FIRST, NEXT = 1.1, 0.9  # seconds of the first part that falls, and of each next


@dataclass(frozen=True)
class ImageClock:
    """Moments of the film.

    Attributes
    ----------
    stamps
        How many there are.
    parts
        What adds up to the output.
    """

    stamps: int
    parts: int

    @cached_property
    def slow(self) -> list[float]:
        """When each slow stamp begins, and when the last has landed."""
        seconds = SLOW[: self.stamps]
        return [START, *(START + np.cumsum(seconds)).tolist()]

    @property
    def sweep_end(self) -> float:
        """When all stamps have landed."""
        return self.slow[-1] + (SWEEP if self.stamps > len(SLOW) else 0.0)

    @property
    def turn(self) -> float:
        """When what the channel adds leaves for its place among the others."""
        return self.sweep_end + RESULT_REST

    @property
    def falls(self) -> list[float]:
        """When each part begins to fall, and when the last has landed."""
        first = self.turn + TURN + REST
        return [first, *(first + FIRST + NEXT * np.arange(self.parts)).tolist()]

    @property
    def back(self) -> float:
        """When all goes back to the beginning."""
        return self.falls[-1] + 2.4

    @property
    def seconds(self) -> float:
        """How long the film is, in tenths of a second."""
        return float(np.ceil((self.back + 2 * MOVE + 0.2) * 10) / 10)

    def landed(self, time: float) -> int:
        """Return how many stamps have landed."""
        slow = len(self.slow) - 1
        if time < self.slow[-1]:
            return sum(time >= end for end in self.slow[1:])
        share = (time - self.slow[-1]) / SWEEP
        return slow + int(min(share, 1.0) * (self.stamps - slow) + 1e-9)

    def fallen(self, time: float) -> int:
        """Return how many parts have fallen."""
        return sum(time >= begin + MOVE for begin in self.falls[:-1])
