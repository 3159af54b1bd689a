"""SideBySide: bars are how far components move the output, of one network and of all seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.config.schema import FilmEntry
from support import layout_rules, made_up
from support.control_frames import SEED, VARIANTS
from support.made_up import FILM_SEEDS
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage

FILE, SCENE = "scenes/side_by_side.py", "SideBySide"
# Seconds: thin bars, families at rest and on their way, bars with numbers, thin bars again.
FIRST, OPEN, ON_THE_WAY, NUMBERS, LAST = 0.0, 5.0, 6.7, 12.0, 16.0
MOMENTS = 20


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variants=VARIANTS, seed=SEED)
    job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
    with film_stage(FILE, SCENE, networks, job) as stage:
        yield stage


def shown(stage: Stage, time: float) -> list[dict[str, Any]]:
    """What each network shows at a moment."""
    stage.draw(time)
    return list(stage.scene.facts()["shown"])


def distances(subject: Any, seed: int) -> np.ndarray:
    """How far components move the output: three deviations each way, at most 1, times the peak."""
    network = subject.every_seed.network(seed)
    codes = network.encode(subject.patches)  # (N, C)
    ranges = 2 * np.minimum(3 * codes.std(0), 1.0)  # (C,), of codes that may be negative
    return np.asarray(ranges * np.abs(network.decoder_filters).max(1))


def torch_output(subject: Any, code: list[float]) -> np.ndarray:
    weight = torch.from_numpy(subject.filters)[:, None]  # (C, 1, K)
    column = torch.tensor(code, dtype=torch.float64)[None, :, None]  # (1, C, 1)
    bias = torch.tensor([subject.bias], dtype=torch.float64)
    return torch.nn.functional.conv_transpose1d(column, weight, bias)[0, 0].numpy()


@pytest.mark.parametrize("time", [FIRST, LAST])
def test_a_thin_bar_is_how_far_a_component_moves_the_output_of_a_seed(
    stage: Stage, time: float
) -> None:
    for network, subject in zip(shown(stage, time), stage.scene.subjects, strict=True):
        expected = np.stack([distances(subject, seed) for seed in FILM_SEEDS], 1)  # (C, S)
        assert network["seeds"] == list(FILM_SEEDS)
        assert np.array(network["bars"]) == pytest.approx(expected, abs=1e-6)


def test_a_wide_bar_is_that_of_the_film_s_seed_and_its_number_says_so(stage: Stage) -> None:
    for network, subject in zip(shown(stage, NUMBERS), stage.scene.subjects, strict=True):
        expected = distances(subject, SEED)  # (C,)
        assert np.array(network["bars"])[:, 0] == pytest.approx(expected, abs=1e-6)
        assert network["numbers"] == [f"{distance:.2f}" for distance in expected]


def test_a_bar_is_as_tall_as_the_widest_point_of_its_family(stage: Stage) -> None:
    """Halfway of the fall it still is, so bars and outputs have one scale."""
    for time in (9.6, 10.5, NUMBERS):
        for network, subject in zip(shown(stage, time), stage.scene.subjects, strict=True):
            expected = distances(subject, SEED)
            assert np.array(network["bars"])[:, 0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("time", [OPEN, 5.8, ON_THE_WAY, 8.1, 9.0])
def test_outputs_are_those_of_codes_in_which_one_component_is_on_its_way(
    stage: Stage, time: float
) -> None:
    for network, subject in zip(shown(stage, time), stage.scene.subjects, strict=True):
        for code, output in zip(network["codes"], network["outputs"], strict=True):
            assert output == pytest.approx(torch_output(subject, code), abs=1e-6)


def test_all_other_components_of_a_code_rest(stage: Stage) -> None:
    for network, sweep in zip(shown(stage, ON_THE_WAY), stage.scene.sweeps, strict=True):
        differs = np.abs(np.array(network["codes"]) - sweep.rest) > 1e-9  # (C, C)
        assert (differs == np.eye(3, dtype=bool)).all()


def test_each_component_goes_once_through_its_whole_range(stage: Stage) -> None:
    along = np.array(
        [
            [np.diag(network["codes"]) for network in shown(stage, time)]
            for time in np.linspace(5.0, 9.0, 201).tolist()
        ]
    )  # (201, networks, C)
    movements = [sweep.movement for sweep in stage.scene.sweeps]
    span = np.array([movement.high - movement.low for movement in movements])
    assert np.ptp(along, axis=0) == pytest.approx(span, rel=0.02)
    assert along[0] == pytest.approx(along[-1])


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds)
    last = [part.points for part in stage.visible()]
    for before, after in zip(first, last, strict=True):
        assert before == pytest.approx(after, abs=1e-4)


def test_it_lasts_18_seconds(stage: Stage) -> None:
    assert stage.seconds == 18.0


def test_networks_are_named_in_words(stage: Stage) -> None:
    names = [network["name"] for network in shown(stage, FIRST)]
    assert names == ["without noise", "with code noise", "with code and input noise"]


def test_the_title_claims_a_ranking_only_if_all_networks_show_it(networks: Path) -> None:
    titles = []
    for variants in (VARIANTS, VARIANTS[:1], VARIANTS[1:]):
        entry = FilmEntry(variants=variants, seed=SEED)
        job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
        with film_stage(FILE, SCENE, networks, job) as stage:
            titles.append(stage.story.title)
    ranks = "Noise on the code ranks the components"
    plain = "How far each component moves the output"
    assert titles == [ranks, plain, plain]


def test_the_poster_is_the_first_frame_and_reads_as_a_thumbnail(stage: Stage) -> None:
    assert stage.story.poster == FIRST
    assert list(layout_rules.of_poster(stage)) == []


def of_any_number(
    root: Path, networks: int, seeds: int, channels: int, kernel: int, stride: int, theme: Any
) -> Any:
    """A film of networks of random weights, with noise on their code, of any number and size."""
    numbers = [SEED + number for number in range(seeds)]
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    noise = tuple((0.1 ** np.arange(1, channels + 1)).tolist())
    config = odd_config(
        SCENE, size, networks=networks, seed=numbers[-1], code_noise=noise,
        seeds=numbers, figures={"seed": None},
    )  # fmt: skip
    return odd_stage(config, root, theme)


SIZES = [
    (3, 3, 2, 4, 2),
    (3, 3, 4, 5, 5),
    (3, 3, 1, 3, 1),
    (3, 3, 9, 7, 4),
    (3, 30, 3, 15, 4),
    (2, 1, 3, 7, 4),
    (1, 30, 3, 7, 4),
    (1, 3, 1, 3, 1),
]  # networks, seeds, channels, kernel and stride


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
def test_networks_of_any_number_and_size_keep_the_rules_of_layout(
    size: tuple[int, int, int, int, int], theme: Any, tmp_path: Path
) -> None:
    with of_any_number(tmp_path, *size, theme) as stage:
        assert layout_rules.findings(stage, MOMENTS) == []
        assert list(layout_rules.of_poster(stage)) == []
