"""What the audit looks at: all seeds' networks of each variant, and what they do on patches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deconviz import comparison, curves
from deconviz.alignment import align, chance_agreement
from deconviz.assembly import Autoencoder
from deconviz.experiment import Run, Series
from deconviz.material import History

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

LEAST_SEEDS = 10  # that a claim is decided on
SATURATED = 0.9  # of the size that tanh allows a code


class LackingError(Exception):
    """What the config does not have, and a claim needs."""


@dataclass(frozen=True)
class Trained:
    """The S networks of one variant, and the held-out signals that they never saw.

    Attributes
    ----------
    name
        The variant's.
    run
        The settings that they were trained with.
    seeds
        One a network.
    networks
        One a seed.
    along
        What they were during training.
    held_out
        Signals of shape (M, points).
    """

    name: str
    run: Run
    seeds: tuple[int, ...]
    networks: tuple[Autoencoder, ...]
    along: History
    held_out: Floats

    @cached_property
    def patches(self) -> Floats:
        """All windows of the held-out signals, shape (N, K)."""
        return curves.patches(self.held_out, self.run.network.kernel)

    @cached_property
    def decoder_filters(self) -> Floats:
        """Shape (S, C, K), in the order in which they were trained."""
        return np.stack([network.decoder_filters for network in self.networks])

    @cached_property
    def aligned_filters(self) -> Floats:
        """The same filters in one order and sign, shape (S, C, K)."""
        return align(self.decoder_filters).apply(self.decoder_filters)

    @cached_property
    def encoder_kernels(self) -> Floats:
        """Shape (S, C, K)."""
        return np.stack([network.encoder_kernels for network in self.networks])

    @cached_property
    def codes(self) -> Floats:
        """What the networks make of `patches`, shape (S, N, C)."""
        return np.stack([network.encode(self.patches) for network in self.networks])

    @property
    def share_saturated(self) -> Floats:
        """The share of `codes` beyond `SATURATED` in size, shape (S, C)."""
        return np.asarray((np.abs(self.codes) > SATURATED).mean(1))

    @property
    def chance_aligned(self) -> float:
        """The mean |cos| that as many filters of random directions have once aligned."""
        return _chance_aligned(len(self.seeds), self.run.network.channels)

    @cached_property
    def losses(self) -> Floats:
        """Mean squared error on `patches`, shape (S,)."""
        return self.losses_on(self.patches)

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
    def floor(self) -> float:
        """The least mean squared error of any linear decoder with as many components."""
        return comparison.pca_floor(self.patches, self.run.network.channels)

    @property
    def variance(self) -> float:
        """The mean squared deviation of `patches` from their mean patch."""
        return comparison.pca_floor(self.patches, 0)

    @cached_property
    def likeness(self) -> Floats:
        """|cos| of each filter with each principal component, shape (S, C, C)."""
        return self.likeness_of(self.decoder_filters)

    @cached_property
    def quietest_first(self) -> Integers:
        """The components by their code noise, shape (C,).

        Raises
        ------
        LackingError
            If no two components differ in it.
        """
        noise = np.array(self.run.code_noise)
        if len(set(self.run.code_noise)) < 2:
            raise LackingError(f"the code noise of {self.name} is the same on all components")
        return np.argsort(noise, kind="stable")

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

    def likeness_of(self, filters: NDArray[np.floating[Any]]) -> Floats:
        """Return |cos| of filters (..., C, K) with the C principal components, (..., C, C)."""
        leading = comparison.principal_components(self.patches)[: filters.shape[-2]]  # (C, K)
        exact = filters.astype(np.float64)
        return np.abs(comparison.cosines(exact[..., :, None, :], leading))


@dataclass(frozen=True)
class Evidence:
    """All variants that were trained, by name."""

    variants: Mapping[str, Trained]

    def of(self, name: str) -> Trained:
        """Return a variant's networks.

        Raises
        ------
        LackingError
            If the config has no such variant.
        """
        if name not in self.variants:
            raise LackingError(f"the config has no variant {name}")
        return self.variants[name]

    def alike(self, *names: str) -> list[Trained]:
        """Return variants whose networks have the same sizes.

        Raises
        ------
        LackingError
            If the config lacks one of them, or they differ in channels or kernel.
        """
        found = [self.of(name) for name in names]
        for trained in found[1:]:
            if _sizes(trained)[:2] != _sizes(found[0])[:2]:
                raise LackingError(f"{names[0]} and {trained.name} have networks of unlike sizes")
        return found

    def larger_than(self, name: str) -> list[Trained]:
        """Return the variants with as many deviations as channels whose network is larger.

        It has more channels, a longer kernel or a longer curve than that of `name`.

        Raises
        ------
        LackingError
            If there is no such variant.
        """
        usual = _sizes(self.of(name))
        found = [
            trained
            for trained in self.variants.values()
            if trained.run.code_noise
            and not isinstance(trained.run.data, Series)
            and any(size > other for size, other in zip(_sizes(trained), usual, strict=True))
        ]
        if not found:
            raise LackingError(f"the config has no larger network than {name} with code noise")
        return found

    def on_series(self) -> Trained:
        """Return the first variant that was trained on a measured series.

        Raises
        ------
        LackingError
            If there is none.
        """
        for trained in self.variants.values():
            if isinstance(trained.run.data, Series):
                return trained
        raise LackingError("the config has no variant that is trained on a measured series")


@cache
def _chance_aligned(seeds: int, channels: int) -> float:
    return chance_agreement(seeds, channels, channels, np.random.default_rng(0))


def _sizes(trained: Trained) -> tuple[int, int, int]:
    network = trained.run.network
    return network.channels, network.kernel, trained.run.data.points
