"""The networks of all seeds of a variant, and what they do on held-out data: measured once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deconviz.analysis import comparison
from deconviz.analysis.alignment import Alignment, align, chance_agreement
from deconviz.arrays import Floats, Integers
from deconviz.config.experiment import Experiment
from deconviz.data import pictures
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History

SATURATED = 0.9  # of the size that tanh allows a code


@dataclass(frozen=True)
class Ensemble:
    """The S networks of one variant, and the held-out signals that they never saw.

    Attributes
    ----------
    name
        The variant's.
    experiment
        The settings that they were trained with.
    seeds
        One per network.
    networks
        One per seed, in the same order; none if only their history was read.
    history
        The same networks along training; of no step if it was not read.
    held_out
        Curves of shape (M, points), or a picture of shape (rows, columns).
    train
        Those that they were trained on, of such a shape; none if they were not read.
    """

    name: str
    experiment: Experiment
    seeds: tuple[int, ...]
    networks: tuple[Autoencoder, ...] = ()
    history: History = field(default_factory=History)
    held_out: Floats = field(default_factory=lambda: np.empty((0, 0)))
    train: Floats = field(default_factory=lambda: np.empty((0, 0)))

    def network(self, seed: int) -> Autoencoder:
        """Return the network of a seed."""
        return self.networks[self.seeds.index(seed)]

    @property
    def channels(self) -> int:
        """Components of a code."""
        return self.experiment.network.channels

    @property
    def on_pictures(self) -> bool:
        """Whether the networks' windows are of pictures."""
        return bool(self.experiment.network.grid)

    @cached_property
    def patches(self) -> Floats:
        """Windows of the held-out signals, shape (N, K): of curves all."""
        return pictures.patches(self.held_out, self.experiment.network.kernel)

    @cached_property
    def seen(self) -> Floats:
        """The windows that the networks were trained on, shape (N, K)."""
        return pictures.patches(self.train, self.experiment.network.kernel)

    @cached_property
    def components_seen(self) -> Floats:
        """The principal components of `seen`, shape (K, K)."""
        return comparison.principal_components(self.seen)

    @property
    def leading_seen(self) -> Floats:
        """As many of these as the code has components, shape (C, K)."""
        return self.components_seen[: self.channels]

    @cached_property
    def decoder_filters(self) -> Floats:
        """Shape (S, C, K), in the order in which they were trained."""
        return np.stack([network.decoder_filters for network in self.networks])

    @cached_property
    def encoder_kernels(self) -> Floats:
        """Shape (S, C, K)."""
        return np.stack([network.encoder_kernels for network in self.networks])

    @cached_property
    def alignment(self) -> Alignment:
        """How the decoders' filters come into one order and sign."""
        return align(self.decoder_filters)

    @cached_property
    def aligned_filters(self) -> Floats:
        """The decoders' filters in one order and sign, shape (S, C, K)."""
        return self.alignment.apply(self.decoder_filters)

    @property
    def chance_aligned(self) -> float:
        """The mean |cos| that as many filters of random directions have once aligned."""
        return _chance_aligned(len(self.seeds), self.channels)

    @cached_property
    def codes(self) -> Floats:
        """What the networks make of `patches`, shape (S, N, C)."""
        return np.stack([network.encode(self.patches) for network in self.networks])

    @property
    def share_saturated(self) -> Floats:
        """The share of `codes` beyond `SATURATED` in size, shape (S, C)."""
        return np.asarray((np.abs(self.codes) > SATURATED).mean(1))

    @cached_property
    def losses(self) -> Floats:
        """Mean squared error on `patches`, shape (S,)."""
        return self.losses_on(self.patches)

    def losses_on(self, patches: Floats) -> Floats:
        """Return the mean squared error on any patches (N, K), shape (S,)."""
        return np.array(
            [
                comparison.mean_squared_error(
                    patches,
                    network.encode(patches),
                    network.decoder_filters,
                    network.decoder_bias,
                )
                for network in self.networks
            ]
        )

    @cached_property
    def zeroed(self) -> Floats:
        """Mean squared error on `patches` with each component set to zero, shape (S, C)."""
        return np.array(
            [
                comparison.ablation(
                    self.patches, codes, network.decoder_filters, network.decoder_bias
                )
                for network, codes in zip(self.networks, self.codes, strict=True)
            ]
        )

    @cached_property
    def patch_errors(self) -> Floats:
        """Each patch's mean squared error, on average over the seeds, shape (N,)."""
        outputs = [network.decode(network.encode(self.patches)) for network in self.networks]
        each = [((output - self.patches) ** 2).mean(-1) for output in outputs]  # S times (N,)
        return np.asarray(np.mean(each, axis=0))

    @cached_property
    def floor(self) -> float:
        """The least mean squared error of any linear decoder with as many components."""
        return self.floor_of(self.channels)

    def floor_of(self, components: int) -> float:
        """Return the least mean squared error of any linear decoder with so many components."""
        return comparison.pca_floor(self.patches, components)

    @property
    def variance(self) -> float:
        """The mean squared deviation of `patches` from their mean patch."""
        return self.floor_of(0)

    @cached_property
    def likeness(self) -> Floats:
        """|cos| of each filter with each principal component, shape (S, C, C)."""
        return self.likeness_of(self.decoder_filters)

    def likeness_of(self, filters: NDArray[np.floating[Any]]) -> Floats:
        """Return |cos| of filters (..., C, K) with the C principal components, (..., C, C)."""
        leading = comparison.principal_components(self.patches)[: filters.shape[-2]]  # (C, K)
        exact = filters.astype(np.float64)
        return np.abs(comparison.cosines(exact[..., :, None, :], leading))

    @property
    def unranked(self) -> str:
        """Why noise on the code does not rank the components; empty if it does."""
        if len(set(self.experiment.code_noise)) < 2:
            return f"the code noise of {self.name} is the same on all components"
        return ""

    @cached_property
    def quietest_first(self) -> Integers:
        """The components by the noise on their code, shape (C,), where that ranks them."""
        return np.argsort(np.array(self.experiment.code_noise), kind="stable")

    @property
    def without_lead(self) -> str:
        """Why the two quietest components have no `lead`; empty if they have one."""
        if self.unranked:
            return self.unranked
        if self.channels < 3:
            return f"{self.name} has fewer than three components"
        return ""

    @cached_property
    def lead(self) -> Floats:
        """How much better the two quietest components fit in order than swapped, shape (S, T).

        Along training: 1 if the quietest has the direction of the first principal component and
        the next that of the second, -1 if it is the other way round.
        """
        filters = self.history.decoder_filters[:, :, self.quietest_first[:2]]  # (S, T, 2, K)
        leading = comparison.principal_components(self.patches)[:2]  # (2, K)
        return comparison.lead_in_order(filters.astype(np.float64), leading)


@cache
def _chance_aligned(seeds: int, channels: int) -> float:
    return chance_agreement(seeds, channels, channels, np.random.default_rng(0))
