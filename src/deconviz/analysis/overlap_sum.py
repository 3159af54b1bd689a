"""A curve from the windows of a network: what each adds, and where that can be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.rounding import adds_up
from deconviz.arrays import Floats, Integers
from deconviz.data.windows import Windows
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder

DECIMALS = 2
NEAR = 0.2  # share of a multiple of the input by which the output may miss it

POINT = (
    "of the points in most windows whose blocks have room for their numbers, and add up as "
    "written, the one whose output is nearest to as many times the input"
)


@dataclass(frozen=True)
class OverlapSum:
    """The sum of what a network makes of W windows of a curve of N points.

    Attributes
    ----------
    curve
        The input, shape (N,).
    windows
        Where they lie.
    codes
        Shape (W, C).
    terms
        Filters, scaled by the code numbers of each window, shape (W, C, K).
    bias
        The decoder's, added once a point.
    """

    curve: Floats
    windows: Windows
    codes: Floats
    terms: Floats
    bias: float

    @classmethod
    def of(cls, network: Autoencoder, curve: Floats, stride: int) -> OverlapSum:
        """Encode the windows of a curve of shape (N,), and scale the filters."""
        codes = network.codes(curve, stride)  # (W, C)
        terms = scaled_filters(codes, network.decoder_filters)  # (W, C, K)
        windows = Windows(len(curve), network.kernel, stride)
        return cls(curve, windows, codes, terms, network.decoder_bias)

    @property
    def has_bias(self) -> bool:
        """Whether the bias is more than nothing as it is written."""
        return bool(np.round(self.bias, DECIMALS))

    @property
    def blocks(self) -> Floats:
        """What each window adds at its points, shape (W, K)."""
        return np.asarray(self.terms.sum(1))

    @property
    def shown_blocks(self) -> Floats:
        """The blocks, 0 where they are nothing as they are written, shape (W, K)."""
        return np.where(np.round(self.blocks, DECIMALS) == 0, 0.0, self.blocks)

    @property
    def output(self) -> Floats:
        """Shape (N,)."""
        return np.asarray(self.windows.add(self.blocks) + self.bias)

    @property
    def cover(self) -> Integers:
        """How many windows each point is in, shape (N,)."""
        return self.windows.cover()

    @property
    def piles(self) -> Floats:
        """How high the sum at each point is after each window, the first after none, (W + 1, N)."""
        alone = np.eye(len(self.blocks))[:, :, None] * self.shown_blocks  # (W, W, K)
        added = self.windows.add(alone)  # (W, N)
        ground = np.full((1, len(self.curve)), self.bias if self.has_bias else 0.0)
        return np.concatenate([ground, ground + added.cumsum(0)])

    @property
    def multiplies(self) -> bool:
        """Whether the output is about as many times the input as windows overlap there."""
        most = self.cover == self.cover.max()  # (N,)
        wanted = self.cover.max() * self.curve[most]
        missed = np.abs(self.output[most] - wanted)
        return bool((missed <= NEAR * np.abs(wanted)).all())

    def at(self, point: int) -> dict[int, float]:
        """Return what each window adds at a point, by window."""
        starts = self.windows.starts().tolist()
        return {
            window: float(self.blocks[window, point - start])
            for window, start in enumerate(starts)
            if 0 <= point - start < self.windows.kernel
        }

    def clearest_point(self, least: float) -> int | None:
        """Choose a point by `POINT`, if there is one.

        Parameters
        ----------
        least
            How large a block must be to have room for its number.
        """
        most = int(self.cover.max())
        points = [p for p in np.flatnonzero(self.cover == most).tolist() if self._reads(p, least)]
        missed = np.abs(self.output - most * self.curve)  # (N,)
        return min(points, key=lambda point: float(missed[point]), default=None)

    def _reads(self, point: int, least: float) -> bool:
        values = list(self.at(point).values())
        is_pile = all(value >= least for value in values)
        return is_pile and bool(adds_up(np.array([*values, self.bias]), DECIMALS))


def first_windows(curve: Floats, kernel: int, stride: int, most: int, points: int) -> Floats:
    """Return a curve, or as much of it as its first windows are on.

    Parameters
    ----------
    curve
        Shape (N,).
    kernel, stride
        Of the windows.
    most
        How many windows there may be.
    points
        How many points there may be, unless two windows have more.
    """
    count = len(Windows(len(curve), kernel, stride).starts())
    shown = min(most, max(1 + (points - kernel) // stride, 2))
    if count <= shown and len(curve) <= max(points, kernel + stride):
        return curve
    return curve[: kernel + (min(shown, count) - 1) * stride]
