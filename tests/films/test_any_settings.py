"""What a scene says it can show, it can: networks of odd sizes, on little data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz import paths
from deconviz.archive.files import write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import write_networks
from deconviz.archive.tensors import write_arrays
from deconviz.arrays import Singles
from deconviz.config.experiment import Experiment
from deconviz.config.file import load_config
from deconviz.config.jobs import experiment_of, film_job
from deconviz.config.schema import Config
from deconviz.data.curves import dataset
from deconviz.films.scene_files import problems, scene_file, scene_files
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History
from support.made_up import MADE_UP
from support.staging import film_stage
from support.workspace import ROOT

FILES = scene_files(ROOT / "scenes")
SCENES = sorted(name for file in FILES for name in file.scenes)
SEED, MOMENTS = 11, 9


def write_archives(root: Path, config: Config) -> None:
    """Write curves, and networks of random weights for the variant of the film."""
    train, held_out = dataset(config.data)
    drawn_by = MadeBy(config.data, MADE_UP.curves)
    arrays = {"train": train, "held_out": held_out}
    write_arrays(root / paths.curves_path(), arrays, drawn_by.record())
    write_sums([root / paths.curves_path()])
    experiment = experiment_of(config, "odd")
    networks = {seed: _random_network(experiment, seed) for seed in config.seeds}
    files = {seed: root / paths.model_path("odd", seed) for seed in networks}
    history = root / paths.history_path("odd")
    made_by = MadeBy(experiment, MADE_UP.train)
    write_networks(files, history, made_by, networks, _random_history(networks), {})


def _random_network(experiment: Experiment, seed: int) -> Autoencoder:
    size = (experiment.network.channels, experiment.network.kernel)
    encoder, decoder = np.random.default_rng(seed - SEED).normal(size=(2, *size))  # each (C, K)
    return Autoencoder(encoder, np.zeros(size[0]), decoder, 0.01, experiment.network.activation)


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


def config_of(scene: str, channels: int, **network: Any) -> Config:
    shows = scene_file(scene, FILES).scenes[scene]
    entry: dict[str, Any] = {"scene": scene, "seed": SEED}
    if shows.layer:
        entry["layer"] = {"input": [0.5, -3], "kernel": [1] * 8, "stride": 2}
    elif shows.networks[1] > 1:
        entry["variants"] = ["odd"] * shows.networks[1]
    else:
        entry["variant"] = "odd"
    stride = 1 if shows.overlaps else 1024
    odd: dict[str, Any] = {"network": {"channels": channels, "stride": stride, **network}}
    if shows.code_noise:
        odd["code_noise"] = np.geomspace(0.1, 0.001, channels).tolist()
    return load_config(
        ROOT / "workflow/config.yaml",
        {
            "data": {"curves": 1, "held_out": 2},
            "variants": {"odd": odd},
            "films": {"entries": {"Odd": entry}},
        },
    )


@pytest.mark.slow
@pytest.mark.parametrize("kernel", [2, 15])
@pytest.mark.parametrize("most", [False, True], ids=["fewest", "most"])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_shows_what_it_says(
    scene: str, activation: str, most: bool, kernel: int, tmp_path: Path
) -> None:
    file = scene_file(scene, FILES)
    channels = min(file.scenes[scene].channels[most], 9)
    config = config_of(scene, channels, kernel=kernel, activation=activation)
    assert problems(config, FILES) == []
    write_archives(tmp_path, config)
    needs = file.scenes[scene].ensemble
    job = film_job(config, "Odd", "dark", MADE_UP, needs_ensemble=needs)
    with film_stage(str(file.path), scene, tmp_path, job) as stage:
        for _ in stage.moments(MOMENTS):
            points = np.concatenate([part.points for part in stage.visible()])
            assert np.isfinite(points).all()
