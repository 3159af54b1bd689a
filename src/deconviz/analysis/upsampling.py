"""Small kernels that learn to double images: how uneven their phases are, and what they make.

Every way of doubling is a transposed convolution of stride 2. Nearest neighbour followed by a
convolution of 3 x 3 is one too: its kernel of 4 x 4 is the turned one, added up at the four places
of a block, so that all its phases have one sum whatever the numbers are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats, Singles, Steps
from deconviz.layers.layer import Layer
from deconviz.layers.phases import Phases
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings
from deconviz.network.upsampling_history import WAYS, UpsamplingHistory, Way, stops

STRIDE, PADDING = 2, 1
TYPICAL: tuple[Way, ...] = ("kernel_3", "kernel_4")
FINITE = (1e-9, 1e9)  # of unevenness that is compared
DECIMALS = 2  # of a kernel whose numbers are shown


def layer_of(kernel: Floats, padding: int = 0) -> Layer:
    """Return a transposed convolution of stride 2, of one channel and without bias.

    Where a padding crops, the output has exactly twice the points of the input.
    """
    side = len(kernel)
    missing = side % 2 if padding else 0
    axis = Settings(side, STRIDE, padding, missing).axis
    return Layer(kernel[None, None], np.zeros(1), (axis, axis))


def flat_kernel(side: int) -> Floats:
    """Return equal weights whose phases have sums of 1 on average, shape (side, side)."""
    return np.full((side, side), (STRIDE / side) ** 2)


def way_layer(way: Way, kernel: Floats) -> Layer:
    """Return the transposed convolution that a way of doubling with a trained kernel (K, K) is."""
    return layer_of(_of_resized(kernel) if way == "resize" else kernel, PADDING)


def doubled(layer: Layer, image: Floats) -> Floats:
    """Return an image (n, n) at twice its size, by a layer of one channel."""
    return np.asarray(scatter(layer, image[None])[0])


def phases_of(layer: Layer) -> Phases:
    """Return the phases of a layer of one channel."""
    return Phases(layer.kernel[0, 0], layer.axes)


def uneven(sums: Floats) -> float:
    """Return (largest - smallest) / mean of sums; infinite where the mean is not above 0."""
    mean, spread = float(sums.mean()), float(np.ptp(sums))
    if spread == 0:
        return 0.0
    return spread / mean if mean > 0 else float("inf")


@dataclass(frozen=True)
class Learner:
    """One kernel along training.

    Attributes
    ----------
    way
        Of doubling.
    steps
        Shape (T,).
    kernels
        Shape (T, K, K).
    """

    way: Way
    steps: Steps
    kernels: Floats

    @cached_property
    def layers(self) -> list[Layer]:
        """The transposed convolution at each step."""
        return [way_layer(self.way, kernel) for kernel in self.kernels]

    @cached_property
    def sums(self) -> Floats:
        """The sum of each phase at each step, shape (T, 2, 2)."""
        return np.array([phases_of(layer).sums for layer in self.layers])

    def images(self, image: Floats) -> Floats:
        """Return what an image (n, n) comes out as at each step, shape (T, 2 n, 2 n)."""
        return np.array([doubled(layer, image) for layer in self.layers])

    def at(self, step: float, along: Floats) -> Floats:
        """Read something along training (T, ...) at a step, in proportion between two snapshots.

        Sums and images are linear in the kernel, so that they are those of the kernel between.
        """
        after = int(np.clip(np.searchsorted(self.steps, step), 1, len(self.steps) - 1))
        first, last = self.steps[after - 1], self.steps[after]
        share = float(np.clip((step - first) / (last - first), 0, 1))
        return np.asarray(along[after - 1] + share * (along[after] - along[after - 1]))

    def uneven_at(self, step: float) -> float:
        """Return how uneven the phases are at a step."""
        return uneven(self.at(step, self.sums))


def learner(history: UpsamplingHistory, way: Way, place: int) -> Learner:
    """Return the kernel of one seed, by the seed's place.

    The kernel of 4 x 4 is rounded at the first stop, where films show its numbers.
    """
    kernels = history.kernels[way][place].astype(float)  # (T, K, K)
    if way == "kernel_4":
        shown = history.steps == stops(int(history.steps[-1]))[0]  # (T,)
        kernels[shown] = kernels[shown].round(DECIMALS)
    return Learner(way, history.steps, kernels)


def learners(history: UpsamplingHistory, place: int) -> dict[Way, Learner]:
    """Return the kernels of one seed, by the way of doubling."""
    return {way: learner(history, way, place) for way in WAYS}


def uneven_along(history: UpsamplingHistory, way: Way) -> Floats:
    """Return how uneven the phases of each seed are at each step, shape (S, T)."""
    kernels = history.kernels[way].astype(float)  # (S, T, K, K)
    return np.array(
        [
            [uneven(phases_of(way_layer(way, kernel)).sums) for kernel in of_seed]
            for of_seed in kernels
        ]
    )


def spread(history: UpsamplingHistory, way: Way) -> list[tuple[float, float]]:
    """Return the least and the most uneven of all seeds at each stop."""
    places = np.searchsorted(history.steps, stops(int(history.steps[-1])))  # (2,)
    kept = UpsamplingHistory(history.steps[places], _at(history, places), {})
    along = uneven_along(kept, way)  # (S, 2)
    return list(zip(along.min(0).tolist(), along.max(0).tolist(), strict=True))


def typical_place(history: UpsamplingHistory) -> int:
    """Return the place of the seed to show.

    It is the one that is nearest to the median of all seeds at the first stop: whose larger ratio
    to it, of kernel 3's and of kernel 4's unevenness, is the least.
    """
    place = np.searchsorted(history.steps, [stops(int(history.steps[-1]))[0]])  # (1,)
    kept = UpsamplingHistory(history.steps[place], _at(history, place), {})
    along = np.stack([uneven_along(kept, way)[:, 0] for way in TYPICAL])  # (2, S)
    logs = np.log(np.clip(along, *FINITE))  # (2, S)
    away = np.abs(logs - np.median(logs, 1, keepdims=True)).max(0)  # (S,)
    return int(np.argmin(away))


def place_of(history: UpsamplingHistory, seeds: Sequence[int], seed: int | None) -> int:
    """Return the place of a seed, or of the one to show where none is asked for."""
    return typical_place(history) if seed is None else list(seeds).index(seed)


def _at(history: UpsamplingHistory, places: Steps) -> dict[Way, Singles]:
    return {way: kernels[:, places] for way, kernels in history.kernels.items()}


def _of_resized(kernel: Floats) -> Floats:
    """Return the kernel (4, 4) that does what a convolution (3, 3) of blocks does."""
    turned, whole = kernel[::-1, ::-1], np.zeros((4, 4))
    for row, column in np.ndindex(2, 2):
        whole[row : row + 3, column : column + 3] += turned
    return whole
