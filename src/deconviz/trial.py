"""Remedies for overlaps, tried on a variant's networks and on perfect patches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from deconviz.assembly import REMEDIES, Assembled, perfect
from deconviz.material import Material, Networks
from deconviz.windows import Windows

Floats = NDArray[np.float64]

ROUNDING = 1e-20  # a squared error that is rounding alone
WHOLE = tuple(name for name in REMEDIES if name != "cropped")  # they keep all points


@dataclass(frozen=True)
class Trial:
    """The remedies of `deconviz.assembly`, by name, on held-out curves.

    Attributes
    ----------
    networks
        Of S seeds.
    curves
        Targets, shape (N, points).
    seed
        Of the network that stands for all.
    """

    networks: Networks
    curves: Floats
    seed: int

    @classmethod
    def of(cls, material: Material, networks: Networks) -> Trial:
        """Try remedies on the networks of one variant."""
        return cls(networks, material.curves.held_out, material.seed)

    @cached_property
    def windows(self) -> Windows:
        """The windows on a curve."""
        sizes = self.networks.run.network
        return Windows(self.curves.shape[1], sizes.kernel, sizes.stride)

    @cached_property
    def border(self) -> NDArray[np.bool_]:
        """Which points are near an end: all, if the curve has no interior. Shape (points,)."""
        near = np.ones(self.windows.points, bool)
        try:
            near[self.windows.interior()] = False
        except ValueError:
            return near
        return near

    @cached_property
    def example(self) -> int:
        """The curve that the plain sum of perfect patches misses as far as half of all do."""
        missed = (self.perfect_output("raw") - self.curves) ** 2  # (N, points)
        return int(np.argsort(missed.mean(1), kind="stable")[len(self.curves) // 2])

    def output(self, remedy: str) -> Floats:
        """Return what the network that stands for all makes of the curves, shape (N, points)."""
        return self._assembled(remedy, self.seed).values

    def perfect_output(self, remedy: str) -> Floats:
        """Return what perfect patches make of the curves, shape (N, points)."""
        whole = perfect(self.windows.kernel)
        return REMEDIES[remedy](whole, self.curves, self.windows.stride).values

    def trained(self, remedy: str) -> Floats:
        """Return each network's mean squared error at each point, shape (S, points)."""
        assembled = (self._assembled(remedy, seed) for seed in self.networks.seeds)
        return np.stack([curves.point_errors(self.curves) for curves in assembled])

    def perfect(self, remedy: str) -> Floats:
        """Return the mean squared error at each point with perfect patches, shape (points,).

        It is the remedy's own error. What is rounding alone is 0.
        """
        errors = ((self.perfect_output(remedy) - self.curves) ** 2).mean(0)  # (points,)
        return np.where(errors > ROUNDING, errors, 0)

    def range(self) -> tuple[float, float]:
        """Return the least and the largest error above 0 of all remedies, at any point."""
        errors = [errors for name in WHOLE for errors in (*self.trained(name), self.perfect(name))]
        above = np.concatenate([values[values > ROUNDING] for values in errors])
        return float(above.min()), float(above.max())

    def _assembled(self, remedy: str, seed: int) -> Assembled:
        network = self.networks.by_seed[seed]
        return REMEDIES[remedy](network, self.curves, self.windows.stride)
