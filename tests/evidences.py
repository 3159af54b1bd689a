"""Evidence made by hand: networks whose filters are principal components, in any order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deconviz import curves
from deconviz.assembly import Autoencoder
from deconviz.comparison import principal_components
from deconviz.evidence import Evidence, Trained
from deconviz.experiment import Activation, Data, Network, Run, Series, Training
from deconviz.material import History

Floats = NDArray[np.float64]

SEEDS = tuple(range(10))
NOISE = (0.1, 0.01, 0.001)
HELD_OUT = curves.dataset(Data(curves=1, held_out=64))[1]
GAIN = 0.01  # of encoders: so small that tanh is the identity
SORTED = (2, 1, 0)  # the quietest component, the last, has the first principal component


def directions(kernel: int = 7, held_out: Floats = HELD_OUT) -> Floats:
    """The principal components, shape (K, K)."""
    return principal_components(curves.patches(held_out, kernel))


def network(filters: Floats, activation: Activation = "tanh", gain: float = GAIN) -> Autoencoder:
    """A network that projects patches on the span of orthonormal filters (C, K)."""
    return Autoencoder(filters * gain, np.zeros(len(filters)), filters / gain, 0.0, activation)


def in_order(order: Sequence[int], sign: float = 1) -> Autoencoder:
    """A network whose components have the principal components in this order."""
    return network(sign * directions()[list(order)])


def rotated(seed: int) -> Autoencoder:
    """A network whose filters span the first three principal components, in no order."""
    turned, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    return network(turned @ directions()[:3])


def trained(
    name: str,
    networks: Sequence[Autoencoder],
    *,
    code_noise: tuple[float, ...] = NOISE,
    data: Data | Series | None = None,
    held_out: Floats = HELD_OUT,
    along: Sequence[Sequence[Autoencoder]] | None = None,
) -> Trained:
    """A variant; `along` has the networks of earlier steps, T of them a seed."""
    earlier = along or [()] * len(networks)
    steps = [[*before, last] for before, last in zip(earlier, networks, strict=True)]
    channels, kernel = networks[0].decoder_filters.shape
    return Trained(
        name=name,
        run=Run(
            data=data or Data(),
            network=Network(channels=channels, kernel=kernel),
            training=Training(),
            code_noise=code_noise,
            input_noise=0.0,
        ),
        seeds=tuple(range(len(networks))),
        networks=tuple(networks),
        along=History(
            np.arange(1, len(steps[0]) + 1),
            np.ones((len(networks), len(steps[0]))),
            np.array([[one.encoder_kernels for one in of_seed] for of_seed in steps]),
            np.array([[one.decoder_filters for one in of_seed] for of_seed in steps]),
        ),
        held_out=held_out,
    )


def evidence(*variants: Trained) -> Evidence:
    return Evidence({variant.name: variant for variant in variants})
