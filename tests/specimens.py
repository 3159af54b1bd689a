"""Networks in closed form, like trained ones, for what is drawn of networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deconviz.assembly import Autoencoder
from deconviz.comparison import principal_components
from deconviz.curves import dataset
from deconviz.experiment import Data, Network, Run, Training
from deconviz.material import Curves, History, Material, Networks

Floats = NDArray[np.float64]

DATA = Data(curves=200, held_out=40)
VARIANTS = ("baseline", "code-noise", "input-noise")
NOISE = {"code-noise": (0.1, 0.01, 0.001), "input-noise": (0.1, 0.01, 0.001)}
ROUGH = 0.4  # of encoder kernels trained without noise on the input


def material(
    variants: Sequence[str] = VARIANTS,
    seeds: int = 10,
    network: Network | None = None,
    data: Data = DATA,
) -> Material:
    """Make up all that a figure may ask for."""
    network = network or Network()
    curves = Curves(*dataset(data))
    return Material(
        data=data,
        network=network,
        seed=11,
        codes=((0.0, 0.1, 0.2)[: network.channels], (0.1, 0.1, 0.0)[: network.channels]),
        curves=curves,
        variants={name: networks(name, seeds, network, curves) for name in variants},
    )


def networks(variant: str, seeds: int, sizes: Network, curves: Curves) -> Networks:
    """Make networks up: principal components, in the order of the noise or mixed at random.

    The decoder's filters span what the best linear decoder's do, and the encoder inverts it as
    well as the activation lets it; to kernels of networks without noise on the input it adds
    what curves do not see.
    """
    components = principal_components(curves.patches(sizes.kernel))  # (K, K)
    leading = components[: sizes.channels][::-1] * np.geomspace(0.4, 4, sizes.channels)[:, None]
    rest = components[sizes.channels :]  # (K - C, K)
    by_seed = {}
    for number in range(seeds):
        random = np.random.default_rng(number)
        mixing = _mixing(variant, sizes.channels, random)  # (C, C)
        unseen = 0 if variant == "input-noise" else ROUGH
        kernels = np.linalg.pinv(mixing @ leading).T  # (C, K)
        kernels = kernels + unseen * random.normal(size=(sizes.channels, len(rest))) @ rest
        by_seed[11 * (number + 1)] = Autoencoder(
            encoder_kernels=kernels,
            encoder_bias=np.full(sizes.channels, 0.02),
            decoder_filters=mixing @ leading,
            decoder_bias=0.01,
            activation=sizes.activation,
        )
    run = Run(
        data=DATA,
        network=sizes,
        training=Training(),
        code_noise=NOISE.get(variant, ())[: sizes.channels],
        input_noise=0.01 if variant == "input-noise" else 0.0,
    )
    return Networks(run, by_seed, history(1e-5, seeds))


def history(end: float, seeds: int = 10, last: int = 40_000) -> History:
    """Make a loss up that falls to about `end`."""
    steps = np.unique(np.geomspace(1, last, 80).round().astype(np.int64))
    unlike = np.random.default_rng(4).uniform(0.9, 1.1, (seeds, len(steps)))
    return History(steps, ((end + 0.3 / steps) * unlike).astype(np.float32))


def _mixing(variant: str, channels: int, random: np.random.Generator) -> Floats:
    """Return how filters are made of principal components: by their signs, or a rotation."""
    if variant in NOISE:
        return np.diag(random.choice([-1.0, 1.0], channels))
    return np.linalg.qr(random.normal(size=(channels, channels)))[0]
