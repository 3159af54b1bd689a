"""What the explorer has of a variant is what its archives hold."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from deconviz import paths
from deconviz.analysis.curve_example import curve_example
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_model
from deconviz.arrays import Floats
from deconviz.config.site_jobs import SiteVariantJob
from deconviz.network.autoencoder import Autoencoder
from deconviz.pipeline.reading import read_curves
from deconviz.site import data_script, variant_data
from support.made_up import FILM_DATA, FILM_EXPERIMENTS, FILM_SEEDS, MADE_UP


def job(variant: str = "code-noise") -> SiteVariantJob:
    return SiteVariantJob(
        variant=variant,
        experiment=FILM_EXPERIMENTS[variant],
        seeds=FILM_SEEDS,
        data=FILM_DATA,
        fingerprints=MADE_UP,
    )


@pytest.fixture(scope="module")
def archived(networks: Path) -> dict[int, Autoencoder]:
    made_by = MadeBy(FILM_EXPERIMENTS["code-noise"], MADE_UP.train)
    files = {seed: networks / paths.model_path("code-noise", seed) for seed in FILM_SEEDS}
    return {seed: read_model(file, made_by, seed).network for seed, file in files.items()}


@pytest.fixture(scope="module")
def held_out(networks: Path) -> Floats:
    made_by = MadeBy(FILM_DATA, MADE_UP.curves)
    return read_curves(networks / paths.curves_path(), made_by).held_out


def test_numbers_are_those_of_the_archives_to_the_last_digit(
    archived: dict[int, Autoencoder], held_out: Floats, tmp_path: Path
) -> None:
    path = tmp_path / "code-noise.js"
    data_script.write(path, "variants", variant_data.content(job(), archived, held_out))
    written = path.read_text(encoding="utf-8").partition('["code-noise"] = ')[2]
    content = json.loads(written.rstrip().rstrip(";"))
    assert list(content["seeds"]) == [str(seed) for seed in FILM_SEEDS]
    for seed, network in archived.items():
        weights = content["seeds"][str(seed)]
        np.testing.assert_array_equal(weights["encoder"], network.encoder_kernels)
        np.testing.assert_array_equal(weights["encoderBias"], network.encoder_bias)
        np.testing.assert_array_equal(weights["decoder"], network.decoder_filters)
        assert weights["decoderBias"] == network.decoder_bias


def test_the_first_curve_is_that_of_the_films_and_each_is_there_once(
    archived: dict[int, Autoencoder], held_out: Floats
) -> None:
    curves = np.array(variant_data.content(job(), archived, held_out)["curves"])
    np.testing.assert_array_equal(curves[0], curve_example(held_out).values)
    assert len(np.unique(curves, axis=0)) == len(curves) == min(len(held_out), variant_data.CURVES)
    assert {tuple(curve) for curve in curves} <= {tuple(curve) for curve in held_out}


@pytest.mark.parametrize(("count", "points"), [(400, 15), (400, 2000), (2, 4096), (1, 307)])
def test_long_curves_are_fewer_and_one_is_always_there(
    archived: dict[int, Autoencoder], count: int, points: int
) -> None:
    held_out = np.random.default_rng(0).uniform(size=(count, points))
    content = variant_data.content(job(), archived, held_out)
    sizes = np.shape(content["curves"])
    assert sizes[1] == content["points"] == points
    assert 1 <= sizes[0] <= min(count, variant_data.CURVES)
    assert sizes[0] == 1 or sizes[0] * points <= variant_data.NUMBERS


@pytest.mark.parametrize("variant", FILM_EXPERIMENTS)
def test_sizes_and_noise_are_those_of_training(
    archived: dict[int, Autoencoder], held_out: Floats, variant: str
) -> None:
    experiment = FILM_EXPERIMENTS[variant]
    content = variant_data.content(job(variant), archived, held_out)
    assert content["codeNoise"] == list(experiment.code_noise)
    assert content["inputNoise"] == experiment.input_noise
    sizes = (content["channels"], content["kernel"], content["stride"], content["activation"])
    network = experiment.network
    assert sizes == (network.channels, network.points, network.stride, network.activation)
