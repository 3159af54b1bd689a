"""Made-up networks: in closed form, so that tests know what must come of them.

The first kind projects patches on principal components; the second is like trained networks, for
figures; the third lies in archives, for films.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from deconviz import paths
from deconviz.analysis.comparison import principal_components
from deconviz.analysis.ensemble import Ensemble
from deconviz.archive.files import write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import write_networks
from deconviz.archive.tensors import write_arrays
from deconviz.archive.upsampling import write_upsampling
from deconviz.arrays import Floats, Row, Singles
from deconviz.audit import noise_grid, questions, tables
from deconviz.audit.evidence import Evidence
from deconviz.audit.noise_grid import Cell
from deconviz.config.experiment import (
    Activation,
    CurveSettings,
    Experiment,
    NetworkSettings,
    PhotographSettings,
    SeriesSettings,
    TrainingSettings,
    UpsamplingSettings,
)
from deconviz.config.jobs import FilmJob, Fingerprints, UpsamplingJob
from deconviz.config.schema import FilmEntry
from deconviz.data import curves
from deconviz.data.curves import dataset
from deconviz.look.theme import ThemeName
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History
from deconviz.network.upsampling_history import UpsamplingHistory, Way, stops
from deconviz.plotting.inputs import Curves, FigureInputs

NOISE = (0.1, 0.01, 0.001)

# --- Projections on principal components ---

HELD_OUT = curves.dataset(CurveSettings(curves=1, held_out=64))[1]
GAIN = 0.01  # of encoders: so small that tanh is the identity
SORTED = (2, 1, 0)  # the quietest component, the last, has the first principal component


def directions(kernel: int = 7, held_out: Floats = HELD_OUT) -> Floats:
    """The principal components, shape (K, K)."""
    return principal_components(curves.patches(held_out, kernel))


def projection(filters: Floats, activation: Activation = "tanh", gain: float = GAIN) -> Autoencoder:
    """A network that projects patches on the span of orthonormal filters (C, K)."""
    return Autoencoder(filters * gain, np.zeros(len(filters)), filters / gain, 0.0, activation)


def in_order(order: Sequence[int], sign: float = 1) -> Autoencoder:
    """A network whose components have the principal components in this order."""
    return projection(sign * directions()[list(order)])


def rotated(seed: int) -> Autoencoder:
    """A network whose filters span the first three principal components, in no order."""
    turned, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    return projection(turned @ directions()[:3])


def ensemble(
    name: str,
    networks: Sequence[Autoencoder],
    *,
    code_noise: tuple[float, ...] = NOISE,
    data: CurveSettings | SeriesSettings | None = None,
    held_out: Floats = HELD_OUT,
    earlier: Sequence[Sequence[Autoencoder]] | None = None,
) -> Ensemble:
    """A variant's networks; `earlier` has those of earlier steps, T of them a seed."""
    before = earlier or [()] * len(networks)
    steps = [[*of_seed, last] for of_seed, last in zip(before, networks, strict=True)]
    channels, kernel = networks[0].decoder_filters.shape
    return Ensemble(
        name=name,
        experiment=Experiment(
            data=data or CurveSettings(),
            network=NetworkSettings(channels=channels, kernel=kernel),
            training=TrainingSettings(),
            code_noise=code_noise,
            input_noise=0.0,
        ),
        seeds=tuple(range(len(networks))),
        networks=tuple(networks),
        history=History(
            steps=np.arange(1, len(steps[0]) + 1),
            loss=np.ones((len(networks), len(steps[0])), np.float32),
            encoder_kernels=_along(steps, "encoder_kernels"),
            encoder_bias=_along(steps, "encoder_bias"),
            decoder_filters=_along(steps, "decoder_filters"),
            decoder_bias=_along(steps, "decoder_bias"),
        ),
        held_out=held_out,
    )


def _along(steps: Sequence[Sequence[Autoencoder]], weight: str) -> Singles:
    """Stack one weight of networks, seeds first and then steps."""
    return np.array([[getattr(network, weight) for network in of_seed] for of_seed in steps])


