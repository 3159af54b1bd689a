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
NETWORKS = {"SideBySide": 3, "SwitchingOff": 2, "InputNoise": 2}


def write_archives(root: Path, config: Config) -> None:
    """Write curves, and a network of random weights for the variant of the film."""
    train, held_out = dataset(config.data)
    drawn_by = MadeBy(config.data, MADE_UP.curves)
    arrays = {"train": train, "held_out": held_out}
    write_arrays(root / paths.curves_path(), arrays, drawn_by.record())
    write_sums([root / paths.curves_path()])
    experiment = experiment_of(config, "odd")
    size = (experiment.network.channels, experiment.network.kernel)
    encoder, decoder = np.random.default_rng(0).normal(size=(2, *size))  # each (C, K)
    bias = np.zeros(size[0])
    network = Autoencoder(encoder, bias, decoder, 0.01, experiment.network.activation)
    files = {SEED: root / paths.model_path("odd", SEED)}
    history = root / paths.history_path("odd")
    made_by = MadeBy(experiment, MADE_UP.train)
    write_networks(files, history, made_by, {SEED: network}, _two_steps(network), {})


def _two_steps(network: Autoencoder) -> History:
    """A training of two steps: it begins with half of the weights."""

    def along(weight: Any) -> Singles:
        return np.stack([weight / 2, weight])[None].astype(np.float32)

    return History(
        steps=np.array([1, 10]),
        loss=np.ones((1, 2), np.float32),
        encoder_kernels=along(network.encoder_kernels),
        encoder_bias=along(network.encoder_bias),
        decoder_filters=along(network.decoder_filters),
        decoder_bias=along(np.float64(network.decoder_bias)),
    )


def config_of(scene: str, channels: int, **network: Any) -> Config:
    entry: dict[str, Any] = {"scene": scene, "seed": SEED}
    count = NETWORKS.get(scene, 1)
    entry |= {"variants": ["odd"] * count} if count > 1 else {"variant": "odd"}
    odd = {"network": {"channels": channels, "stride": 1024, **network}}
    return load_config(
        ROOT / "workflow/config.yaml",
        {
            "data": {"curves": 1, "held_out": 2},
            "seeds": [SEED],
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
