"""Overture: from act to act, what is drawn is what torch makes of the same curve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from manim import VMobject

from deconviz.analysis import window_example
from deconviz.analysis.curve_example import BEST
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import stroke
from deconviz.films.mobjects.text import TextLine
from deconviz.look.language import RIM
from deconviz.look.theme import THEMES, ThemeName
from deconviz.network.overlaps import normalised, raw
from support import layout_rules, made_up
from support.control_frames import SEED
from support.geometry import boxes_of, levels
from support.moving_rules import Look
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, box_of, film_stage, ink

FILE, SCENE = "scenes/overture.py", "Overture"
CODE, SUMMED, PILED, DIVIDED, NOISY, TRAINED, SHAKEN = 11.5, 23.0, 31.0, 35.3, 37.4, 47.5, 55.0
RESTS = (7.0, CODE, SUMMED, PILED, DIVIDED, NOISY, TRAINED, SHAKEN)  # seconds


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


def texts(stage: Stage, time: float) -> set[str]:
    stage.draw(time)
    return {part.text for part in stage.visible() if isinstance(part, TextLine)}


def is_background(stage: Stage, part: VMobject) -> bool:
    background = levels(THEMES[stage.scene.job.theme].background)
    return len(part.points) > 0 and np.allclose(ink(part)[:3], background, atol=1 / 255)


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


def test_no_term_of_the_pile_lies_under_a_dot_or_a_line(stage: Stage) -> None:
    stage.draw(SUMMED)
    shown = stage.visible()
    pieces = [piece for piece in stage.scene.sum.bars.solid if len(piece.points)]
    pile = [boxes_of(piece)[0] for piece in pieces]  # left, top, right, bottom
    below = shown.index(pieces[0])
    for curve in (*stage.scene.sum.filters, stage.scene.sum.line):
        assert all(shown.index(part) < below for part in curve.get_family() if part in shown)
        dots = curve.places()[:, 0]
        assert (np.abs(dots[:, None] - np.mean([box[[0, 2]] for box in pile], 1)) > 30).all()


def test_the_equation_stands_to_the_left_of_the_pile_at_its_height(stage: Stage) -> None:
    stage.draw(SUMMED)
    sum_, pile = stage.text_line(stage.scene.sum.equation.texts[-1]), stage.scene.sum.bars.solid
    boxes = np.array([boxes_of(piece)[0] for piece in pile if len(piece.points)])
    place = box_of(sum_)
    assert 12 <= boxes[:, 0].min() - place.right <= 40
    assert boxes[:, 1].min() < place.top < place.bottom < boxes[:, 3].max()


def test_windows_keep_their_names_until_the_input_comes(stage: Stage) -> None:
    names = [f"window {number}" for number in (1, 2, 3)]
    assert [name for name in names if name in texts(stage, 26.2)] == names[1:2]
    assert set(names) <= texts(stage, PILED)
    assert set(names).isdisjoint(texts(stage, 31.8))


def test_input_and_output_are_named_beside_the_curve(stage: Stage) -> None:
    assert "input" in texts(stage, 32.4)
    assert {"input", "output"} <= texts(stage, DIVIDED)
    lines = np.vstack([stage.scene.pile.input.places(), stage.scene.pile.output.places()])
    for part in stage.visible():
        if isinstance(part, TextLine) and part.text in ("input", "output"):
            box = box_of(part)
            beside = np.abs(lines[:, 0] - (box.left + box.right) / 2) < 120
            assert 0 < lines[beside, 1].min() - box.bottom < 80


def test_noise_is_announced_before_filters_come_and_their_order_is_spoken_of(
    stage: Stage,
) -> None:
    noise, order = "In training each number gets its own noise", "yet to sort the filters"
    lanes = stage.scene.lanes.lanes.lanes
    assert {noise, "noise on the code"} <= (said := texts(stage, NOISY))
    assert "error without it" not in said
    assert all(not len(lane.filter_values()) and len(lane.dots.points) for lane in lanes)
    assert {noise, "error without it"} <= texts(stage, 38.5)
    assert all(lane.error_value() > 0 for lane in lanes)
    later = " ".join(texts(stage, 39.6))
    assert order in later or "The least noise gets the most important filter" in later


def test_nothing_stands_still_for_long_before_the_window_is_entered(stage: Stage) -> None:
    rests, longest = 0, 0
    before = Look.at(stage, 0.0)
    for time in np.arange(0.1, 13.0, 0.1).tolist():
        stage.draw(time)
        rests = rests + 1 if before.is_as(stage.visible()) else 0
        longest, before = max(longest, rests), Look.at(stage, time)
    assert longest <= 24


def test_draws_do_not_fill_the_gaps_of_dotted_and_dashed_lines(stage: Stage) -> None:
    stage.draw(SHAKEN)
    shown, end = stage.visible(), stage.scene.end
    draws = [shown.index(part) for family in end.draws for part in family if part in shown]
    for curve in end.curves:
        line = shown.index(curve.submobjects[0])
        rims = [part for part in shown[max(draws) + 1 : line] if is_background(stage, part)]
        wide = curve.submobjects[0].stroke_width + stroke(2 * RIM)
        assert max(part.stroke_width for part in rims) == pytest.approx(wide)


def test_noise_goes_on_until_half_a_second_before_the_end(stage: Stage) -> None:
    def first(time: float) -> np.ndarray:
        stage.draw(time)
        return np.array(stage.scene.end.draws[0].submobjects[0].points)

    assert not np.array_equal(first(55.2), first(55.4))
    assert np.array_equal(first(55.6), first(56.0))


def test_the_title_of_the_pile_goes_before_the_pile_does(stage: Stage) -> None:
    divided, training = stage.scene.titles[4:6]
    assert divided.text.startswith("Divided by their count")
    for time in np.arange(35.7, 37.4, 0.05).tolist():
        stage.draw(time)
        shown = stage.visible()
        piled = any(len(bars.points) for bars in stage.scene.pile.bars.solid)
        lanes = stage.scene.lanes.lanes.lanes
        assert piled or divided not in shown, time
        assert piled or training in shown, time
        assert piled or all(len(lane.dots.points) for lane in lanes), time


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
