"""Which components a sum shows one by one, and which it shows together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.network.arithmetic import scaled_filters

MOST = 4  # parts

RULE = (
    "of more than four components, the three whose scaled filters reach highest are shown one by "
    "one, and the others together"
)


@dataclass(frozen=True)
class SumParts:
    """The parts that an output is the sum of: components one by one, and then all others.

    Attributes
    ----------
    alone
        Components that are parts of their own, counted from 0.
    together
        Those that are one part, the last; empty if there is no such part.
    """

    alone: tuple[int, ...]
    together: tuple[int, ...] = ()

    @classmethod
    def of(cls, codes: Sequence[Floats], filters: Floats) -> SumParts:
        """Part the components by `RULE`.

        Parameters
        ----------
        codes
            Those that are shown, each of shape (C,).
        filters
            Shape (C, K).
        """
        channels = len(filters)
        if channels <= MOST:
            return cls(tuple(range(channels)))
        reach = np.abs(scaled_filters(np.stack(codes), filters)).max((0, 2))  # (C,)
        largest = np.sort(np.argsort(-reach, kind="stable")[: MOST - 1]).tolist()
        return cls(tuple(largest), tuple(c for c in range(channels) if c not in largest))

    @property
    def components(self) -> list[list[int]]:
        """The components of each part."""
        alone = [[component] for component in self.alone]
        return [*alone, list(self.together)] if self.together else alone

    def add(self, terms: Floats) -> Floats:
        """Add the terms (C, K) of each part up, shape (P, K)."""
        return np.stack([terms[components].sum(0) for components in self.components])

    def spread(self, shares: Floats) -> Floats:
        """Give each component what its part has: (P,) becomes (C,)."""
        spread = np.empty(len(self.alone) + len(self.together))
        for share, components in zip(shares.tolist(), self.components, strict=True):
            spread[components] = share
        return spread
