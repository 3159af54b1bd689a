"""Weights of overlapping windows under each remedy, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.overlaps import continued, halving, taper

REMEDIES = ("sum", "halve", "taper", "divide", "pad")
"""As films call `raw`, `halved`, `tapered`, `normalised` and `padded` of `network.overlaps`."""


@dataclass(frozen=True)
class WeightedWindows:
    """A curve of N points, continued to M, and what a network makes of its V windows.

    Attributes
    ----------
    curve
        The input, shape (N,).
    before
        Points before the curve, onto which it is continued.
    longer
        The input with its continuation, shape (M,).
    own, windows
        The windows of the curve, and of the longer one.
    blocks
        What the network makes of each window of the longer curve, without bias, (V, K).
    bias
        The decoder's.
    """

    curve: Floats
    before: int
    longer: Floats
    own: Windows
    windows: Windows
    blocks: Floats
    bias: float

    @classmethod
    def of(cls, network: Autoencoder, curve: Floats, stride: int) -> WeightedWindows:
        """Continue a curve of shape (N,) until all of it is in as many windows."""
        own = Windows(len(curve), network.kernel, stride)
        before, after = own.margins()
        longer = continued(curve, before, after)  # (M,)
        windows = Windows(len(longer), network.kernel, stride)
        blocks = network.codes(longer, stride) @ network.decoder_filters  # (V, K)
        return cls(curve, before, longer, own, windows, blocks, network.decoder_bias)

    @cached_property
    def is_own(self) -> Floats:
        """1 for windows that lie on the curve itself, else 0, shape (V, 1)."""
        starts = self.windows.starts() - self.before
        inside = (starts >= 0) & (starts + self.own.kernel <= len(self.curve))
        return np.asarray(inside[:, None].astype(float))

    def weights(self, remedy: str) -> Floats:
        """Return the weights of a remedy, shape (V, K): only "pad" has windows beyond the curve."""
        kernel = self.own.kernel
        match remedy:
            case "halve":
                return np.asarray(self.is_own * halving(kernel))
            case "taper":
                return np.asarray(self.is_own * taper(kernel))
            case "divide":
                return np.asarray(self.is_own * self._shares(self.windows.add(self._all_own())))
            case "pad":
                return self._shares(self.windows.cover().astype(float))
        return self._all_own()

    def totals(self, weights: Floats) -> Floats:
        """Return the sum of weights (V, K) at each point of the curve, shape (N,)."""
        return self._on_curve(self.windows.add(weights))

    def output(self, weights: Floats) -> Floats:
        """Return the output with weights (V, K) at each point of the curve, shape (N,)."""
        return self._on_curve(self.windows.add(self.blocks * weights) + self.bias)

    def error(self, remedy: str) -> float:
        """Return the root mean square of what a remedy leaves between output and input."""
        missed = self.output(self.weights(remedy)) - self.curve  # (N,)
        return float(np.sqrt((missed**2).mean()))

    def _all_own(self) -> Floats:
        return self.is_own * np.ones((1, self.own.kernel))

    def _on_curve(self, values: Floats) -> Floats:
        return values[self.before : self.before + len(self.curve)]

    def _shares(self, cover: Floats) -> Floats:
        """Return 1 over the cover (M,) of each point, for each window, shape (V, K)."""
        return np.asarray(1 / np.maximum(self.windows.cut(cover), 1))
