"""Which patches, codes and curves figures show: chosen by rule, not by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis.code_paths import unlikeliness
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.rounding import exact_decimals
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder

CANDIDATES = 50  # likely patches, of which the example has the shortest numbers


@dataclass(frozen=True)
class Example:
    """One network, and a held-out patch whose code is a likely one.

    Attributes
    ----------
    network
        Of the seed that stands for all.
    patch
        Shape (K,).
    """

    network: Autoencoder
    patch: Floats

    @property
    def code(self) -> Floats:
        """What the network makes of the patch, shape (C,)."""
        return self.network.encode(self.patch)

    @property
    def weighted_sums(self) -> Floats:
        """What the bias is added to, shape (C,)."""
        return np.asarray(self.network.encoder_kernels @ self.patch)

    @property
    def decimals(self) -> list[int]:
        """With how many decimals sum and bias add up as they are shown, a component each."""
        terms = np.stack([self.weighted_sums, self.network.encoder_bias])  # (2, C)
        return [exact_decimals(of_component) for of_component in terms.T]


def example(ensemble: Ensemble, seed: int) -> Example:
    """Return a patch whose code is near one standard deviation in every component.

    Of the likeliest it is the first whose numbers need the fewest decimals to add up.

    Parameters
    ----------
    ensemble
        Whose held-out patches are looked at.
    seed
        Of the network that encodes them.
    """
    network = ensemble.network(seed)
    order = unlikeliness(network.encode(ensemble.patches)).argsort(kind="stable")
    likeliest = [Example(network, patch) for patch in ensemble.patches[order[:CANDIDATES]]]
    return min(likeliest, key=lambda candidate: max(candidate.decimals))


def likely_codes(ensemble: Ensemble, seed: int) -> Floats:
    """Return two codes of held-out patches, shape (2, C).

    Those are the codes nearest to one and to minus one standard deviation in every component.
    """
    codes = ensemble.network(seed).encode(ensemble.patches)  # (N, C)
    return np.stack([codes[unlikeliness(codes, sign).argmin()] for sign in (1, -1)])  # (2, C)


def farthest_first(
    points: Floats, count: int, first: int, distance: Callable[[Floats], Floats]
) -> list[int]:
    """Return which points lie far apart: each next one is the farthest from all before it.

    Parameters
    ----------
    points
        Shape (N, D).
    count
        How many to return, if there are as many.
    first
        Index of the first.
    distance
        Makes distances (N,) of differences (N, D).
    """
    indices = [first]
    distances = np.full(len(points), np.inf)  # from the nearest of `indices`
    while len(indices) < min(count, len(points)):
        distances = np.minimum(distances, distance(points - points[indices[-1]]))
        indices.append(int(distances.argmax()))
    return indices


def at_percentiles(values: Floats, percents: Sequence[float]) -> list[int]:
    """Return which of the values stand at these percentiles; 100 is the largest."""
    order = np.argsort(values, kind="stable")
    places = np.round(np.asarray(percents) / 100 * (len(values) - 1)).astype(int)
    return [int(index) for index in order[places]]


def without(code: Floats, component: int) -> Floats:
    """Return codes (..., C) with one component set to zero."""
    return np.where(np.arange(code.shape[-1]) == component, 0.0, code)
