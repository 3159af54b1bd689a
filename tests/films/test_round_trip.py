"""RoundTrip: codes, pieces and output are those of the network, and come back where they began."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from deconviz.analysis.curve_example import curve_example
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage

FILE, SCENE = "scenes/round_trip.py", "RoundTrip"
FIRST, NAMED, OUT, WAVE, RESULT = 0.0, 4.5, 6.2, 11.0, 13.6  # seconds; windows 2.5 apart from 1.0


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def torch_codes(stage: Stage) -> torch.Tensor:
    """What torch makes of the curve, shape (1, C, W)."""
    subject = stage.scene.subject
    network = subject.network
    curve = torch.from_numpy(subject.held_out[facts(stage, FIRST)["curve"]])[None, None]  # (1,1,N)
    kernels = torch.from_numpy(network.encoder_kernels[:, None])  # (C, 1, K)
    biases = torch.from_numpy(network.encoder_bias)  # (C,)
    before = functional.conv1d(curve, kernels, biases, stride=subject.stride)  # (1, C, W)
    codes: torch.Tensor = torch.tanh(before)
    return codes


def torch_output(stage: Stage, codes: torch.Tensor) -> np.ndarray:
    """What torch makes of codes (1, C, W): overlaps divided by how often they are covered."""
    subject = stage.scene.subject
    filters = torch.from_numpy(subject.filters[:, None])  # (C, 1, K)
    ones = torch.ones(1, 1, codes.shape[2], dtype=torch.float64)
    boxes = torch.ones(1, 1, filters.shape[2], dtype=torch.float64)
    summed = functional.conv_transpose1d(codes, filters, stride=subject.stride)
    cover = functional.conv_transpose1d(ones, boxes, stride=subject.stride)
    output: np.ndarray = (subject.bias + summed / cover)[0, 0].numpy()
    return output


def test_codes_are_those_of_torch_and_the_numbers_are_theirs(stage: Stage) -> None:
    shown = facts(stage, RESULT)
    codes = torch_codes(stage)[0].T.numpy()  # (W, C)
    assert np.array(shown["codes"]) == pytest.approx(codes, abs=1e-6)
    numbers = np.array([[float(n.replace("−", "-")) for n in card] for card in shown["numbers"]])
    assert numbers == pytest.approx(codes, abs=0.00501)


def test_the_output_is_the_transposed_convolution_divided_by_its_cover(stage: Stage) -> None:
    shown = facts(stage, RESULT)
    output = torch_output(stage, torch_codes(stage))
    assert shown["output"] == pytest.approx(output, abs=1e-6)
    assert shown["wanted"] == pytest.approx(shown["input"], abs=1e-6)
    error = float(np.sqrt(np.mean((np.array(shown["input"]) - output) ** 2)))
    assert shown["error"] == pytest.approx(error, abs=1e-9)
    assert stage.text_line(f"{error:.3f}")


def test_the_input_is_the_curve_of_the_common_rule(stage: Stage) -> None:
    example = curve_example(stage.scene.subject.held_out)
    shown = facts(stage, FIRST)
    assert shown["curve"] == example.number
    assert shown["rule"] == example.rule
    assert shown["input"] == pytest.approx(example.values, abs=1e-6)


def test_out_of_a_card_come_its_scaled_filters(stage: Stage) -> None:
    stage.draw(NAMED)
    window, subject = stage.scene.windows[0], stage.scene.subject
    code = torch_codes(stage)[0, :, 0].numpy()  # (C,)
    stage.draw(NAMED)
    for curve, scaled in zip(window.filters, code[:, None] * subject.filters, strict=True):
        assert curve.values() == pytest.approx(scaled, abs=1e-6)
    for component, value in enumerate(code.tolist()):
        text = f"{value:+.2f} × filter {component + 1}".replace("-", "−")
        assert stage.text_line(text)


@pytest.mark.parametrize("time", [5.1, 5.4, 5.7, 5.9])
def test_a_piece_is_the_sum_of_what_was_added(stage: Stage, time: float) -> None:
    shown, subject = facts(stage, time), stage.scene.subject
    added = np.array(shown["added"][0]) * shown["codes"][0]  # (C,)
    assert shown["pieces"][0] == pytest.approx(subject.bias + added @ subject.filters, abs=1e-6)


def test_a_filter_ends_on_the_sum_of_those_before(stage: Stage) -> None:
    trip = stage.scene.trip
    lines, sums = trip.sums_so_far(np.ones(trip.codes.shape))
    assert lines[:, -1] == pytest.approx(sums)
    assert sums == pytest.approx(trip.pieces)
    lines, sums = trip.sums_so_far(np.zeros(trip.codes.shape))
    assert lines == pytest.approx(trip.terms)
    assert sums == pytest.approx(np.full(sums.shape, trip.bias))


def test_pieces_move_to_their_mean(stage: Stage) -> None:
    before, after = facts(stage, WAVE), facts(stage, 11.9)
    subject = stage.scene.subject
    decoded = np.array(before["codes"]) @ subject.filters + subject.bias  # (W, K)
    assert np.array(before["pieces"]) == pytest.approx(decoded, abs=1e-5)
    windows = np.array(after["output"])[stage.scene.windows[1]._points]
    assert after["pieces"][1] == pytest.approx(windows, abs=1e-6)


def test_a_card_stands_below_the_middle_of_its_window_and_above_its_piece(stage: Stage) -> None:
    stage.draw(WAVE)
    for window, card in zip(stage.scene.windows, stage.scene.layout.cards, strict=True):
        x = to_pixels(window.piece._dots.points)[:, 0]
        middle = (card.left + card.right) / 2
        assert (x.min() + x.max()) / 2 == pytest.approx(middle, abs=0.01)


def test_input_and_output_have_one_scale(stage: Stage) -> None:
    one, other = stage.scene.layout.input, stage.scene.layout.output
    assert one.down(0.0) - one.down(0.1) == pytest.approx(other.down(0.0) - other.down(0.1))
    assert one.across(3.0) == pytest.approx(other.across(3.0))


def test_the_input_passes_behind_the_cards(stage: Stage) -> None:
    for time in np.linspace(12.3, 13.1, 9):
        stage.draw(float(time))
        places = to_pixels(stage.scene.result.wanted._line.points)
        for card in stage.scene.layout.cards:
            inside = (card.left < places[:, 0]) & (places[:, 0] < card.right)
            inside &= (card.top < places[:, 1]) & (places[:, 1] < card.bottom)
            assert not inside.any()


def test_the_title_counts_and_says_that_they_come_back_where_they_do(stage: Stage) -> None:
    counted = "15 points become 9 numbers, and "
    ending = "come back" if stage.scene.trip.comes_back else "a curve again"
    assert stage.story.title == counted + ending
    assert stage.text_line(stage.story.title).cap_height * 320 / 1920 >= 7


def test_it_lasts_16_seconds_and_its_poster_shows_the_result(stage: Stage) -> None:
    assert stage.seconds == pytest.approx(16.0)
    assert facts(stage, stage.story.poster)["output"]


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds)
    last = [part.points for part in stage.visible()]
    for before, after in zip(first, last, strict=True):
        assert before == pytest.approx(after, abs=1e-4)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    for time in (FIRST, NAMED, OUT, WAVE, RESULT):
        stage.draw(time)
        assert list(layout_rules.of_rest(stage)) == []


def test_the_curve_fills_two_fifths_of_the_frame(stage: Stage) -> None:
    assert stage.scene.layout.input.box.width >= 0.4 * 1920


SIZES = [(1, 3, 1, 15), (2, 4, 2, 15), (4, 5, 5, 15), (3, 15, 4, 15), (2, 2, 5, 15)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride", "points"), SIZES)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, points: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size, data={"points": points}, seeds=[SEED])
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        for time in (FIRST, RESULT):
            stage.draw(time)
            assert list(layout_rules.of_rest(stage)) == []
