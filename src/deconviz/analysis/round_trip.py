"""A curve on its way through a network: windows, codes, scaled filters, pieces and their mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.data.windows import Windows
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.overlaps import normalised


@dataclass(frozen=True)
class RoundTrip:
    """What becomes of one curve.

    Attributes
    ----------
    curve
        Shape (points,).
    windows
        Where its W windows are.
    codes
        Shape (W, C).
    terms
        Each window's scaled filters, shape (W, C, K).
    bias
        The decoder's.
    output
        The pieces laid on one another and averaged, shape (points,).
    """

    curve: Floats
    windows: Windows
    codes: Floats
    terms: Floats
    bias: float
    output: Floats

    @classmethod
    def of(cls, network: Autoencoder, curve: Floats, stride: int) -> RoundTrip:
        """Send a curve of shape (points,) through a network."""
        codes = network.codes(curve, stride)  # (W, C)
        return cls(
            curve=curve,
            windows=Windows(len(curve), network.kernel, stride),
            codes=codes,
            terms=scaled_filters(codes, network.decoder_filters),
            bias=network.decoder_bias,
            output=normalised(network, curve, stride).values,
        )

    @property
    def pieces(self) -> Floats:
        """What the network makes of each window, shape (W, K)."""
        return np.asarray(self.bias + self.terms.sum(1))

    @property
    def error(self) -> float:
        """The root mean square of what output and curve differ by."""
        return float(np.sqrt(((self.output - self.curve) ** 2).mean()))

    @property
    def comes_back(self) -> bool:
        """Whether the error is less than a twentieth of the curve's largest value."""
        return self.error < 0.05 * float(np.abs(self.curve).max())

    def sums_so_far(self, shares: Floats) -> tuple[Floats, Floats]:
        """Add scaled filters one after another.

        Parameters
        ----------
        shares
            How much of each filter was added, 0 to 1, shape (W, C).

        Returns
        -------
        lines, sums
            Where each filter is drawn, from where it was alone to where it ends on the sum of
            those before, shape (W, C, K); and the sum of what was added, shape (W, K).
        """
        ends = self.bias + self.terms.cumsum(1)  # (W, C, K)
        share = shares[..., None]  # (W, C, 1)
        lines = (1 - share) * self.terms + share * ends
        return lines, self.bias + (share * self.terms).sum(1)

    def range_of_output(self) -> tuple[float, float]:
        """Return the lowest and the highest value of anything drawn on the way back."""
        sums = self.bias + self.terms.cumsum(1)  # (W, C, K)
        parts = (self.terms, sums, self.output, self.curve, np.array([self.bias]))
        values = np.concatenate([part.ravel() for part in parts])
        return min(float(values.min()), 0.0), max(float(values.max()), 0.0)