def evidence(*variants: Ensemble) -> Evidence:
    return Evidence({variant.name: variant for variant in variants})


# --- Like trained networks, for figures ---

DATA = CurveSettings(curves=200, held_out=40)
VARIANTS = ("baseline", "code-noise", "input-noise")
NOISY = ("code-noise", "input-noise")
AUDITED = (
    "source",
    "source-compound",
    "compound",
    "relu",
    "more-channels",
    "longer-kernel",
    "longer-signal",
    "real",
    "photograph",
    "photograph-code-noise",
)
ON_PHOTOGRAPH = ("photograph", "photograph-code-noise")
TABLES = ("ablation", "agreement", "real-data")  # that figures are drawn of
ROUGHNESS = 0.4  # of encoder kernels trained without noise on the input


def figure_inputs(
    variants: Sequence[str] = VARIANTS,
    seeds: int = 10,
    network: NetworkSettings | None = None,
    data: CurveSettings = DATA,
) -> FigureInputs:
    """Make up all that a figure may ask for."""
    network = network or NetworkSettings()
    curves = Curves(*dataset(data))
    return FigureInputs(
        data=data,
        network=network,
        seed=11,
        codes=((0.0, 0.1, 0.2)[: network.channels], (0.1, 0.1, 0.0)[: network.channels]),
        curves=curves,
        ensembles={
            name: on_photograph(name, seeds)
            if name in ON_PHOTOGRAPH
            else lifelike(name, seeds, network, curves)
            for name in variants
        },
        claims=claims(),
        tables=_tables(),
    )


def lifelike(variant: str, seeds: int, sizes: NetworkSettings, curves: Curves) -> Ensemble:
    """Make networks up: principal components, in the order of the noise or mixed at random.

    The decoder's filters span what the best linear decoder's do, and the encoder inverts it as
    well as the activation lets it; to kernels of networks without noise on the input it adds
    what curves do not see.
    """
    components = _upright(principal_components(curves.patches(sizes.points)))  # (K, K)
    leading = components[: sizes.channels][::-1] * np.geomspace(0.4, 4, sizes.channels)[:, None]
    rest = components[sizes.channels :]  # (K - C, K)
    networks = []
    for number in range(seeds):
        random = np.random.default_rng(number)
        mixing = _mixing(variant, sizes.channels, random)  # (C, C)
        unseen = 0 if variant == "input-noise" else ROUGHNESS
        kernels = np.linalg.pinv(mixing @ leading).T  # (C, K)
        kernels = kernels + unseen * random.normal(size=(sizes.channels, len(rest))) @ rest
        network = Autoencoder(
            encoder_kernels=kernels,
            encoder_bias=np.full(sizes.channels, 0.02),
            decoder_filters=mixing @ leading,
            decoder_bias=0.01,
            activation=sizes.activation,
        )
        networks.append(network)
    filters = np.stack([network.decoder_filters for network in networks])  # (S, C, K)
    return Ensemble(
        name=variant,
        experiment=Experiment(
            data=DATA,
            network=sizes,
            training=TrainingSettings(),
            code_noise=NOISE[: sizes.channels] if variant in (*NOISY, *AUDITED) else (),
            input_noise=0.01 if variant == "input-noise" else 0.0,
        ),
        seeds=tuple(11 * (number + 1) for number in range(seeds)),
        networks=tuple(networks),
        history=history(1e-5, seeds, filters=filters),
        held_out=curves.held_out,
        train=curves.train,
    )


PICTURE_SIZES = NetworkSettings(channels=6, kernel=(8, 8))
PICTURE_NOISE = (0.3, 0.2, 0.13, 0.08, 0.04, 0.01)
PICTURE = (32, 64)  # rows and columns: all in windows of 8 at a stride of 4


