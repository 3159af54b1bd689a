"""What figures are drawn from: curves and networks as arrays, and what to show of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deconviz.assembly import Autoencoder
from deconviz.curves import patches
from deconviz.experiment import Data, Network, Run

Floats = NDArray[np.float64]
Row = dict[str, Any]

NO_FILTERS = np.empty((0, 0, 0, 0), np.float32)


@dataclass(frozen=True)
class Curves:
    """Curves of P points.

    Attributes
    ----------
    train
        Those that networks are trained on, shape (N, P).
    held_out
        Those that no network sees in training, shape (M, P).
    """

    train: Floats
    held_out: Floats

    @classmethod
    def none(cls) -> Curves:
        """Return no curves."""
        return cls(np.empty((0, 0)), np.empty((0, 0)))

    def patches(self, kernel: int) -> Floats:
        """Cut every window out of every held-out curve, shape (M * (P - kernel + 1), kernel)."""
        return patches(self.held_out, kernel)


@dataclass(frozen=True)
class History:
    """Networks along training.

    Attributes
    ----------
    steps
        Shape (T,).
    loss
        Mean squared error, shape (S, T), a row a seed.
    encoder_kernels, decoder_filters
        Shape (S, T, C, K).
    """

    steps: NDArray[np.int64]
    loss: NDArray[np.float32]
    encoder_kernels: NDArray[np.float32] = field(default_factory=lambda: NO_FILTERS)
    decoder_filters: NDArray[np.float32] = field(default_factory=lambda: NO_FILTERS)

    @classmethod
    def none(cls) -> History:
        """Return that of no step."""
        return cls(np.empty(0, np.int64), np.empty((0, 0), np.float32))

    def of(self, seeds: slice) -> History:
        """Return that of some of the seeds."""
        return History(
            self.steps, self.loss[seeds], self.encoder_kernels[seeds], self.decoder_filters[seeds]
        )


@dataclass(frozen=True)
class Networks:
    """The networks of all S seeds of a variant.

    Attributes
    ----------
    run
        The settings that they were trained with.
    by_seed
        A network a seed, in the order of the config; none where not asked for.
    history
        How they were trained; of no step where not asked for.
    """

    run: Run
    by_seed: Mapping[int, Autoencoder]
    history: History = field(default_factory=History.none)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Their seeds."""
        return tuple(self.by_seed)

    @property
    def decoder_filters(self) -> Floats:
        """All decoder filters, shape (S, C, K)."""
        return np.stack([network.decoder_filters for network in self.by_seed.values()])

    @property
    def encoder_kernels(self) -> Floats:
        """All encoder kernels, shape (S, C, K)."""
        return np.stack([network.encoder_kernels for network in self.by_seed.values()])


@dataclass(frozen=True)
class Material:
    """All that a figure may ask for; what it did not ask for is empty.

    Attributes
    ----------
    data, network
        The settings that all variants share.
    seed
        Of the network that is shown where one stands for all.
    codes
        To show the decoder with.
    curves
        None where not asked for.
    variants
        Networks by the variant's name, in the order of the config.
    claims
        As `deconviz.claims` records them.
    tables
        Rows by the table's name.
    """

    data: Data
    network: Network
    seed: int
    codes: tuple[tuple[float, ...], ...] = ()
    curves: Curves = field(default_factory=Curves.none)
    variants: Mapping[str, Networks] = field(default_factory=dict)
    claims: Sequence[Row] = ()
    tables: Mapping[str, list[Row]] = field(default_factory=dict)
