"""What a scene says it can show, it can: networks of odd sizes, on little data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.config.schema import Config
from deconviz.films.scene_files import problems
from support.odd_films import FILES, odd_config, odd_stage
from support.staging import Stage

SHOWS = {name: shows for file in FILES for name, shows in file.scenes.items()}
MOMENTS = 9


LAYERS = {
    1: {"input": [0.5, -3], "kernel": [1] * 8, "stride": 2},
    2: {"input": [[2, 1], [1, 3]], "kernel": [[1, 2], [3, 1]], "stride": 1},
}
"""By dimensions."""
OF_SETTING: dict[str, dict[str, Any]] = {
    "stride": {"input": [0.5, -3], "kernel": [1] * 8, "stride": 2},
    "padding": {"input": [0.5, -3], "kernel": [1] * 8, "stride": 2, "padding": 4},
    "output_padding": {"input": [0.5, -3], "kernel": [1] * 8, "stride": 2, "output_padding": 1},
    "dilation": {"input": [0.5, -3], "kernel": [1] * 4, "stride": 2, "dilation": 4},
    "groups": {"in_channels": 2, "out_channels": 6, "groups": [2, 1]},
}
"""By what a scene is about."""


def config_of(scene: str, network: dict[str, Any]) -> Config:
    """A config of as many networks as the scene shows, or of a layer."""
    shows = SHOWS[scene]
    layer = OF_SETTING.get(shows.setting, LAYERS[shows.dimensions[1]])
    noise = np.geomspace(0.1, 0.001, network["channels"]).tolist() if shows.code_noise else []
    return odd_config(
        scene,
        {"stride": 1 if shows.overlaps else 1024, **network},
        networks=shows.networks[1],
        layer=layer if shows.layer else None,
        upsampling=shows.upsampling,
        code_noise=tuple(noise),
        input_noise=0.01 if shows.input_noise else 0.0,
        data={"held_out": 2, "points": 15},
    )


OF_NETWORKS = [name for name, shows in SHOWS.items() if not shows.layer and not shows.upsampling]
OTHERS = [name for name in SHOWS if name not in OF_NETWORKS]


@pytest.mark.slow
@pytest.mark.parametrize("kernel", [2, 15])
@pytest.mark.parametrize("most", [False, True], ids=["fewest", "most"])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("scene", OF_NETWORKS)
def test_a_scene_shows_the_networks_that_it_says(
    scene: str, activation: str, most: bool, kernel: int, tmp_path: Path
) -> None:
    channels = min(SHOWS[scene].channels[most], 9)
    network = {"channels": channels, "kernel": kernel, "activation": activation}
    config = config_of(scene, network)
    assert problems(config, FILES) == []
    with odd_stage(config, tmp_path) as stage:
        check_finite(stage)


@pytest.mark.slow
@pytest.mark.parametrize("scene", OTHERS)
def test_a_scene_shows_the_layer_that_it_says(scene: str, tmp_path: Path) -> None:
    config = config_of(scene, {"channels": 3, "kernel": 7})
    assert problems(config, FILES) == []
    with odd_stage(config, tmp_path) as stage:
        check_finite(stage)


@pytest.mark.slow
@pytest.mark.parametrize("scene", OF_NETWORKS)
def test_a_scene_shows_networks_that_make_nothing(scene: str, tmp_path: Path) -> None:
    channels = SHOWS[scene].channels[0]
    config = config_of(scene, {"channels": channels, "kernel": 7, "activation": "relu"})
    with odd_stage(config, tmp_path, silent=True) as stage:
        check_finite(stage)


def check_finite(stage: Stage) -> None:
    """Check that all that is visible has a place."""
    for _ in stage.moments(MOMENTS):
        points = np.concatenate([part.points for part in stage.visible()])
        assert np.isfinite(points).all()