def waves(kernel: tuple[int, int] = (8, 8), count: int = 6) -> Floats:
    """Products of cosines, at right angles and of length 1, the flattest first, (count, K)."""
    across, down = (np.cos(np.pi * np.outer(np.arange(n), np.arange(n) + 0.5) / n) for n in kernel)
    flattest_first = sorted(np.ndindex(*kernel), key=lambda pair: (sum(pair), pair))[:count]
    products = np.array([np.outer(across[i], down[j]).ravel() for i, j in flattest_first])
    return np.asarray(products / np.linalg.norm(products, axis=1, keepdims=True))


def picture(seed: int) -> Floats:
    """A smooth picture, of mean 0, shape `PICTURE`."""
    steps = np.random.default_rng(seed).normal(size=PICTURE)
    sums = steps.cumsum(0).cumsum(1) / 100
    return np.asarray(sums - sums.mean())


def on_photograph(variant: str, seeds: int = 10) -> Ensemble:
    """Make networks on patches of a picture up: `waves`, ranked by the noise or mixed at random."""
    grid, channels = PICTURE_SIZES.grid, PICTURE_SIZES.channels
    ranked = variant == "photograph-code-noise"
    leading = waves()[::-1] * np.geomspace(0.4, 4, channels)[:, None]  # (C, K)
    networks = []
    for number in range(seeds):
        mixing = _mixing(
            "code-noise" if ranked else variant, channels, np.random.default_rng(number)
        )
        filters = mixing @ leading  # (C, K)
        kernels = np.asarray(np.linalg.pinv(filters).T, np.float64)  # (C, K)
        networks.append(Autoencoder(kernels, np.zeros(channels), filters, 0.01, "tanh", grid))
    filters = np.stack([network.decoder_filters for network in networks])  # (S, C, K)
    along = history(1e-3, seeds, filters=filters)
    return Ensemble(
        name=variant,
        experiment=Experiment(
            data=PhotographSettings(photograph="camera"),
            network=PICTURE_SIZES,
            training=TrainingSettings(),
            code_noise=PICTURE_NOISE if ranked else (),
            input_noise=0.0,
        ),
        seeds=tuple(11 * (number + 1) for number in range(seeds)),
        networks=tuple(networks),
        history=replace(along, encoder_kernels=along.decoder_filters),
        held_out=picture(1),
        train=picture(2),
    )


def evenly_on_photograph() -> Ensemble:
    """Give ranked networks a picture and its negative, so that patches have the mean 0 or almost.

    What zeroing a component costs is then the variance along it.
    """
    made = on_photograph("photograph-code-noise")
    both = np.concatenate([made.train, -made.train])
    return replace(made, train=both, held_out=both)


def with_directions(made: Ensemble, of_seeds: Sequence[Floats]) -> Ensemble:
    """Put networks in place of these that project on each seed's directions (C, K)."""
    grid = made.experiment.network.grid
    networks = tuple(replace(projection(of_seed), grid=grid) for of_seed in of_seeds)
    return replace(made, networks=networks, seeds=made.seeds[: len(networks)])


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


def _upright(directions: Floats) -> Floats:
    """Turn directions (N, K) so that their signs are the same on every machine."""
    return directions * np.sign(directions @ 0.5 ** np.arange(directions.shape[1]))[:, None]


def _mixing(variant: str, channels: int, random: np.random.Generator) -> Floats:
    """Return how filters are made of principal components: by their signs, or a rotation."""
    if variant in NOISY:
        return np.diag(random.choice([-1.0, 1.0], channels))
    return np.linalg.qr(random.normal(size=(channels, channels)))[0]


def every_variant() -> Evidence:
    """Make up networks for tables: those of the audit are sorted in some seeds only."""
    usual = [in_order(SORTED)] * 10
    kinds = dict.fromkeys(("code-noise", "input-noise", *AUDITED), usual)
    kinds["relu"] = kinds["baseline"] = [rotated(seed) for seed in range(10)]
    kinds["longer-signal"] = [*usual[:7], *(in_order((0, 1, 2)) for _ in range(3))]
    series = np.cumsum(np.random.default_rng(0).normal(size=(1, 300)), 1)
    own = ("real", *ON_PHOTOGRAPH)
    made = [ensemble(name, networks) for name, networks in kinds.items() if name not in own]
    made += map(on_photograph, ON_PHOTOGRAPH)
    known = ensemble("real", usual, data=SeriesSettings(series="ecg"), held_out=series)
    return evidence(*made, known)


