"""What each remedy for overlaps leaves of the error, on an ensemble's held-out curves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats, Mask
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder, perfect
from deconviz.network.overlaps import REMEDIES, Reconstruction

ROUNDING = 1e-20  # a squared error that is rounding alone
WHOLE = tuple(name for name in REMEDIES if name != "cropped")  # they keep all points


@dataclass(frozen=True)
class OverlapErrors:
    """The remedies of `deconviz.network.overlaps`, by name, on whole held-out curves.

    Attributes
    ----------
    ensemble
        Of S seeds.
    """

    ensemble: Ensemble

    @property
    def curves(self) -> Floats:
        """The targets, shape (N, points)."""
        return self.ensemble.held_out

    @cached_property
    def windows(self) -> Windows:
        """The windows on a curve."""
        sizes = self.ensemble.experiment.network
        return Windows(self.curves.shape[1], sizes.points, sizes.stride)

    @property
    def border(self) -> Mask:
        """Which points are near an end, shape (points,)."""
        return ~self.windows.interior()

    @cached_property
    def example(self) -> int:
        """The curve that the plain sum of perfect patches misses as far as half of all do."""
        squares = (self.perfect_output("raw") - self.curves) ** 2  # (N, points)
        return int(np.argsort(squares.mean(1), kind="stable")[len(self.curves) // 2])

    def points(self, remedy: str) -> Mask:
        """Return which points a remedy gives back, shape (points,) with M of them true."""
        return self._reconstruction(remedy, self._perfect).points

    def output(self, remedy: str, seed: int) -> Floats:
        """Return what the network of a seed makes of the curves, shape (N, M)."""
        return self._reconstruction(remedy, self.ensemble.network(seed)).values

    def perfect_output(self, remedy: str) -> Floats:
        """Return what perfect patches make of the curves, shape (N, M)."""
        return self._reconstruction(remedy, self._perfect).values

    def of_networks(self, remedy: str) -> Floats:
        """Return each network's mean squared error at each of its points, shape (S, M)."""
        return np.stack([self._errors(remedy, network) for network in self.ensemble.networks])

    def of_perfect_patches(self, remedy: str) -> Floats:
        """Return the remedy's own mean squared error at each of its points, shape (M,)."""
        return self._errors(remedy, self._perfect)

    def beyond_rounding(self, remedy: str) -> Floats:
        """Return the remedy's own error, 0 where it is rounding alone, shape (M,)."""
        errors = self.of_perfect_patches(remedy)  # (M,)
        return np.where(errors > ROUNDING, errors, 0)

    def range(self) -> tuple[float, float]:
        """Return the least and the largest error above 0 of all remedies, at any point."""
        errors = [
            errors
            for name in WHOLE
            for errors in (*self.of_networks(name), self.beyond_rounding(name))
        ]
        above = np.concatenate([values[values > ROUNDING] for values in errors])
        return float(above.min()), float(above.max())

    @property
    def _perfect(self) -> Autoencoder:
        return perfect(self.windows.kernel)

    def _errors(self, remedy: str, network: Autoencoder) -> Floats:
        return self._reconstruction(remedy, network).point_errors(self.curves)

    def _reconstruction(self, remedy: str, network: Autoencoder) -> Reconstruction:
        return REMEDIES[remedy](network, self.curves, self.windows.stride)
