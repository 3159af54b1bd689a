"""SwitchingOff: gaps are scaled filters, and bars the errors without their components."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import TextLine
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, box_of, film_stage, ink, overlap

FILE, SCENE = "scenes/switching_off.py", "SwitchingOff"
RESTS = (0.0, 6.0, 10.2, 14.2, 16.5)  # seconds: all on, each one off, all on with all errors
SLIDING, GATHERED = 3.7, 4.9


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variants=("baseline", "code-noise"), seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> list[dict[str, Any]]:
    stage.draw(time)
    return list(stage.scene.facts()["shown"])


def patch_of(shown: dict[str, Any], subject: Any) -> np.ndarray:
    start, end = shown["points"]
    return np.asarray(subject.held_out[shown["curve"], start : end + 1])


def error(subject: Any, patches: np.ndarray, off: int | None) -> float:
    """What torch loses on patches (N, K) with a component off, as a root mean square."""
    network = subject.network
    inputs, kernels, filters = (
        torch.from_numpy(array[:, None])
        for array in (patches, network.encoder_kernels, network.decoder_filters)
    )
    bias = torch.from_numpy(network.encoder_bias)
    codes = torch.tanh(torch.nn.functional.conv1d(inputs, kernels, bias))  # (N, C, 1)
    if off is not None:
        codes[:, off] = 0
    outputs = torch.nn.functional.conv_transpose1d(codes, filters) + network.decoder_bias
    return float(((outputs - inputs) ** 2).mean().sqrt())


@pytest.mark.parametrize("time", [*RESTS, SLIDING])
def test_the_output_is_what_is_left_without_the_component(stage: Stage, time: float) -> None:
    for shown, subject in zip(facts(stage, time), stage.scene.subjects, strict=True):
        output = np.array(shown["code"]) @ subject.filters + subject.bias
        assert shown["output"] == pytest.approx(output, abs=1e-6)
        full = subject.network.encode(patch_of(shown, subject))
        others = np.arange(3) != shown["off"]
        assert np.array(shown["code"])[others] == pytest.approx(full[others], abs=1e-9)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_the_gap_is_as_high_as_the_scaled_filter(stage: Stage, row: int) -> None:
    for shown, subject, network in zip(
        facts(stage, RESTS[row + 1]), stage.scene.subjects, stage.scene.networks, strict=True
    ):
        code = subject.network.encode(patch_of(shown, subject))
        corners = to_pixels(network.plot.gaps[row].points).reshape(-1, 4, 2)[:, 0]  # (2 K, 2)
        one, other = corners[:7, 1], corners[7:, 1][::-1]
        axes = network.plot._axes
        heights = axes.values(one) - axes.values(other)
        assert heights == pytest.approx(code[row] * subject.filters[row], abs=1e-6)


def test_errors_are_those_of_all_held_out_patches(stage: Stage) -> None:
    for shown, subject in zip(facts(stage, 0.0), stage.scene.subjects, strict=True):
        patches = subject.patches
        without = [error(subject, patches, component) for component in range(3)]
        assert shown["errors without"] == pytest.approx(without, abs=1e-6)
        assert shown["error"] == pytest.approx(error(subject, patches, None), abs=1e-6)
        written = [float(text) for text in shown["written"]]
        assert written == pytest.approx([*without, shown["error"]], abs=0.000501)


def test_bars_are_as_long_as_their_errors(stage: Stage) -> None:
    shown = facts(stage, 16.5)
    errors = np.array([each["errors without"] for each in shown])
    lengths = np.array(
        [[box_of(bar).width for bar in network.rows.bars[:3]] for network in stage.scene.networks]
    )
    assert lengths / lengths.max() == pytest.approx(errors / errors.max(), abs=1e-6)


def test_the_patch_is_above_zero_and_has_typical_errors(stage: Stage) -> None:
    subjects = stage.scene.subjects
    patches = subjects[0].patches
    is_above = (patches > 0).all(1)
    distances = np.zeros(len(patches))
    for subject in subjects:
        for off in (None, 0, 1, 2):
            own = np.array([error(subject, patch[None], off) for patch in patches])
            distances += (own / error(subject, patches, off) - 1) ** 2
    nearest = np.where(is_above, distances, np.inf).argmin()
    assert patch_of(facts(stage, 0.0)[0], subjects[0]).tolist() == patches[nearest].tolist()


def test_what_pours_arrives_as_the_bar(stage: Stage) -> None:
    stage.draw(3.0 + 2.2 - 1e-6)
    [poured, *_] = stage.scene.networks[0].plot._poured
    arrived = box_of(poured)
    stage.draw(6.0)
    bar = box_of(stage.scene.networks[0].rows.bars[0])
    assert (arrived.left, arrived.right) == pytest.approx((bar.left, bar.right), abs=0.01)
    assert (arrived.top, arrived.bottom) == pytest.approx((bar.top, bar.bottom), abs=0.1)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_gap_lights_up_before_it_moves_and_without_a_flash(stage: Stage, row: int) -> None:
    lights = []
    for time in 3.0 + 4.2 * row + np.arange(1.05, 1.32, 1 / 60):
        stage.draw(float(time))
        poured = stage.scene.networks[1].plot._poured[row]
        lights.append(ink(poured)[3] if len(poured.points) else 0.0)
    assert (lights[0], lights[-1]) == (0, 1)
    assert np.diff(lights).max() < 0.2


def test_what_falls_lies_on_the_bars_that_rest(stage: Stage) -> None:
    stage.draw(13.5)
    order = {id(part): number for number, part in enumerate(stage.visible())}
    for network in stage.scene.networks:
        falling, resting = network.plot._poured[2], network.rows.bars[:2]
        assert any(overlap(box_of(falling), box_of(bar)) for bar in resting)
        assert order[id(falling)] > max(order[id(bar)] for bar in resting)


def test_in_the_end_a_mark_across_all_bars_is_the_error_with_all_on(stage: Stage) -> None:
    stage.draw(17.0)
    for network, of_all in zip(stage.scene.networks, stage.scene.losses, strict=True):
        mark = to_pixels(network.rows.mark.points)
        bars = [box_of(bar) for bar in network.rows.bars[:3]]
        length = (mark[:, 0].mean() - bars[0].left) / bars[0].width
        assert length == pytest.approx(of_all.all_on / of_all.without[0], abs=0.002)
        assert mark[:, 1].min() < min(bar.top for bar in bars)
        assert mark[:, 1].max() >= max(bar.bottom for bar in bars)
        assert network.rows.mark_name[0].text == f"{of_all.all_on:.3f}"


def test_nothing_that_pours_crosses_text(stage: Stage) -> None:
    for time in np.linspace(3, stage.seconds - 3, 150):
        stage.draw(float(time))
        texts = [part for part in stage.visible() if isinstance(part, TextLine)]
        moving = [
            band
            for network in stage.scene.networks
            for band in network.plot._poured
            if len(band.points)
        ]
        for band in moving:
            assert not any(overlap(box_of(band), box_of(text)) for text in texts)


def test_titles_say_what_the_errors_bear(stage: Stage) -> None:
    words = stage.scene.words
    for component, of_both in enumerate(zip(*(each.without for each in words.losses), strict=True)):
        left, right = of_both
        worse = "left" if left > right else "right"
        assert (worse in words.off(component)) == (max(of_both) >= 1.25 * min(of_both))
    assert words.summary == "Noise on the code makes component 1 matter least"


def test_the_summary_says_least_only_where_it_is_another_without_noise(stage: Stage) -> None:
    words = stage.scene.words
    left, right = words.losses
    alike = replace(left, without=left.without[[0, 2, 1]] + np.array([0, 1, 1]))
    other = replace(words, losses=(alike, right))
    assert right.without.argmin() == alike.without.argmin() == 0
    assert other.summary == "Noise on the code makes component 1 matter less"


def test_the_title_is_about_the_component_that_is_off_until_all_are_on(stage: Stage) -> None:
    words = stage.scene.words
    titles = [stage.text_line(text) for text in (words.off(2), words.summary)]
    for time, shown in ((14.9, [1, 0]), (15.5, [0, 1]), (stage.story.poster, [0, 1])):
        stage.draw(time)
        assert [ink(title)[3] for title in titles] == shown
        switches = [each for network in stage.scene.networks for each in network.rows.switches]
        assert (shown == [0, 1]) == all(ink(switch._on)[3] == 1 for switch in switches)


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    assert stage.seconds == pytest.approx(19.5)
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds)
    for before, part in zip(first, stage.visible(), strict=True):
        assert before == pytest.approx(part.points, abs=1e-4)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    assert at_rest(stage) == []


def at_rest(stage: Stage) -> list[str]:
    found = []
    for time in (*RESTS[: len(stage.scene.components) + 1], stage.seconds - 1.5):
        stage.draw(time)
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    return found


SIZES = [(2, 4, 2), (4, 5, 5), (1, 3, 1), (9, 7, 4), (3, 31, 4)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_networks_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size, networks=2)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert at_rest(stage) == []
        assert len(stage.scene.components) == min(channels, 4)
