"""CodeNoise: draws, jitter, filters and errors are what the weights say, at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis.comparison import ablation
from deconviz.analysis.noisy_code import BEST
from deconviz.archive.networks import read_history
from deconviz.archive.tensors import read_arrays
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.facets import levels
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.stages.code_noise.noise_story import FIRST, RANKED
from deconviz.look.theme import THEMES
from deconviz.look.wording import thousands
from deconviz.paths import history_path, model_path
from support import layout_rules, made_up
from support.control_frames import SEED
from support.loops import check_loop
from support.made_up import FILM_EXPERIMENTS, FILM_SEEDS, NOISE
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage, ink

FILE, SCENE = "scenes/code_noise.py", "CodeNoise"
STILL, EVEN, SHRINKING, UNEVEN, TRAVELLING, FIRST_STEP, LAST_STEP = (
    1.0, 7.53, 9.0, 12.03, 13.8, 15.0, 21.5,
)  # fmt: skip
RESTS = (STILL, EVEN, UNEVEN, FIRST_STEP, 18.0, LAST_STEP)  # seconds


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
    with film_stage(FILE, SCENE, networks, job) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def titles(stage: Stage, time: float) -> list[str]:
    stage.draw(time)
    return [part.text for part in stage.scene.titles if part in stage.visible()]


def torch_output(networks: Path, code: list[float]) -> list[float]:
    weights = {
        name: torch.from_numpy(array).double()
        for name, array in read_arrays(networks / model_path("code-noise", SEED)).items()
    }
    output = torch.nn.functional.conv_transpose1d(
        torch.tensor(code).double()[None, :, None],
        weights["decoder.weight"],
        weights["decoder.bias"],
    )
    return list(output[0, 0].tolist())


@pytest.mark.parametrize("time", [STILL, 2.6, EVEN, SHRINKING, UNEVEN])
def test_the_output_is_what_torch_makes_of_the_noisy_code(
    stage: Stage, networks: Path, time: float
) -> None:
    shown = facts(stage, time)
    assert shown["output"] == pytest.approx(torch_output(networks, shown["code"]), abs=1e-6)


@pytest.mark.parametrize("time", [STILL, EVEN, SHRINKING, UNEVEN])
def test_the_dot_and_the_output_are_of_one_code(stage: Stage, time: float) -> None:
    code = facts(stage, time)["code"]
    assert stage.scene.stage.card.dot_values() == pytest.approx([code[0], code[2]], abs=1e-6)


def test_without_noise_the_code_is_that_of_the_patch_and_nothing_jitters(stage: Stage) -> None:
    shown, subject = facts(stage, STILL), stage.scene.subject
    start, end = shown["points"]
    patch = subject.held_out[shown["curve"], start : end + 1]
    assert shown["code"] == pytest.approx(subject.network.encode(patch), abs=1e-12)
    assert shown["noise"] == [0.0, 0.0, 0.0]
    assert shown["jitter"] == "±0.000"
    assert shown["rule"] == BEST


def test_noise_is_first_equal_and_then_as_set(stage: Stage) -> None:
    assert facts(stage, EVEN)["noise"] == pytest.approx([0.1, 0.1, 0.1])
    assert facts(stage, EVEN)["numbers"] == ["0.1", "0.1", "0.1"]
    assert facts(stage, UNEVEN)["noise"] == pytest.approx(NOISE)
    assert facts(stage, UNEVEN)["numbers"] == ["0.1", "0.01", "0.001"]


@pytest.mark.parametrize("time", [EVEN, SHRINKING, UNEVEN])
def test_the_jitter_is_that_of_many_draws(stage: Stage, time: float) -> None:
    shown, network = facts(stage, time), stage.scene.subject.network
    noise = np.array(shown["noise"]) * np.random.default_rng(0).normal(size=(200_000, 3))
    outputs = network.decode(shown["code"] + noise)  # (200000, K)
    assert float(shown["jitter"].strip("±")) == pytest.approx(
        np.sqrt(outputs.var(0).mean()), rel=0.01, abs=0.000501
    )


def test_the_code_jumps_12_times_a_second(stage: Stage) -> None:
    codes = [tuple(facts(stage, time)["code"]) for time in np.arange(5, 6, 1 / 60) + 1e-3]
    assert len(set(codes)) in (12, 13)


def test_earlier_draws_stay_and_follow_the_noise(stage: Stage) -> None:
    stage.draw(UNEVEN)
    card = stage.scene.stage.card
    x, y = card.cloud.centres().T
    middle = np.array(card.centre)
    assert len(x) == int((UNEVEN - 2.4) * 12)
    assert np.ptp(y) / np.ptp(x) < 0.03
    stage.draw(EVEN)
    even = card.cloud.centres() - middle
    assert np.ptp(even[:, 1]) / np.ptp(even[:, 0]) > 0.5


def errors_at(networks: Path, stage: Stage, step: int) -> np.ndarray:
    """Measure the errors again, from the archive of the training."""
    made_by = stage.scene._made_by("code-noise")
    history = read_history(networks / history_path("code-noise"), made_by, FILM_SEEDS)
    index, subject = FILM_SEEDS.index(SEED), stage.scene.subject
    kernels, bias = history.encoder_kernels[index, step], history.encoder_bias[index, step]
    codes = np.tanh(subject.patches @ kernels.T.astype(float) + bias)
    filters = history.decoder_filters[index, step].astype(float)
    return np.sqrt(
        ablation(subject.patches, codes, filters, float(history.decoder_bias[index, step]))
    )


@pytest.mark.parametrize(("time", "step"), [(FIRST_STEP, 0), (LAST_STEP, -1)])
def test_errors_are_those_of_the_training(
    stage: Stage, networks: Path, time: float, step: int
) -> None:
    shown = facts(stage, time)
    assert shown["step"] == stage.scene.training.steps[step]
    assert shown["errors"] == pytest.approx(errors_at(networks, stage, step), abs=1e-6)


def test_at_the_last_step_filters_are_those_of_the_network(stage: Stage) -> None:
    filters = stage.scene.subject.filters
    peaks = np.abs(filters).max(1, keepdims=True)
    assert np.array(facts(stage, LAST_STEP)["filters"]) == pytest.approx(filters / peaks, abs=1e-6)


def test_noise_in_lanes_is_to_scale(stage: Stage) -> None:
    stage.draw(LAST_STEP)
    widths = [float(lane.dots.centres()[:, 0].std()) for lane in stage.scene.lanes.lanes]
    spreads = (stage.scene.draws * NOISE).std(0)
    assert np.array(widths) / widths[0] == pytest.approx(spreads / spreads[0], abs=1e-6)


def test_training_goes_on_from_the_first_step_to_the_last(stage: Stage) -> None:
    steps = [facts(stage, time)["step"] for time in np.linspace(FIRST_STEP, LAST_STEP, 60)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (1, FILM_EXPERIMENTS["code-noise"].training.steps)


def test_the_title_says_what_the_bars_show(stage: Stage) -> None:
    for time in np.arange(FIRST_STEP, LAST_STEP, 0.5):
        shown = facts(stage, time)
        if RANKED in titles(stage, time):
            assert shown["errors"] == sorted(shown["errors"])
    assert titles(stage, STILL) == [FIRST]
    assert titles(stage, LAST_STEP) == [RANKED]


def test_it_lasts_24_seconds_and_its_poster_has_the_most_equal_noise(stage: Stage) -> None:
    assert stage.seconds == pytest.approx(24.0)
    assert facts(stage, stage.story.poster)["numbers"] == ["0.1", "0.1", "0.1"]
    assert list(layout_rules.of_poster(stage)) == []


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    check_loop(stage)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    assert at_rest(stage) == []


def at_rest(stage: Stage) -> list[str]:
    found = []
    for time in RESTS[1:] if stage.seconds > 20 else (STILL, 7.53, 10.5, 16.0):
        stage.draw(time)
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    return found


def test_each_axis_is_a_muted_arrow_to_the_disc_of_its_component(stage: Stage) -> None:
    stage.draw(0.0)
    theme = THEMES["dark"]
    parts = stage.scene.stage.card.still.submobjects
    arrows = [part for part in parts if isinstance(part, Arrow)]
    discs = [part for part in parts if isinstance(part, Disc)]
    for component, arrow, disc, ahead in zip((0, 2), arrows, discs, [(1, 0), (0, -1)], strict=True):
        area, digit = disc.submobjects
        assert digit.text == str(component + 1)
        assert np.allclose(ink(area)[:3], levels(theme.component(component).colour), atol=0.01)
        assert np.allclose(ink(arrow.head)[:3], levels(theme.muted), atol=0.01)
        assert np.allclose(ink(arrow.line)[:3], levels(theme.muted), atol=0.01)
        way = to_pixels(area.points).mean(0) - to_pixels(arrow.head.points).mean(0)
        assert way / np.hypot(*way) == pytest.approx(ahead, abs=1e-6)


def test_only_noise_has_the_colour_of_a_component_in_the_plane(stage: Stage) -> None:
    stage.draw(EVEN)
    card, theme = stage.scene.stage.card, THEMES["dark"]
    colours = [levels(theme.component(component).colour) for component in (0, 2)]
    lines = [part for part in stage.visible() if part in card.get_family()]
    coloured = [
        part for part in lines if any(np.allclose(ink(part)[:3], c, atol=0.01) for c in colours)
    ]
    discs = [disc.submobjects[0] for disc in card.still.submobjects if isinstance(disc, Disc)]
    assert {id(part) for part in coloured} == {id(part) for part in (*discs, *card._bars)}


def test_marks_on_the_bar_are_where_it_comes_to_their_steps(stage: Stage) -> None:
    stage.draw(LAST_STEP)
    bar = stage.scene.bar
    last = FILM_EXPERIMENTS["code-noise"].training.steps
    numbers = bar.marks.numbers
    assert {1, last} < set(numbers)
    assert len(numbers) >= 4
    marked = {
        step: to_pixels(tick.points)[:, 0].mean()
        for step, tick in zip(numbers, bar.marks.ticks, strict=True)
    }
    for time in np.linspace(FIRST_STEP, LAST_STEP, 200):
        step = facts(stage, float(time))["step"]
        [[knob, _]] = bar._knob.centres()
        for other, x in marked.items():
            assert (step < other and knob < x) or (step > other and knob > x) or step == other
    assert all(label.text == thousands(step) for step, label in numbers.items())
    assert all(label in stage.visible() for label in numbers.values())


def test_no_title_of_training_tells_a_time_that_the_bar_contradicts(stage: Stage) -> None:
    assert titles(stage, FIRST_STEP) == ["Training has yet to sort the filters"]
    shown = [text for _, text in stage.scene.noise_story.titles()]
    assert not any(word in text.lower() for text in shown for word in ("early", "late"))


# Other networks.

SIZES = [
    (2, 4, 2, (0.1, 0.01)),
    (4, 5, 5, (0.1, 0.03, 0.01, 0.003)),
    (1, 3, 1, (0.1,)),
    (3, 7, 4, (0.05, 0.05, 0.05)),
    (3, 15, 4, (0.001, 0.0, 0.125)),
]


def staged(tmp_path: Path, size: tuple[int, int, int, tuple[float, ...]], theme: Any) -> Any:
    channels, kernel, stride, noise = size
    network = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, network, code_noise=noise, seeds=[SEED])
    return odd_stage(config, tmp_path, theme)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_layers_of_any_size_keep_the_rules_of_layout(
    size: tuple[int, int, int, tuple[float, ...]], theme: Any, tmp_path: Path
) -> None:
    with staged(tmp_path, size, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert at_rest(stage) == []


def test_equal_noise_is_shown_as_it_is_and_nothing_is_claimed(tmp_path: Path) -> None:
    with staged(tmp_path, SIZES[3], "dark") as stage:
        assert stage.seconds == pytest.approx(19.4)
        said = [text for _, text in stage.scene.noise_story.titles()]
        assert said == [
            FIRST,
            "Noise on the code: the output jitters",
            "In training the filters take shape",
            FIRST,
        ]


def test_a_network_that_noise_does_not_rank_is_not_said_to_be_ranked(tmp_path: Path) -> None:
    with staged(tmp_path, SIZES[4], "dark") as stage:
        said = [text for _, text in stage.scene.noise_story.titles()]
        assert RANKED not in said
        assert "Unequal noise: the output jitters by" in said[2]
