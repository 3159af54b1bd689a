"""Small kernels that learn to double images, along training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from deconviz.arrays import Arrays, Singles, Steps

Way = Literal["kernel_3", "kernel_4", "equal_start", "resize"]
WAYS: tuple[Way, ...] = get_args(Way)
"""Transposed convolutions of stride 2 with a kernel of 3 x 3 and of 4 x 4; the latter with phases
that start equal; nearest neighbour twice as large, then a convolution of 3 x 3."""
SIDES: dict[Way, int] = {"kernel_3": 3, "kernel_4": 4, "equal_start": 4, "resize": 3}
"""Of the kernel that is trained, K."""
SNAPSHOTS = 80  # of training, evenly spaced in log(step)


@dataclass(frozen=True)
class UpsamplingHistory:
    """The kernels of S seeds at T steps of training.

    Attributes
    ----------
    steps
        Shape (T,); the first is 0.
    kernels
        Shape (S, T, K, K), by the way of doubling.
    loss
        Mean squared error on held-out discs, shape (S, T), by the way of doubling.
    """

    steps: Steps
    kernels: dict[Way, Singles]
    loss: dict[Way, Singles]

    def arrays(self) -> Arrays:
        """Return all of it by name, as its archive holds it."""
        return {
            "steps": self.steps,
            **{f"kernels.{way}": self.kernels[way] for way in WAYS},
            **{f"loss.{way}": self.loss[way] for way in WAYS},
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> UpsamplingHistory:
        """Return what `arrays` made names of."""
        return cls(
            arrays["steps"],
            {way: arrays[f"kernels.{way}"] for way in WAYS},
            {way: arrays[f"loss.{way}"] for way in WAYS},
        )

    @classmethod
    def shapes(cls) -> dict[str, tuple[int | None, ...]]:
        """Return the shape of each of its arrays; None stands for any length."""
        return {
            "steps": (None,),
            **{f"kernels.{way}": (None, None, SIDES[way], SIDES[way]) for way in WAYS},
            **{f"loss.{way}": (None, None) for way in WAYS},
        }


def stops(steps: int) -> tuple[int, int]:
    """Return the steps at which films and figures stop: after a tenth of training, and the last."""
    return max(steps // 10, 1), steps


def snapshot_steps(steps: int) -> Steps:
    """Return when kernels are kept: at the start, at `stops`, and evenly spaced in log(step)."""
    spaced = np.geomspace(1, steps, SNAPSHOTS).round().astype(np.int64)
    return np.unique(np.array([0, *stops(steps), *spaced], np.int64))
