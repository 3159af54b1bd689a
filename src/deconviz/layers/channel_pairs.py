"""The phases of all pairs of channels, one in and one out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.layer import Layer
from deconviz.layers.phases import EVEN, FAINT, Phases, Verdict, unevenness_of


@dataclass(frozen=True)
class ChannelPairs:
    """The kernels of a layer, one for each pair of channels that it connects.

    Attributes
    ----------
    layer
        The transposed convolution.
    """

    layer: Layer

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return int(np.prod(self.layer.kernel.shape[:2]))

    def phases(self, pair: int) -> Phases:
        """Return the phases of a pair, counted as the kernel lies in memory."""
        kernel = self.layer.kernel.reshape(-1, *self.layer.kernel.shape[2:])[pair]  # (*K)
        return Phases(kernel, self.layer.axes)

    def channels(self, pair: int) -> tuple[int, int]:
        """Return the channels in and out of a pair, counted from 0."""
        per_group = self.layer.kernel.shape[1]
        channel, output = divmod(pair, per_group)
        group = channel // (self.layer.channels // self.layer.groups)
        return channel, group * per_group + output

    @cached_property
    def sums(self) -> Floats:
        """The sum of each phase of each pair, shape (pairs, phases)."""
        layer = self.layer
        kernels = layer.kernel.reshape(-1, *layer.kernel.shape[2:])  # (pairs, *K)
        one = self.phases(0)
        sums = np.zeros((len(kernels), *one.strides))
        for tap in np.ndindex(*kernels.shape[1:]):
            phase: tuple[Any, ...] = tuple(
                int(of[k]) for of, k in zip(one.of_taps, tap, strict=True)
            )
            sums[(..., *phase)] += kernels[(..., *tap)]
        return sums.reshape(len(kernels), -1)

    @property
    def most_uneven(self) -> int:
        """The pair that makes most of a pattern: the largest spread of sums."""
        return int(np.ptp(self.sums, 1).argmax())

    @property
    def pattern(self) -> float:
        """How large the pattern is over the level, of constants drawn at random for each channel.

        Root mean squares over draws, over the channels that come out, and over phases; the draws
        are independent, and as large in each channel.
        """
        means = self.sums.mean(1, keepdims=True)  # (pairs, 1)
        pattern, level = (float(np.sqrt((x**2).mean())) for x in (self.sums - means, means))
        if pattern == 0:
            return 0.0
        return pattern / level if level else float("inf")

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many pairs checkerboard, and how much."""
        uneven = unevenness_of(self.sums)  # (pairs,)
        return {
            "no": int((uneven < EVEN).sum()),
            "faintly": int(((uneven >= EVEN) & (uneven < FAINT)).sum()),
            "yes": int((uneven >= FAINT).sum()),
        }
