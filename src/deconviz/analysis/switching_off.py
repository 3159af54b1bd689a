"""What networks lose when components are switched off, and which patch shows it best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.comparison import ablation, mean_squared_error, pca_floor
from deconviz.arrays import Floats
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder

RULE = (
    "of the held-out patches above zero, or of all if none is, the one whose own errors, with all "
    "components on and with each one off, are in proportion nearest to those of all patches"
)
RESTORED = 0.9  # of the variance, by an output that follows the input
LEAST_ERROR = 1e-9  # of all patches, for proportions


@dataclass(frozen=True)
class Losses:
    """Errors of one network on patches, as root mean squares.

    Attributes
    ----------
    all_on
        With all components.
    without
        With each one set to zero, shape (C,).
    spread
        Of the mean patch: what is lost without any code.
    """

    all_on: float
    without: Floats
    spread: float

    @property
    def restores(self) -> bool:
        """Whether outputs follow their inputs with all components on."""
        return self.all_on**2 <= (1 - RESTORED) * self.spread**2


def losses(network: Autoencoder, patches: Floats) -> Losses:
    """Measure what a network loses on patches (N, K) without each component."""
    codes = network.encode(patches)  # (N, C)
    decoder = (network.decoder_filters, network.decoder_bias)
    return Losses(
        all_on=float(np.sqrt(mean_squared_error(patches, codes, *decoder))),
        without=np.sqrt(ablation(patches, codes, *decoder)),
        spread=float(np.sqrt(pca_floor(patches, 0))),
    )


def typical_patch(networks: list[Autoencoder], patches: Floats) -> int:
    """Choose the patch by `RULE`: it is the nearest to the errors of all networks at once.

    Parameters
    ----------
    networks
        Of one kernel.
    patches
        Shape (N, K).
    """
    distances = np.zeros(len(patches))
    for network in networks:
        of_all = losses(network, patches)
        table = np.append(of_all.without, of_all.all_on)  # (C + 1,)
        shares = _errors_of_each(network, patches) / np.maximum(table, LEAST_ERROR)  # (N, C + 1)
        distances += ((shares - 1) ** 2).sum(1)
    is_above = (patches > 0).all(1)  # (N,)
    return int(np.where(is_above | ~is_above.any(), distances, np.inf).argmin())


def _errors_of_each(network: Autoencoder, patches: Floats) -> Floats:
    """Return each patch's errors without each component, and with all, shape (N, C + 1)."""
    codes = network.encode(patches)  # (N, C)
    misses = network.decode(codes) - patches  # (N, K)
    scaled = scaled_filters(codes, network.decoder_filters)  # (N, C, K)
    without = misses[:, None] - scaled  # (N, C, K)
    every = np.concatenate([without, misses[:, None]], 1)  # (N, C + 1, K)
    return np.asarray(np.sqrt((every**2).mean(-1)))


def most_costly(of_networks: list[Losses], most: int) -> list[int]:
    """Return the components that are shown where there is room for so many, in their order.

    They are those without which any of the networks loses most.
    """
    cost = np.max([each.without for each in of_networks], axis=0)  # (C,)
    return sorted(np.argsort(-cost, kind="stable")[:most].tolist())
