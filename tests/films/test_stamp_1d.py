"""Stamp1D: what is drawn adds up to what torch says, for layers of any size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.stamped_layer import MOST_COLUMNS, MOST_INPUTS, StampedLayer
from deconviz.arrays import Floats
from deconviz.config.layers import LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.errors import UserError
from deconviz.films.mobjects.text import TextLine
from deconviz.films.stages.stamp_1d.stamp_figures import figures
from deconviz.films.stages.stamp_1d.stamp_times import StampTimes
from deconviz.layers.contributions import CHANNEL_RULE
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from deconviz.look.language import BAR_GAP, LOWEST_BAR
from support import layout_rules, made_up
from support.control_frames import frames
from support.staging import Stage, film_stage, ink, is_visible, stage_of_mine
from support.torch_layers import torch_says

FILE, SCENE = "scenes/stamp_1d.py", "Stamp1D"
CLOSE = 1e-5  # of the peak
VOCODER = Settings(16, stride=8, padding=4)


def example(
    channels: int, outputs: int, settings: Settings, inputs: int = 5, groups: int = 1, **edit: Any
) -> Example:
    """A layer of random weights, and an input; `edit` scales them."""
    draws = np.random.default_rng(7)
    kernel = draws.normal(size=(channels, outputs // groups, settings.kernel))
    kernel = kernel * edit.get("kernel", 1.0) / np.sqrt(channels)
    bias = draws.normal(size=outputs) * edit.get("bias", 0.1)
    given = draws.normal(size=(channels, inputs)) * edit.get("given", 1.0)
    return Example(Layer(kernel, bias, (settings.axis,), groups), given, "mine")


@contextmanager
def stage_of(layer: Example | LayerNumbers, folder: Path, theme: Any = "dark") -> Iterator[Stage]:
    if isinstance(layer, LayerNumbers):
        job = made_up.film_job(SCENE, theme, FilmEntry(layer=layer))
        filmed = film_stage(FILE, SCENE, folder, job)
    else:
        filmed = stage_of_mine(FILE, SCENE, layer, folder, theme)
    with filmed as stage:
        yield stage


def only(given: Floats, channels: list[int], numbers: int | None = None) -> Floats:
    """An input of which only these channels, and so many numbers, are left."""
    left = np.zeros_like(given)
    left[channels, :numbers] = given[channels, :numbers]
    return left


@pytest.fixture(scope="module")
def large() -> Example:
    return example(512, 256, VOCODER, inputs=8)


@pytest.fixture(scope="module")
def stage(large: Example, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage_of(large, tmp_path_factory.mktemp("large")) as stage:
        yield stage


def test_after_each_stamp_the_line_is_what_torch_makes_of_the_numbers_so_far(
    stage: Stage, large: Example
) -> None:
    scene, uncropped = stage.scene, Settings(16, stride=8)
    layer, times = scene.layer, scene.times
    for number, end in enumerate([*times.begins[1:], times.stamped], start=1):
        stage.draw(end - 1e-6)
        given = only(large.given, [layer.channel], number)
        expected = torch_says(large.layer, [uncropped], given, bias=False)[layer.parted.channel]
        drawn = scene.stamping.pile.line.values()
        assert drawn == pytest.approx(expected, abs=CLOSE * np.abs(expected).max())


def test_after_the_crop_the_line_is_what_torch_makes_of_one_channel(
    stage: Stage, large: Example
) -> None:
    scene = stage.scene
    stage.draw(scene.times.cropped)
    given = only(large.given, [scene.layer.channel])
    expected = torch_says(large.layer, [VOCODER], given, bias=False)[scene.layer.parted.channel]
    drawn = scene.stamping.pile.line.values()
    assert drawn == pytest.approx(expected, abs=CLOSE * np.abs(expected).max())


def test_after_each_channel_the_line_is_what_torch_makes_of_the_channels_so_far(
    stage: Stage, large: Example
) -> None:
    scene = stage.scene
    parted, times = scene.layer.parted, scene.times
    output = torch_says(large.layer, [VOCODER], large.given)[parted.channel]
    peak = np.abs(output).max()
    ends = [*times.channel_begins[1:], times.added]
    for number, end in enumerate(ends[:-1], start=1):
        stage.draw(end - 1e-6)
        given = only(large.given, list(parted.alone[:number]))
        expected = torch_says(large.layer, [VOCODER], given)[parted.channel]
        assert scene.adding.pile.line.values() == pytest.approx(expected, abs=CLOSE * peak)
    stage.draw(times.added)
    assert scene.adding.pile.line.values() == pytest.approx(output, abs=CLOSE * peak)


def test_at_each_moment_the_line_is_the_sum_of_what_has_landed(
    stage: Stage, large: Example
) -> None:
    layer, uncropped = stage.scene.layer, Settings(16, stride=8)
    channel = layer.parted.channel
    stamps = []
    for number in range(8):
        given = only(large.given, [layer.channel])
        given[:, :number] = given[:, number + 1 :] = 0
        stamps.append(torch_says(large.layer, [uncropped], given, bias=False)[channel])
    parts = [
        torch_says(large.layer, [VOCODER], only(large.given, [one]), bias=False)[channel]
        for one in layer.parted.alone
    ]
    others = only(large.given, list(layer.parted.together))
    parts.append(torch_says(large.layer, [VOCODER], others, bias=False)[channel])
    bias = float(large.layer.bias[channel])
    seen = 0
    for _ in stage.moments(60):
        facts = stage.scene.facts()
        for pile, terms, ground in (("stamped", stamps, 0.0), ("added", parts, bias)):
            if facts[pile]["sum"] is None:
                continue
            expected = ground + (np.array(facts[pile]["landed"]) * terms).sum(0)
            kept = slice(*facts["kept"]) if facts[pile]["cropped"] else slice(None)
            peak = max(np.abs(np.sum(terms, 0)).max(), abs(ground))
            assert facts[pile]["sum"] == pytest.approx(expected[kept], abs=CLOSE * peak)
            seen += 1
    assert seen >= 40


def test_bars_of_a_stamp_in_the_air_are_as_high_as_their_values(stage: Stage) -> None:
    scene = stage.scene
    pile, layer = scene.stamping.pile, scene.layer
    stage.draw(scene.times.begins[0] + 1.2)  # it hangs
    [areas] = [part for part in pile.submobjects[1].solid if len(part.points)]
    corners = areas.points.reshape(-1, 32, 3)
    heights = np.ptp(corners[..., 1], 1) * 135  # pixels
    unit = float(pile._axes.down(0.0) - pile._axes.down(1.0))
    values = np.abs(layer.stamps[0][layer.stamps[0] != 0])
    assert heights == pytest.approx(np.maximum(values * unit - BAR_GAP, LOWEST_BAR), abs=0.01)


def test_it_says_which_channels_it_shows_and_why(stage: Stage) -> None:
    facts = stage.scene.facts()
    assert facts["output_channel_rule"] == CHANNEL_RULE
    json.dumps(facts)
    assert len(facts["alone"]) == 3 and len(facts["together"]) == 509
    texts = {part.text for part in stage.everything() if isinstance(part, TextLine)}
    assert texts >= {f"channel {facts['alone'][0]}", "the other 509", "16 points, stride 8"}
    assert f"channel {facts['alone'][0]} adds most" in stage.story.finding


def test_it_lasts_about_as_long_as_any_film() -> None:
    longest = StampTimes(MOST_INPUTS, is_cropped=True, channels=4)
    shortest = StampTimes(1, is_cropped=False, channels=0)
    assert 8 <= shortest.seconds < longest.seconds <= 20


SIZES: dict[str, Example | LayerNumbers] = {
    "two channels": example(2, 1, Settings(4, 2), inputs=6),
    "stride one": example(4, 5, Settings(5)),
    "kernel one": example(1, 3, Settings(1)),
    "stride larger than the kernel": example(3, 2, Settings(2, stride=5)),
    "output padding": example(2, 2, Settings(3, stride=2, padding=1, output_padding=1)),
    "more at the end": example(2, 2, Settings(3, stride=4, output_padding=3)),
    "dilation": example(2, 1, Settings(4, stride=2, dilation=2)),
    "groups": example(8, 4, Settings(7, stride=3, padding=2), groups=2),
    "channels of zeros": example(3, 2, Settings(4, 2), given=0.0, bias=0.0),
    "bias alone": example(3, 2, Settings(4, 2), given=0.0),
    "large numbers": example(2, 1, Settings(4, 2, padding=3), given=900.0),
    "small numbers": example(2, 1, Settings(4, 2), given=1e-4, kernel=1e-3),
    "64 points": example(5, 2, Settings(64, stride=32, padding=16), inputs=8),
    "long input": example(6, 2, Settings(4, 2, padding=1), inputs=40),
    "one number": LayerNumbers(input=(2,), kernel=(1,)),
    "negative kernel": LayerNumbers(input=(2, 1, 3), kernel=(-1, -3, -2), stride=2),
    "negative input": LayerNumbers(input=(-2, -1, -3), kernel=(1, 3, 2), stride=1, padding=2),
    "nothing": LayerNumbers(input=(0, 0), kernel=(0, 0)),
}


NUMBERED: dict[str, Example | LayerNumbers] = {
    "default": LayerNumbers(input=(2, 1, -1, 3), kernel=(1, 3, 2, 1), stride=2),
    "few points": example(2, 1, Settings(3), inputs=3),
    "fractions": LayerNumbers(input=(0.5, -1), kernel=(1, -0.5, 0.25), stride=1, padding=1),
}


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage_of(NUMBERED["default"], tmp_path_factory.mktemp("default")) as stage:
        yield stage


LAID_OUT = [
    "two channels", "kernel one", "stride larger than the kernel", "more at the end", "dilation",
    "groups", "large numbers", "small numbers", "one number", "negative input", "nothing",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("size", LAID_OUT)
def test_layers_of_any_size_keep_the_rules_of_layout(size: str, tmp_path: Path) -> None:
    theme = "light" if len(size) % 2 else "dark"
    with stage_of(SIZES[size], tmp_path, theme) as stage:
        assert layout_rules.findings(stage, moments=41) == []


@pytest.mark.slow
def test_a_large_layer_keeps_them_too(stage: Stage) -> None:
    assert layout_rules.findings(stage) == []
    assert list(layout_rules.of_poster(stage)) == []


@pytest.mark.parametrize("size", SIZES)
def test_layers_of_any_size_end_on_the_output_of_torch(size: str, tmp_path: Path) -> None:
    with stage_of(SIZES[size], tmp_path) as stage:
        scene = stage.scene
        stage.draw(scene.times.end - 0.01)
        parted = scene.layer.parted
        shown = parted.example
        axis = scene.layer.axis
        settings = Settings(axis.kernel, axis.stride, dilation=axis.dilation)
        whole = torch_says(shown.layer, [settings], shown.given)[parted.channel]
        near, far = axis.crop
        added = np.full(max(-far, 0), parted.bias)
        expected = np.concatenate([whole, added])[near : len(whole) - far]
        pile = scene.adding.pile if scene.adding else scene.stamping.pile
        peak = np.abs(expected).max() or 1.0
        assert pile.line.values() == pytest.approx(expected, abs=CLOSE * peak)


@pytest.mark.parametrize("size", ["groups", "negative input", "64 points"])
def test_it_ends_as_it_begins(size: str, tmp_path: Path) -> None:
    with stage_of(SIZES[size], tmp_path) as stage:
        stage.draw(0)
        first = [(part.points.copy(), ink(part)) for part in stage.visible()]
        stage.draw(stage.seconds - 1e-9)
        last = [(part.points, ink(part)) for part in stage.visible()]
        assert len(first) == len(last)
        for before, after in zip(first, last, strict=True):
            assert after[0] == pytest.approx(before[0], abs=1e-4)
            assert after[1] == pytest.approx(before[1], abs=1e-4)


def test_its_last_frame_is_its_first(default: Stage) -> None:
    first, last = frames(default, [0.0, default.seconds - 1e-9])
    assert np.abs(first.astype(int) - last.astype(int)).max() <= 8


def test_numbers_light_up_one_after_another_and_never_snap(default: Stage) -> None:
    bars = default.scene.stamping._row._bars
    before, seen = None, set()
    for time in np.arange(0, default.seconds, 1 / 60):
        default.draw(time)
        bright = [float(ink(bar)[3]) for bar in bars]
        if before:
            assert np.abs(np.subtract(bright, before)).max() < 0.2
        before = bright
        seen.add(tuple(share == 1 for share in bright))
    alone = {tuple(n == at_work for n in range(4)) for at_work in range(4)}
    assert alone | {(True,) * 4} <= seen


@pytest.mark.parametrize("size", ["default", "fractions", "few points"])
def test_numbers_below_kernel_and_output_are_those_of_torch(size: str, tmp_path: Path) -> None:
    with stage_of(NUMBERED[size], tmp_path) as stage:
        scene = stage.scene
        layer = scene.layer
        parted = layer.parted
        stage.draw(scene.times.end - 0.1)
        row = scene.adding._numbers if scene.adding else scene.stamping._sum_numbers
        axis = layer.axis
        settings = Settings(axis.kernel, axis.stride, axis.crop[0])
        output = torch_says(parted.example.layer, [settings], parted.example.given)[parted.channel]
        assert [label.text for label in row] == figures(output)
        assert all(ink(label)[3] == 1 for label in row)
        stage.draw(0.0)
        assert [label.text for label in scene.stamping._kernel_numbers] == figures(layer.kernel)
        assert all(ink(label)[3] == 1 for label in scene.stamping._kernel_numbers)


def test_numbers_below_the_kernel_count_with_the_stamp_that_grows_out_of_it(
    default: Stage,
) -> None:
    stamping, layer = default.scene.stamping, default.scene.layer
    read = set()
    for time in np.arange(0, default.scene.times.stamped - 0.01, 1 / 60):
        default.draw(time)
        done, grown, fallen, *_ = stamping.pile._drawn
        if not grown or fallen == 1:
            continue
        assert not any(is_visible(label) for label in stamping._kernel_numbers)
        shown = [label for row in stamping._products.values() for label in row]
        shown = [label for label in shown if is_visible(label)]
        heights = grown * layer.stamps[done][layer.taps(done).astype(int)]
        assert not shown or [label.text for label in shown] == [f"{h:.0f}" for h in heights]
        if shown and all(ink(label)[3] == 1 for label in shown):
            read.add(" ".join(label.text for label in shown))
    assert {"2 6 4 2", "1 3 2 1", "3 9 6 3"} <= read


def test_whole_numbers_are_written_whole_and_others_with_a_minus_sign(default: Stage) -> None:
    stamping = default.scene.stamping
    written = " ".join(label.text for label in stamping._sum_numbers)
    assert written == "2 6 5 5 1 −2 1 8 6 3"
    assert " ".join(label.text for label in stamping._kernel_numbers) == "1 3 2 1"
    assert figures(np.array([-0.5, 0.25])) == ["−0.5", "0.25"]


def test_over_15_columns_there_are_no_numbers(stage: Stage) -> None:
    scene = stage.scene
    assert len(scene.stamping._kernel_numbers) == len(scene.stamping._sum_numbers) == 0
    assert len(scene.adding._numbers) == 0


def test_it_says_what_a_hatch_means_if_there_is_one(default: Stage, tmp_path: Path) -> None:
    assert default.text_line("hatched: cancels")
    with stage_of(SIZES["negative kernel"], tmp_path) as stage:
        texts = {part.text for part in stage.everything() if isinstance(part, TextLine)}
        assert not any("cancels" in text for text in texts)


def test_a_layer_of_one_channel_without_a_bias_has_no_second_part(tmp_path: Path) -> None:
    with stage_of(SIZES["negative kernel"], tmp_path) as stage:
        stage.draw(0)
        assert stage.scene.adding is None
        assert stage.scene.facts()["stamps"][0][:3] == [-2, -6, -4]
        assert stage.story.finding == (
            "Input 2, 1, 3, kernel −1, −3, −2 and stride 2 make 7 outputs, the highest −2."
        )


def test_of_a_long_input_the_numbers_with_the_most_energy_are_shown(tmp_path: Path) -> None:
    made = example(2, 1, Settings(4, 2), inputs=40)
    made.given[:, 20:25] *= 100
    layer = StampedLayer.choose(made)
    assert len(layer.numbers) == MOST_INPUTS and layer.first <= 20 and layer.first + 8 >= 25
    with stage_of(made, tmp_path) as stage:
        texts = [part.text for part in stage.everything() if isinstance(part, TextLine)]
        assert f"{layer.first + 1} to {layer.first + 8} of 40" in " ".join(texts)


@given(inputs=st.integers(1, 12), kernel=st.integers(1, 200), stride=st.integers(1, 99))
def test_as_many_numbers_are_shown_as_have_room(inputs: int, kernel: int, stride: int) -> None:
    layer = StampedLayer.choose(example(1, 1, Settings(kernel, stride), inputs))
    count = len(layer.numbers)
    assert 1 <= count <= min(inputs, MOST_INPUTS) and layer.points <= MOST_COLUMNS
    has_room = layer.axis.whole(count + 1) <= MOST_COLUMNS
    assert count == min(inputs, MOST_INPUTS) or not has_room


def test_a_kernel_that_has_no_room_is_refused_with_a_way_out() -> None:
    with pytest.raises(UserError, match=r"has room for 512 points, but .* reaches 513: remove"):
        StampedLayer.choose(example(1, 1, Settings(513)))
