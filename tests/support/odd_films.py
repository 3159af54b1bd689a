"""Films of networks of any size, with random weights: a config, its archives, and the stage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from deconviz import paths
from deconviz.archive.files import write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import write_networks
from deconviz.archive.tensors import write_arrays
from deconviz.arrays import Singles
from deconviz.config.experiment import Experiment
from deconviz.config.file import load_config
from deconviz.config.jobs import experiment_of, film_job, upsampling_job
from deconviz.config.schema import Config
from deconviz.data.curves import dataset
from deconviz.films.scene_files import scene_file, scene_files
from deconviz.look.theme import ThemeName
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History
from support.made_up import MADE_UP, write_kernels
from support.staging import ROOT, Stage, film_stage

SEED = 11
FILES = scene_files(ROOT / "scenes")


def odd_config(
    scene: str,
    network: dict[str, Any],
    *,
    networks: int = 1,
    layer: dict[str, Any] | None = None,
    upsampling: bool = False,
    seed: int = SEED,
    code_noise: tuple[float, ...] = (),
    input_noise: float = 0.0,
    data: dict[str, Any] | None = None,
    **settings: Any,
) -> Config:
    """A config with one film, Odd, of a scene, and one variant, odd, of networks like this.

    Parameters
    ----------
    scene
        The film's.
    network
        What differs from the common settings: channels, kernel, stride, activation.
    networks
        How many the film shows: the variant so many times.
    layer
        What it shows instead of networks.
    upsampling
        Whether it shows small kernels that double images instead of networks.
    seed
        Whose network it shows.
    code_noise, input_noise
        Of the variant.
    data
        What differs from 40 held-out curves that are as long as the kernel, or 15 points.
    settings
        Others of the config.
    """
    shown: dict[str, Any] = {"variants": ["odd"] * networks} if networks > 1 else {"variant": "odd"}
    if layer:
        shown = {"layer": layer}
    if upsampling:
        shown = {"upsampling": True}
    noise = {"code_noise": list(code_noise), "input_noise": input_noise}
    odd = {**noise, "network": network}
    curves = {"curves": 1, "held_out": 40, "points": max(15, network.get("kernel", 0))}
    return load_config(
        ROOT / "workflow/config.yaml",
        {
            "data": {**curves, **(data or {})},
            "variants": {"odd": odd},
            "films": {"entries": {"Odd": {"scene": scene, "seed": seed, **shown}}},
            **settings,
        },
    )


@contextmanager
def odd_stage(
    config: Config, folder: Path, theme: ThemeName = "dark", *, silent: bool = False
) -> Iterator[Stage]:
    """Set the film of a config up, with archives that are written to a folder.

    Parameters
    ----------
    config
        With the film.
    folder
        For archives.
    theme
        Of the film.
    silent
        Whether codes, filters and outputs of networks are all zero.
    """
    write_archives(folder, config, silent=silent)
    film = config.films.entries["Odd"]
    if film.upsampling:
        write_kernels(folder, upsampling_job(config))
    scene = str(film.scene)
    file = scene_file(scene, FILES)
    needs = file.scenes[scene].ensemble
    job = film_job(config, "Odd", theme, MADE_UP, needs_ensemble=needs)
    with film_stage(str(file.path), scene, folder, job) as stage:
        yield stage


def write_archives(root: Path, config: Config, *, silent: bool = False) -> None:
    """Write curves, and networks of random weights, or of none, for the variant of the film."""
    train, held_out = dataset(config.data)
    drawn_by = MadeBy(config.data, MADE_UP.curves)
    arrays = {"train": train, "held_out": held_out}
    write_arrays(root / paths.curves_path(), arrays, drawn_by.record())
    write_sums([root / paths.curves_path()])
    experiment = experiment_of(config, "odd")
    network = _silent_network if silent else _random_network
    networks = {seed: network(experiment, seed) for seed in config.seeds}
    files = {seed: root / paths.model_path("odd", seed) for seed in networks}
    history = root / paths.history_path("odd")
    made_by = MadeBy(experiment, MADE_UP.train)
    write_networks(files, history, made_by, networks, _random_history(networks), {})


def _random_network(experiment: Experiment, seed: int) -> Autoencoder:
    size = (experiment.network.channels, experiment.network.points)
    encoder, decoder = np.random.default_rng(seed - SEED).normal(size=(2, *size))  # each (C, K)
    return Autoencoder(encoder, np.zeros(size[0]), decoder, 0.01, experiment.network.activation)


def _silent_network(experiment: Experiment, _: int) -> Autoencoder:
    nothing = np.zeros((experiment.network.channels, experiment.network.points))  # (C, K)
    return Autoencoder(nothing, nothing[:, 0], nothing, 0.0, experiment.network.activation)


def _random_history(networks: dict[int, Autoencoder]) -> History:
    """Make a training up that only scales the weights."""
    steps = np.array([1, 10, 100])
    grown = np.array([0.3, 0.6, 1.0], np.float32)  # (T,)

    def along(weight: str) -> Singles:
        ends = np.array([getattr(network, weight) for network in networks.values()])  # (S, ...)
        return np.stack([ends * share for share in grown], 1).astype(np.float32)  # (S, T, ...)

    return History(
        steps=steps,
        loss=np.ones((len(networks), len(steps)), np.float32),
        encoder_kernels=along("encoder_kernels"),
        encoder_bias=along("encoder_bias"),
        decoder_filters=along("decoder_filters"),
        decoder_bias=along("decoder_bias"),
    )
