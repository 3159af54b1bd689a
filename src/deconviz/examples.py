"""Which held-out patches and codes stand for all: chosen by rule, not by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deconviz.addition import exact_decimals
from deconviz.assembly import Autoencoder
from deconviz.material import Material, Networks
from deconviz.sweep import unlikeliness

CANDIDATES = 50  # patches with a likely code, of which the one with the shortest numbers is shown

Floats = NDArray[np.float64]


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


def example(material: Material, networks: Networks) -> Example:
    """Return a patch whose code is near one standard deviation in every component.

    Of the likeliest it is the first whose numbers need the fewest decimals to add up.
    """
    network = networks.by_seed[material.seed]
    patches = material.curves.patches(network.kernel)  # (N, K)
    order = unlikeliness(network.encode(patches)).argsort(kind="stable")
    likeliest = [Example(network, patch) for patch in patches[order[:CANDIDATES]]]
    return min(likeliest, key=lambda candidate: max(candidate.decimals))


def codes_to_show(material: Material, networks: Networks) -> Floats:
    """Return the codes that the config names, if they fit, or else two of held-out patches.

    Those are the codes nearest to one and to minus one standard deviation in every component.

    Returns
    -------
    array of shape (N, C)
    """
    if material.codes and len(material.codes[0]) == networks.run.network.channels:
        return np.array(material.codes)  # (N, C)
    network = networks.by_seed[material.seed]
    codes = network.encode(material.curves.patches(network.kernel))  # (M, C)
    return np.stack([codes[unlikeliness(codes, sign).argmin()] for sign in (1, -1)])  # (2, C)


def errors(networks: Networks, patches: Floats) -> Floats:
    """Return each patch's mean squared error, on average over the seeds, shape (N,)."""
    outputs = [network.decode(network.encode(patches)) for network in networks.by_seed.values()]
    each = [((output - patches) ** 2).mean(-1) for output in outputs]  # (S, N)
    return np.asarray(np.mean(each, axis=0))


def at_percentiles(values: Floats, percents: Sequence[float]) -> list[int]:
    """Return which of the values stand at these percentiles; 100 is the largest."""
    order = np.argsort(values, kind="stable")
    places = np.round(np.asarray(percents) / 100 * (len(values) - 1)).astype(int)
    return [int(index) for index in order[places]]


def without(code: Floats, component: int) -> Floats:
    """Return codes (..., C) with one component set to zero."""
    return np.where(np.arange(code.shape[-1]) == component, 0.0, code)
