"""OverlapAdd: blocks are sums of scaled filters, and their pile is the transposed convolution."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis.curve_example import BEST
from deconviz.config.schema import Config, FilmEntry
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.stage import HEIGHT, UNIT
from deconviz.films.scene_files import problems, scene_files
from deconviz.look.language import BAR_GAP, DROP, TEXT_TO_MARK
from support import layout_rules, made_up
from support.control_frames import SEED
from support.loops import check_loop
from support.odd_films import odd_config, odd_stage
from support.staging import ROOT, Stage, box_of, film_stage

FILE, SCENE = "scenes/overlap_add.py", "OverlapAdd"
IN_AIR, PILED, COMPARED = 6.4, 11.8, 16.0  # seconds


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def by_torch(stage: Stage) -> np.ndarray:
    """What torch makes of the whole curve, shape (N,)."""
    subject, curve = stage.scene.subject, stage.scene.example.curve
    network = subject.network
    signal = torch.from_numpy(curve)[None, None]
    code = torch.tanh(
        torch.nn.functional.conv1d(
            signal,
            torch.from_numpy(network.encoder_kernels)[:, None],
            torch.from_numpy(network.encoder_bias),
            stride=subject.stride,
        )
    )
    output = torch.nn.functional.conv_transpose1d(
        code,
        torch.from_numpy(network.decoder_filters)[:, None],
        torch.tensor([network.decoder_bias], dtype=torch.float64),
        stride=subject.stride,
    )
    return output[0, 0].numpy()


def test_the_white_line_is_the_transposed_convolution_of_the_whole_curve(stage: Stage) -> None:
    assert facts(stage, COMPARED)["whole"] == pytest.approx(by_torch(stage), abs=1e-6)


def test_the_pile_is_as_high_as_the_line_but_for_what_is_nothing_as_written(stage: Stage) -> None:
    shown = facts(stage, COMPARED)
    left_out = 0.005 * (np.array(shown["counts"]) + 1)
    assert (np.abs(np.array(shown["pile"]) - shown["whole"]) <= left_out).all()


def test_the_dashed_line_is_the_curve_that_the_rule_chooses(stage: Stage) -> None:
    shown = facts(stage, COMPARED)
    held_out = stage.scene.subject.held_out
    assert shown["rule"] == BEST
    assert shown["input"] == pytest.approx(held_out[shown["curve"]], abs=1e-6)


def test_lines_in_the_air_are_number_times_filter(stage: Stage) -> None:
    shown, example = facts(stage, IN_AIR), stage.scene.example
    assert shown["window"] == 1
    filters = stage.scene.subject.filters
    assert shown["scaled"] == pytest.approx(example.codes[1][:, None] * filters, abs=1e-6)


def heights_of(areas: Areas) -> np.ndarray:
    """Top and bottom of each rectangle in pixels from left to right, shape (n, 2)."""
    points = areas.points.reshape(-1, 32, 3)
    points = points[np.argsort(points[:, :, 0].min(1))]
    y = HEIGHT / 2 - points[:, :, 1] * UNIT
    return np.stack([y.min(1), y.max(1)], 1)


@pytest.mark.parametrize("window", range(3))
def test_each_block_hangs_in_the_air_until_it_falls_itself(stage: Stage, window: int) -> None:
    scene, picture = stage.scene, stage.scene.picture
    begin, length = scene.begins[window], scene.lengths[window]
    frames = []
    for time in begin + np.arange(length - 1.2, length - 1 / 60, 1 / 60):
        stage.draw(float(time))
        parts = [heights_of(areas) for areas in (picture._air, picture.bars.solid[window + 1])]
        frames.append(np.concatenate(parts))
    count = np.count_nonzero(scene.example.shown_blocks[window])
    assert {len(frame) for frame in frames} == {count}
    bottoms = np.stack(frames)[:, :, 1]
    fallen = np.diff(bottoms, axis=0)
    fastest = 2 * (bottoms[-1] - bottoms[0]) / (DROP * 60)
    assert (fallen >= -1e-3).all()
    assert (fallen <= fastest + BAR_GAP).all()
    begins = (bottoms > bottoms[0] + 1e-3).argmax(0)
    assert (np.diff(begins) > 0).all()


def test_cards_have_the_codes_of_the_windows(stage: Stage) -> None:
    shown, subject = facts(stage, 0.0), stage.scene.subject
    codes = subject.network.codes(stage.scene.example.curve, subject.stride)
    numbers = [[float(text.replace("−", "-")) for text in card] for card in shown["codes"]]
    assert numbers == pytest.approx(codes, abs=0.00501)


def test_counts_rise_to_the_windows_of_each_point(stage: Stage) -> None:
    rising = np.array([facts(stage, time)["counts"] for time in np.linspace(0, PILED, 40)])
    assert (np.diff(rising, axis=0) >= 0).all()
    assert rising[0].tolist() == [0] * 15
    assert rising[-1].tolist() == [1, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 1]


def test_the_numbers_in_blocks_add_up_as_they_are_written(stage: Stage) -> None:
    shown = facts(stage, PILED)
    *parts, total = (float(text) for text in shown["numbers"])
    assert sum(parts) + round(shown["bias"], 2) == pytest.approx(total, abs=1e-9)
    assert stage.text_line(f"bias {shown['bias']:+.2f}")
    assert total == pytest.approx(facts(stage, COMPARED)["whole"][shown["point"]], abs=0.00501)


def test_of_points_that_can_be_read_the_one_nearest_to_exact_doubling_has_numbers(
    stage: Stage,
) -> None:
    example, point = stage.scene.example, facts(stage, PILED)["point"]
    missed = np.abs(example.output - 2 * example.curve)
    least = 0.1  # lower blocks have no room
    others = [p for p in np.flatnonzero(example.cover == 2) if min(example.at(p).values()) > least]
    exact = [
        p
        for p in others
        if sum(np.round([*example.at(p).values(), example.bias], 2))
        == pytest.approx(np.round(example.output[p], 2))
    ]
    assert missed[point] == min(missed[exact])


def test_the_title_claims_doubling_only_if_the_curve_doubles(stage: Stage) -> None:
    example = stage.scene.example
    assert example.multiplies == (stage.story.title == "Where windows overlap, the curve doubles")


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    check_loop(stage)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    for time in (0.0, IN_AIR, PILED, COMPARED):
        stage.draw(time)
        assert list(layout_rules.of_rest(stage)) == [], time


def test_the_bias_keeps_its_distance_from_the_counts(stage: Stage) -> None:
    stage.draw(PILED)
    counts = [box_of(label) for label in stage.scene.picture.counts.submobjects]
    bias = box_of(stage.text_line("bias +0.01"))
    assert min(box.left for box in counts) - bias.right >= 2 * TEXT_TO_MARK


def test_the_pile_fills_two_fifths_of_the_frame(stage: Stage) -> None:
    assert stage.scene.picture.layout.sums.box.width >= 0.4 * 1920


def config_of(channels: int, kernel: int, stride: int) -> Config:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    return odd_config(SCENE, size)


SIZES = [(2, 4, 2), (4, 7, 4), (1, 3, 1), (3, 15, 1), (1, 31, 16)]
MOMENTS = 40


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    with odd_stage(config_of(channels, kernel, stride), tmp_path, theme) as stage:
        assert 8 <= stage.seconds <= 25
        assert layout_rules.findings(stage, MOMENTS) == []
        stage.draw(stage.story.poster)
        assert list(layout_rules.of_rest(stage)) == []


def test_a_film_of_windows_that_do_not_overlap_is_refused_with_the_way_out() -> None:
    [problem] = problems(config_of(4, 5, 5), scene_files(ROOT / "scenes"))
    assert problem.endswith("lower its stride or remove the film")