def _cells() -> list[Cell]:
    """Make up a grid that works with much noise only."""
    good, bad = (ensemble("any", [make(seed) for seed in range(3)]) for make in (_sorted, rotated))
    return [
        Cell(code, on_input, good if code >= 0.1 else bad)
        for code in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
        for on_input in (0.0, 0.003, 0.01, 0.03, 0.1)
    ]


def _sorted(seed: int) -> Autoencoder:
    return in_order(SORTED, (-1.0) ** seed)


@cache
def claims() -> list[Row]:
    """The claims, as JSON has them, on made-up evidence."""
    return list(questions.record(questions.audit(every_variant()))["claims"])


@cache
def _tables() -> dict[str, list[Row]]:
    made = every_variant()
    drawn = {name: list(tables.TABLES[name](made)) for name in TABLES}
    return drawn | {"noise-grid": list(noise_grid.rows(_cells()))}


# --- Archives, for films ---

FILM_SEEDS = (11, 22, 33)
FILM_SEED = FILM_SEEDS[0]
FILM_DATA = CurveSettings(curves=512, held_out=32)
FILM_EXPERIMENTS = {
    variant: Experiment(
        data=FILM_DATA,
        network=NetworkSettings(),
        training=TrainingSettings(),
        code_noise=code_noise,
        input_noise=input_noise,
    )
    for variant, code_noise, input_noise in (
        ("baseline", (), 0.0),
        ("code-noise", NOISE, 0.0),
        ("input-noise", NOISE, 0.01),
    )
}
MADE_UP = Fingerprints(curves="made up", train="made up", upsampling="made up")
UPSAMPLING = UpsamplingJob(settings=UpsamplingSettings(), seeds=FILM_SEEDS)
BIAS = 0.012
SIZES = np.array([0.13, 0.9, 6.1])  # of the filters, as the noise on the code ranks them
EVEN_SIZE = 1.5  # of filters that nothing ranks
ROUGH = np.array([1, -6, 15, -20, 15, -6, 1]) / 30  # at right angles to all that is smooth


def write_archives(root: Path) -> None:
    """Write what films read, in the places where the pipeline writes it."""
    train, held_out = dataset(FILM_DATA)
    path = root / paths.curves_path()
    made_by = MadeBy(FILM_DATA, MADE_UP.curves)
    write_arrays(path, {"train": train, "held_out": held_out}, made_by.record())
    write_sums([path])
    ranked, inverse = SIZES[:, None] * _shapes(), _shapes() / SIZES[:, None]  # each (3, 7)
    even, its_inverse = EVEN_SIZE * _mixed(), _mixed() / EVEN_SIZE  # each (3, 7)
    _write_networks(root, "baseline", even, its_inverse + ROUGH)
    _write_networks(root, "code-noise", ranked, inverse + ROUGH)
    _write_networks(root, "input-noise", -ranked, -inverse)
    write_kernels(root, UPSAMPLING)


def write_kernels(root: Path, job: UpsamplingJob) -> None:
    """Write small kernels that double images, where the pipeline writes them."""
    made_by = MadeBy(job.settings, MADE_UP.upsampling)
    history = doubling(len(job.seeds), job.settings.steps)
    write_upsampling(root / paths.UPSAMPLING, history, made_by, job.seeds, {})


