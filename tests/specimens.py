"""Networks in closed form, like trained ones, for what is drawn of networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from deconviz import noise_sweep, tables
from deconviz.assembly import Autoencoder
from deconviz.claims import audit
from deconviz.comparison import principal_components
from deconviz.curves import dataset
from deconviz.evidence import Evidence
from deconviz.experiment import Data, Network, Run, Series, Training
from deconviz.material import Curves, History, Material, Networks
from deconviz.noise_sweep import Cell
from evidences import SORTED, evidence, in_order, rotated, trained

Floats = NDArray[np.float64]

DATA = Data(curves=200, held_out=40)
VARIANTS = ("baseline", "code-noise", "input-noise")
NOISE = {"code-noise": (0.1, 0.01, 0.001), "input-noise": (0.1, 0.01, 0.001)}
AUDITED = (
    "source",
    "source-compound",
    "compound",
    "relu",
    "more-channels",
    "longer-kernel",
    "longer-signal",
    "real",
)
TABLES = ("ablation", "agreement", "real-data")  # that figures are drawn of
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
        claims=_claims(),
        tables=_tables(),
    )


def networks(variant: str, seeds: int, sizes: Network, curves: Curves) -> Networks:
    """Make networks up: principal components, in the order of the noise or mixed at random.

    The decoder's filters span what the best linear decoder's do, and the encoder inverts it as
    well as the activation lets it; to kernels of networks without noise on the input it adds
    what curves do not see.
    """
    components = _turned(principal_components(curves.patches(sizes.kernel)))  # (K, K)
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
    return Networks(run, by_seed, history(1e-5, seeds, filters=_filters(by_seed)))


def _filters(by_seed: Mapping[int, Autoencoder]) -> Floats:
    return np.stack([network.decoder_filters for network in by_seed.values()])


def history(
    end: float, seeds: int = 10, last: int = 40_000, filters: Floats | None = None
) -> History:
    """Make a loss up that falls to about `end`, and filters that appear out of noise."""
    steps = np.unique(np.geomspace(1, last, 80).round().astype(np.int64))
    unlike = np.random.default_rng(4).uniform(0.9, 1.1, (seeds, len(steps)))
    loss = ((end + 0.3 / steps) * unlike).astype(np.float32)
    if filters is None:
        return History(steps, loss)
    noise = np.random.default_rng(5).normal(size=(len(filters), len(steps), *filters.shape[1:]))
    along = filters[:, None] + 10 * noise / steps[:, None, None]  # (S, T, C, K)
    return History(steps, loss, decoder_filters=along.astype(np.float32))


def _turned(directions: Floats) -> Floats:
    """Turn directions (N, K) so that their signs are the same on every machine."""
    return directions * np.sign(directions @ 0.5 ** np.arange(directions.shape[1]))[:, None]


def _mixing(variant: str, channels: int, random: np.random.Generator) -> Floats:
    """Return how filters are made of principal components: by their signs, or a rotation."""
    if variant in NOISE:
        return np.diag(random.choice([-1.0, 1.0], channels))
    return np.linalg.qr(random.normal(size=(channels, channels)))[0]


def _evidence() -> Evidence:
    """Make up networks for tables: those of the audit are sorted in some seeds only."""
    usual = [in_order(SORTED)] * 10
    kinds = dict.fromkeys(("code-noise", "input-noise", *AUDITED), usual)
    kinds["relu"] = kinds["baseline"] = [rotated(seed) for seed in range(10)]
    kinds["longer-signal"] = [*usual[:7], *(in_order((0, 1, 2)) for _ in range(3))]
    series = np.cumsum(np.random.default_rng(0).normal(size=(1, 300)), 1)
    made = [trained(name, networks) for name, networks in kinds.items() if name != "real"]
    known = trained("real", usual, data=Series(series="ecg"), held_out=series)
    return evidence(*made, known)


def _cells() -> list[Cell]:
    """Make up a sweep that works with much noise only."""
    good, bad = (trained("any", [make(seed) for seed in range(3)]) for make in (_sorted, rotated))
    return [
        Cell(code, on_input, good if code >= 0.1 else bad)
        for code in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
        for on_input in (0.0, 0.003, 0.01, 0.03, 0.1)
    ]


def _sorted(seed: int) -> Autoencoder:
    return in_order(SORTED, (-1.0) ** seed)


@cache
def _claims() -> list[tables.Row]:
    return list(audit.record(audit.audit(_evidence()))["claims"])


@cache
def _tables() -> dict[str, list[tables.Row]]:
    made = _evidence()
    drawn = {name: list(tables.TABLES[name](made)) for name in TABLES}
    return drawn | {"noise-sweep": list(noise_sweep.rows(_cells()))}
