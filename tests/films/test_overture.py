"""Overture: from act to act, what is drawn is what torch makes of the same curve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis import window_example
from deconviz.analysis.curve_example import BEST
from deconviz.config.schema import FilmEntry
from deconviz.look.theme import ThemeName
from deconviz.network.overlaps import normalised, raw
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage

FILE, SCENE = "scenes/overture.py", "Overture"
CODE, SUMMED, PILED, DIVIDED, TRAINED, SHAKEN = 15.0, 26.0, 34.1, 37.4, 47.5, 55.0
RESTS = (7.5, CODE, SUMMED, PILED, DIVIDED, TRAINED, SHAKEN)  # seconds


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


def curve(stage: Stage) -> np.ndarray:
    shown = facts(stage, CODE)
    assert shown["rule"] == BEST
    return np.asarray(stage.scene.subject.held_out[shown["curve"]])


def torch_code(stage: Stage, window: np.ndarray) -> torch.Tensor:
    network = stage.scene.subject.network
    return torch.tanh(
        torch.nn.functional.conv1d(
            torch.from_numpy(window)[None, None],
            torch.from_numpy(network.encoder_kernels)[:, None],
            torch.from_numpy(network.encoder_bias),
        )
    )


def entered(stage: Stage) -> np.ndarray:
    """The window that the film enters."""
    subject, shown = stage.scene.subject, facts(stage, CODE)
    start = shown["window"] * subject.stride
    assert shown["window_rule"] == window_example.RULE
    return curve(stage)[start : start + subject.network.kernel].copy()


def test_the_window_is_the_one_with_the_highest_mean() -> None:
    windows = np.array([[0.0, 0.2], [0.3, 0.4], [0.5, 0.1]])
    assert window_example.window_example(windows) == 1


def test_the_code_is_what_torch_makes_of_the_window(stage: Stage) -> None:
    code = torch_code(stage, entered(stage))[0, :, 0].tolist()
    written = [float(text.replace("−", "-")) for text in facts(stage, CODE)["code"]]
    assert written == pytest.approx(code, abs=0.005 + 1e-9)


def test_the_scaled_filters_are_drawn_as_they_add_up_to_the_output_of_torch(stage: Stage) -> None:
    network, shown = stage.scene.subject.network, facts(stage, SUMMED)
    output = torch.nn.functional.conv_transpose1d(
        torch_code(stage, entered(stage)),
        torch.from_numpy(network.decoder_filters)[:, None],
        torch.tensor([network.decoder_bias], dtype=torch.float64),
    )
    assert shown["sum"] == pytest.approx(output[0, 0].tolist(), abs=1e-6)
    total = np.sum(shown["scaled"], 0) + network.decoder_bias
    assert total == pytest.approx(output[0, 0].numpy(), abs=1e-6)


def test_the_equation_adds_up_as_written(stage: Stage) -> None:
    *terms, _, total = facts(stage, SUMMED)["equation"]
    assert eval("".join(terms).replace("−", "-")) == pytest.approx(float(total), abs=1e-9)


def test_windows_pile_up_to_the_sum_of_torch_but_for_what_is_nothing_as_written(
    stage: Stage,
) -> None:
    subject, example = stage.scene.subject, stage.scene.example
    wanted = raw(subject.network, curve(stage), subject.stride).values
    left_out = 0.005 * (example.cover + 1)
    assert (np.abs(np.array(facts(stage, PILED)["pile"]) - wanted) <= left_out).all()


def test_the_sum_over_the_count_is_the_output_beside_the_input(stage: Stage) -> None:
    subject, shown = stage.scene.subject, facts(stage, DIVIDED)
    wanted = normalised(subject.network, curve(stage), subject.stride).values
    assert shown["output"] == pytest.approx(wanted, abs=1e-6)
    assert shown["input"] == pytest.approx(curve(stage), abs=1e-6)


def test_trained_filters_are_drawn_for_a_peak_of_one_and_slide_unchanged(stage: Stage) -> None:
    filters = stage.scene.subject.filters
    wanted = filters / np.abs(filters).max(1, keepdims=True)
    assert np.array(facts(stage, TRAINED)["filters"]) == pytest.approx(wanted, abs=1e-6)
    assert np.array(facts(stage, SHAKEN)["filters"]) == pytest.approx(wanted, abs=1e-6)


def test_filters_are_shaken_by_noise_over_the_deviation_of_their_codes(stage: Stage) -> None:
    noise, codes = made_up.NOISE, stage.scene.subject.codes
    wanted = np.array(noise) / codes.std(0)
    assert facts(stage, SHAKEN)["noise_over_deviation"] == pytest.approx(wanted.tolist())


def test_the_title_of_the_pile_goes_before_the_pile_does(stage: Stage) -> None:
    divided, training = stage.scene.titles[4:6]
    assert divided.text.startswith("Divided by their count")
    for time in np.arange(37.8, 39.5, 0.05).tolist():
        stage.draw(time)
        shown = stage.visible()
        piled = any(len(bars.points) for bars in stage.scene.pile.bars.solid)
        lanes = stage.scene.lanes.lanes.lanes
        assert piled or divided not in shown, time
        assert piled or training in shown, time
        assert piled or all(lane.error_value() > 0 for lane in lanes), time


def test_it_draws_the_same_in_any_order(stage: Stage) -> None:
    def points(time: float) -> np.ndarray:
        stage.draw(time)
        return np.concatenate([part.points for part in stage.visible()])

    for time in RESTS:
        stage.draw(0.0)
        first = points(time)
        stage.draw(0.0)
        stage.draw(SHAKEN)
        assert points(time) == pytest.approx(first)


def test_it_rests_on_its_name(stage: Stage) -> None:
    assert stage.seconds == 56
    assert not stage.scene.shows.loops
    assert list(layout_rules.of_poster(stage)) == []


def test_it_keeps_the_rules_of_layout(stage: Stage) -> None:
    found = layout_rules.findings(stage)
    for time in RESTS:
        stage.draw(time)
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    assert found == []


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(2, 4, 2), (4, 5, 5), (1, 3, 1)], ids=str)
def test_layers_of_any_size_keep_the_rules_of_layout(
    size: tuple[int, int, int], theme: ThemeName, tmp_path: Path
) -> None:
    channels, kernel, stride = size
    noise = tuple(np.geomspace(0.1, 0.001, channels).tolist())
    network = {"channels": channels, "kernel": kernel, "stride": stride}
    data = {"held_out": 8}
    config = odd_config(SCENE, network, code_noise=noise, data=data, seeds=[SEED])
    with odd_stage(config, tmp_path, theme) as stage:
        found = layout_rules.findings(stage, 40)
        for time in RESTS:
            stage.draw(time)
            found += layout_rules.of_rest(stage)
        assert found == []
