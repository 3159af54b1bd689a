"""All that Checkerboard shows, in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis.upsampling import (
    Learner,
    doubled,
    flat_kernel,
    layer_of,
    learners,
    phases_of,
    place_of,
    spread,
)
from deconviz.arrays import Floats
from deconviz.data.discs import WIDTH, disc, halved
from deconviz.layers.phases import Phases
from deconviz.network.upsampling_history import WAYS, UpsamplingHistory, Way, stops

SIDE = 3  # of the kernel with equal weights
ONES = np.ones((2, 2))
DIM, BRIGHT = 0.56, 0.9
"""Of the disc: so that the largest number of each output is at most the brightest grey."""


@dataclass(frozen=True)
class CheckerboardData:
    """What is shown.

    Attributes
    ----------
    history
        The kernels of all seeds.
    seeds
        The seeds.
    seed
        The one to show, or None.
    """

    history: UpsamplingHistory
    seeds: tuple[int, ...]
    seed: int | None

    @cached_property
    def counts(self) -> Floats:
        """How many stamps of the four ones reach each point, shape (5, 5)."""
        return doubled(layer_of(np.ones((SIDE, SIDE))), ONES)

    @cached_property
    def dim(self) -> Floats:
        """The image that equal weights double, shape (8, 8)."""
        return halved(_disc(DIM))

    @cached_property
    def flat_rows(self) -> Floats:
        """What each row of it adds to the output, shape (8, 17, 17)."""
        return _rows(self.dim, lambda image: doubled(layer_of(flat_kernel(SIDE)), image))

    @cached_property
    def bright(self) -> Floats:
        """The image that trained kernels double, shape (8, 8)."""
        return halved(_disc(BRIGHT))

    @cached_property
    def place(self) -> int:
        """The place of the seed that is shown."""
        return place_of(self.history, self.seeds, self.seed)

    @cached_property
    def learners(self) -> dict[Way, Learner]:
        """Its kernels, by the way of doubling."""
        return learners(self.history, self.place)

    @cached_property
    def images(self) -> dict[Way, Floats]:
        """What the bright image comes out as along training, shape (T, 16, 16) each."""
        return {way: one.images(self.bright) for way, one in self.learners.items()}

    @property
    def stops(self) -> tuple[int, int]:
        """The steps of training at which the film stops."""
        return stops(int(self.history.steps[-1]))

    @cached_property
    def kernel(self) -> Floats:
        """The kernel of 4 x 4 at the first stop, rounded, shape (4, 4)."""
        one = self.learners["kernel_4"]
        return one.at(self.stops[0], one.kernels)

    @cached_property
    def phases(self) -> Phases:
        """Its phases."""
        return phases_of(layer_of(self.kernel, padding=1))

    @cached_property
    def kernel_rows(self) -> Floats:
        """What each row of the bright image adds to the output of it, shape (8, 16, 16)."""
        return _rows(self.bright, lambda image: doubled(layer_of(self.kernel, padding=1), image))

    @cached_property
    def uneven(self) -> dict[Way, tuple[float, float]]:
        """How uneven the phases are at each stop."""
        first, last = self.stops
        return {
            way: (one.uneven_at(first), one.uneven_at(last)) for way, one in self.learners.items()
        }

    @cached_property
    def spread(self) -> dict[Way, list[tuple[float, float]]]:
        """The least and the most uneven of all seeds at each stop."""
        return {way: spread(self.history, way) for way in WAYS}


def _disc(value: float) -> Floats:
    """Return the disc of the film, shape (16, 16): in the middle, a third of the width."""
    middle = np.full((1, 2), WIDTH / 2)
    [image] = disc(middle, np.array([WIDTH / 3]), np.array([1.2]), np.array([value]))
    return np.asarray(image)


def _rows(image: Floats, make: Callable[[Floats], Floats]) -> Floats:
    """Return what each row of an image adds to what is made of it, shape (n, N, N)."""
    alone = np.eye(len(image))[:, :, None] * image  # (n, n, n): one row each
    return np.stack([make(row) for row in alone])