def doubling(seeds: int, steps: int = 1000) -> UpsamplingHistory:
    """Make a training up at whose end each point is shared among its neighbours."""
    kept = np.unique([0, 1, *stops(steps), round(steps**0.5)])  # (T,)
    share = ((kept / steps) ** 0.25)[:, None, None]  # (T, 1, 1) of the kernel that is learnt
    noise = np.random.default_rng(7).uniform(-0.25, 0.25, (seeds, 1, 4, 4))
    halves, quarters = np.array([0.5, 1.0, 0.5]), np.array([1.0, 3.0, 3.0, 1.0]) / 4
    blocks = noise[..., :2, :2].repeat(2, 2).repeat(2, 3)
    ends: dict[Way, tuple[Floats, Floats]] = {
        "kernel_3": (noise[..., :3, :3], np.outer(halves, halves)),
        "kernel_4": (noise, np.outer(quarters, quarters)),
        "equal_start": (blocks, np.outer(quarters, quarters)),
        "resize": (noise[..., 1:, 1:], np.outer(halves, halves) / 4),
    }
    kernels: dict[Way, Singles] = {
        way: np.asarray((1 - share) * start + share * end, np.float32)
        for way, (start, end) in ends.items()
    }
    loss = np.tile(0.1 / (1 + kept), (seeds, 1)).astype(np.float32)  # (S, T)
    return UpsamplingHistory(kept, kernels, dict.fromkeys(kernels, loss))


def film_job(name: str, theme: ThemeName, film: FilmEntry, *, ensemble: bool = False) -> FilmJob:
    """Return the job of a film of these archives."""
    return FilmJob(
        name=name,
        scene=name,
        theme=theme,
        film=film,
        experiments=FILM_EXPERIMENTS,
        data=FILM_DATA,
        seed=FILM_SEED,
        seeds=FILM_SEEDS if ensemble else (),
        upsampling=UPSAMPLING if film.upsampling else None,
        fingerprints=MADE_UP,
    )


def _shapes() -> Floats:
    """Return a bend, a slope and a level, at right angles and of length 1, shape (3, 7)."""
    x = np.arange(-3.0, 4.0)  # (7,)
    shapes = np.stack([x**2 - 4, x, np.ones(7)])  # (3, 7)
    return np.asarray(shapes / np.linalg.norm(shapes, axis=1, keepdims=True))


def _mixed() -> Floats:
    """Return the same three shapes turned, so that each filter has a part of each."""
    return np.asarray((np.eye(3) - 2 / 3) @ _shapes())  # (3, 7)


def _write_networks(root: Path, variant: str, decoder: Floats, encoder: Floats) -> None:
    """Write networks of all seeds: they differ in signs, and without noise in all else too."""
    networks = {}
    for number, seed in enumerate(FILM_SEEDS):
        mixing = np.eye(3) if number == 0 else _mixing(variant, 3, np.random.default_rng(number))
        weights = mixing @ encoder, np.zeros(3), mixing @ decoder
        networks[seed] = Autoencoder(*weights, BIAS, "tanh")
    files = {seed: root / paths.model_path(variant, seed) for seed in networks}
    history_file = root / paths.history_path(variant)
    made_by = MadeBy(FILM_EXPERIMENTS[variant], MADE_UP.train)
    write_networks(files, history_file, made_by, networks, _out_of_noise(networks), {})


def _out_of_noise(networks: Mapping[int, Autoencoder]) -> History:
    """Make a training up in which weights appear out of noise."""
    steps = np.unique(np.geomspace(1, 40_000, 40).round().astype(np.int64))  # (T,)
    share = (steps / steps[-1]) ** 0.25  # (T,) of the weights that are learnt
    noise = np.random.default_rng(6).normal(size=(len(networks), len(steps), 3, 7))
    last = list(networks.values())

    def along(weight: str) -> Singles:
        ends = np.stack([getattr(network, weight) for network in last])[:, None]  # (S, 1, ...)
        shares = share.reshape(1, -1, *[1] * (ends.ndim - 2))  # (1, T, ...)
        start = 0.3 * noise[..., : ends.shape[-1]] if ends.ndim == 4 else 0.0
        return np.asarray(shares * ends + (1 - shares) * start, np.float32)

    return History(
        steps=steps,
        loss=np.tile(1e-5 + 0.1 / steps, (len(networks), 1)).astype(np.float32),
        encoder_kernels=along("encoder_kernels"),
        encoder_bias=along("encoder_bias"),
        decoder_filters=along("decoder_filters"),
        decoder_bias=along("decoder_bias"),
    )
