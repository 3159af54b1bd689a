"""InputNoise: curves are counted as they are, and filters are those of training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis.input_jitter import draws
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.films.stages.input_noise.kernel_panel import Scale
from deconviz.look.wording import thousands
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage, ink

FILE, SCENE = "scenes/input_noise.py", "InputNoise"
ALONE, WRITTEN, ALL, START, TRAINED, SHAKEN = 0.0, 5.5, 10.3, 14.5, 18.0, 20.0  # seconds
POINT, NOISE = 7, 0.01


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variants=("code-noise", "input-noise"), seed=SEED)
    job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
    with film_stage(FILE, SCENE, networks, job) as stage:
        yield stage


def facts(stage: Stage, time: float) -> list[dict[str, Any]]:
    stage.draw(time)
    return list(stage.scene.facts()["shown"])


def test_the_curve_is_at_the_60th_percentile_in_the_middle(stage: Stage) -> None:
    shown = facts(stage, ALONE)[0]
    values = stage.scene.training_curves[:, POINT]
    assert shown["point"] == POINT
    assert shown["value"] == np.sort(values)[round(0.6 * (len(values) - 1))]
    assert shown["value"] == values[shown["curve"]]


@pytest.mark.parametrize("time", [8.3, 8.7, 9.2, ALL])
def test_curves_are_counted_as_far_as_the_arrows_reach(stage: Stage, time: float) -> None:
    shown = facts(stage, time)[0]
    lens = stage.scene.lens
    tips = to_pixels(lens.arrows[0].head.points)[:, 1].min()
    reach = (540 - tips) / lens._wide
    away = np.abs(stage.scene.training_curves[:, POINT] - shown["value"])
    count = int((away <= reach + 1e-12).sum())
    assert abs(shown["count"] - count) <= (time != ALL)  # the tip is where rounding leaves it
    assert shown["curves"] == len(away)
    assert stage.text_line("of 512 curves")


def test_in_the_end_all_within_one_noise_are_counted_and_drawn(stage: Stage) -> None:
    shown = facts(stage, ALL)[0]
    away = np.abs(stage.scene.training_curves[:, POINT] - shown["value"])
    assert shown["count"] == (away <= NOISE).sum()
    drawn = sum(len(group.points) for group in stage.scene.fan.submobjects) / 4 / 14
    assert drawn == shown["count"] - 1  # the curve itself is white
    assert str(shown["count"]) in {line.text for line in (stage.scene.count._more,)}


def test_strands_stand_at_the_values_that_are_written(stage: Stage) -> None:
    value = facts(stage, WRITTEN)[0]["value"]
    lens = stage.scene.lens
    heights = to_pixels(lens._known.points)[::4, 1]
    drawn = value + (540 - heights) / lens._near
    written = np.array([float(figure.text) for figure in lens._figures])
    assert drawn == pytest.approx(written[1:], abs=0.51 * 10.0**-lens.decimals)
    values = stage.scene.training_curves[:, POINT]
    assert np.abs(values - drawn[:, None]).min(1) == pytest.approx(0, abs=1e-6)
    assert len(set(written)) == len(written)


def test_filters_start_late_in_training_and_end_as_they_were_trained(stage: Stage) -> None:
    shaken = stage.scene.shaken
    for time, place in ((START, shaken.first), (TRAINED, -1)):
        for shown, subject in zip(facts(stage, time), stage.scene.subjects, strict=True):
            history, component = subject.every_seed.history, shown["component"]
            kernel = history.encoder_kernels[0, place, component]
            assert shown["kernel"] == pytest.approx(kernel, abs=1e-6)
            assert shown["step"] == history.steps[place]
            assert stage.text_line(f"step {thousands(int(history.steps[place]))}")


def test_trained_filters_fill_their_panel(stage: Stage) -> None:
    tops = []
    stage.draw(SHAKEN)
    for panel in stage.scene.panels:
        tops.append(panel.bars.curve.places()[:, 1].min())
        zero = float(panel.bars.axes.down(0.0))
        assert zero <= 790
    assert zero - min(tops) > 0.6 * (zero - 262)


def test_a_peak_in_training_does_not_make_trained_filters_small(stage: Stage) -> None:
    words = stage.scene.words
    paths = []
    for path in words.shaken.paths:
        kernels = path.kernels.copy()
        kernels[1:9] *= 10
        paths.append(replace(path, kernels=kernels))
    peaked = replace(words.shaken, paths=tuple(paths))
    low, high = Scale.of(peaked).limits
    later = np.concatenate([path.kernels[9:].ravel() for path in paths])
    assert peaked.first == 9
    assert (low, high) == (later.min(), later.max())
    assert replace(words, shaken=peaked).trained.startswith("Late in training: ")
    assert words.trained.startswith("On clean inputs it stays ragged")


def test_the_line_of_training_stands_below_until_clouds_come(stage: Stage) -> None:
    words = stage.text_line("training")
    for time, shown in ((13.3, 0), (START, 1), (16.4, 1), (TRAINED, 1), (SHAKEN, 0)):
        stage.draw(time)
        assert ink(words)[3] == shown


def test_panels_say_how_networks_were_trained_as_soon_as_filters_rise(stage: Stage) -> None:
    stage.draw(13.75)
    texts = [part.text for part in stage.visible() if isinstance(part, TextLine)]
    assert {"trained on clean inputs", "trained on noisy inputs"} <= set(texts)
    assert texts.count(f"filter {stage.scene.shaken.component + 1}") == 2


def test_filters_rise_out_of_their_axes_when_the_curve_is_gone(stage: Stage) -> None:
    for time in np.linspace(12.9, 22.0, 92):
        stage.draw(float(time))
        heights = [panel.bars.curve.places() for panel in stage.scene.panels]
        assert not (len(heights[0]) and len(stage.scene.curve._curve.places()))
    stage.draw(13.72)
    for panel in stage.scene.panels:
        zero = float(panel.bars.axes.down(0.0))
        assert np.abs(panel.bars.curve.places()[:, 1] - zero).max() < 30


def test_between_two_recorded_steps_filters_are_a_mixture_of_both(stage: Stage) -> None:
    for shown, subject in zip(facts(stage, 16.4), stage.scene.subjects, strict=True):
        kernels = subject.every_seed.history.encoder_kernels[0, :, shown["component"]]
        step = shown["recorded step"]
        assert 0 < step < len(kernels) - 1
        before, part = int(step), step % 1
        mixture = (1 - part) * kernels[before] + part * kernels[before + 1]
        assert shown["kernel"] == pytest.approx(mixture, abs=1e-6)


def test_the_jitter_is_what_torch_measures(stage: Stage) -> None:
    for shown, subject in zip(facts(stage, SHAKEN), stage.scene.subjects, strict=True):
        patches = subject.patches
        weights = torch.from_numpy(subject.network.encoder_kernels[:, None])
        bias = torch.from_numpy(subject.network.encoder_bias)
        clean, noisy = (
            torch.tanh(torch.nn.functional.conv1d(torch.from_numpy(each[:, None]), weights, bias))
            for each in (patches, patches + draws(NOISE, patches.shape))
        )
        shift = (noisy - clean)[:, shown["component"], 0]
        jitter = float((shift**2).mean().sqrt())
        assert shown["jitter"] == pytest.approx(jitter, abs=1e-6)
        assert float(shown["written"].lstrip("±")) == pytest.approx(jitter, rel=0.05)


def test_the_component_is_the_one_that_is_calmed_most(stage: Stage) -> None:
    noise = draws(NOISE, stage.scene.subject.patches.shape)
    shifts = [
        one.network.encode(one.patches + noise) - one.network.encode(one.patches)
        for one in stage.scene.subjects
    ]
    clean, noisy = ((shift**2).mean(0) for shift in shifts)
    assert facts(stage, ALONE)[0]["component"] == (clean / noisy).argmax()


def test_the_title_says_that_noise_smooths_only_where_it_does(stage: Stage) -> None:
    words = stage.scene.words
    assert words.smooth == "Noise on the input smooths the encoder’s filter"
    swapped = replace(words.shaken, paths=words.shaken.paths[::-1])
    other = replace(words, shaken=swapped)
    assert other.smooth == "A filter of two encoders, as it trains"


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds - 1e-3)
    for before, part in zip(first, stage.visible(), strict=True):
        assert before == pytest.approx(part.points, abs=1e-4)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    assert at_rest(stage) == []


def at_rest(stage: Stage) -> list[str]:
    found = []
    for time in (ALONE, WRITTEN, ALL, SHAKEN):
        stage.draw(time)
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    return found


SIZES = [(2, 4, 2), (4, 5, 5), (1, 3, 1), (3, 7, 4)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_networks_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    data = {"curves": 60, "held_out": 20}
    config = odd_config(SCENE, size, networks=2, input_noise=NOISE, data=data, seeds=[SEED])
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage, 40) == []
        assert at_rest(stage) == []
