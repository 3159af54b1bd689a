"""Remedies: bricks add up to the totals, and the curve is what the network's remedies give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.analysis.curve_example import BEST
from deconviz.config.schema import Config, FilmEntry
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.stage import HEIGHT, UNIT
from deconviz.films.mobjects.titles import Title
from deconviz.films.scene_files import problems, scene_files
from deconviz.network.overlaps import REMEDIES
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import ROOT, Stage, box_of, film_stage

FILE, SCENE = "scenes/remedies.py", "Remedies"
RESTS = {"sum": 3.5, "halve": 7.6, "taper": 10.8, "divide": 14.0, "pad": 20.5}  # seconds
IN_NETWORK = {
    "sum": "raw",
    "halve": "halved",
    "taper": "tapered",
    "divide": "normalised",
    "pad": "padded",
}
ONES, TWOS = [1.0] * 4, [2.0] * 3
TOTALS = {
    "sum": [*ONES, *TWOS, 1.0, *TWOS, *ONES],
    "halve": [0.5] * 3 + [1.0] * 9 + [0.5] * 3,
    "divide": [1.0] * 15,
    "pad": [1.0] * 15,
}


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def by_network(stage: Stage, remedy: str) -> np.ndarray:
    subject, curve = stage.scene.subject, stage.scene.windows.curve
    return REMEDIES[IN_NETWORK[remedy]](subject.network, curve, subject.stride).values


@pytest.mark.parametrize("remedy", RESTS)
def test_at_rest_the_line_is_what_the_networks_remedy_gives(stage: Stage, remedy: str) -> None:
    shown = facts(stage, RESTS[remedy])
    assert shown["whole"] == pytest.approx(by_network(stage, remedy), abs=1e-6)


@pytest.mark.parametrize("remedy", RESTS)
def test_each_name_has_the_error_of_its_remedy(stage: Stage, remedy: str) -> None:
    missed = by_network(stage, remedy) - stage.scene.windows.curve
    written = float(facts(stage, 0.0)["errors"][remedy])
    assert written == pytest.approx(np.sqrt((missed**2).mean()), abs=0.000501)


@pytest.mark.parametrize("remedy", TOTALS)
def test_bricks_pile_up_to_the_totals(stage: Stage, remedy: str) -> None:
    assert facts(stage, RESTS[remedy])["totals"] == pytest.approx(TOTALS[remedy], abs=1e-9)


@pytest.mark.parametrize("time", [1.2, 4.6, 8.8, 12.2, 18.0])
def test_while_bricks_change_the_line_is_the_sum_with_the_weights_as_they_are(
    stage: Stage, time: float
) -> None:
    shown, windows = facts(stage, time), stage.scene.windows
    laid = np.zeros(len(windows.longer))
    starts = windows.windows.starts().tolist()
    for start, block, weight in zip(starts, windows.blocks, stage.scene.weights, strict=True):
        laid[start : start + len(block)] += weight * block
    inside = laid[windows.before : windows.before + len(windows.curve)]
    assert shown["whole"] == pytest.approx(inside + windows.bias, abs=1e-6)


def test_the_curve_is_the_one_that_the_rule_chooses(stage: Stage) -> None:
    shown, scene = facts(stage, 0.0), stage.scene
    assert shown["rule"] == BEST
    assert scene.windows.curve.tolist() == scene.subject.held_out[shown["curve"]].tolist()


def test_both_bands_come_nearer_by_the_same_factor(stage: Stage) -> None:
    views = stage.scene.picture.views
    assert views.near.weight / views.far.weight == pytest.approx(views.near.value / views.far.value)


@pytest.mark.parametrize(("remedy", "signs"), [("halve", "½1"), ("divide", "½1"), ("pad", "½1")])
def test_bricks_say_their_weights(stage: Stage, remedy: str, signs: str) -> None:
    stage.draw(RESTS[remedy])
    texts = [getattr(part, "text", "") for part in stage.visible()]
    assert set(signs) <= set(texts)


def titles(stage: Stage) -> list[str]:
    return [part.text for part in stage.visible() if isinstance(part, Title)]


SAID = {
    "sum": "Sum: overlaps count twice",
    "halve": "Halve: the ends sink",
    "taper": "Taper: edges fade, sums are uneven",
    "divide": "Divide by the count: exactly 1",
    "pad": "Pad: more windows fill the ends",
}


@pytest.mark.parametrize("remedy", RESTS)
def test_the_title_says_what_the_remedy_does(stage: Stage, remedy: str) -> None:
    stage.draw(min(RESTS[remedy], 19.9))
    assert titles(stage) == [SAID[remedy]]


def test_the_title_of_the_summary_is_that_of_the_film(stage: Stage) -> None:
    for time in (stage.story.poster, stage.seconds):
        stage.draw(time)
        assert titles(stage) == [stage.story.title]


def test_of_windows_that_overlap_more_than_twice_it_says_no_number(tmp_path: Path) -> None:
    with odd_stage(config_of(3, 15, 1), tmp_path) as stage:
        stage.draw(RESTS["sum"])
        assert titles(stage) == ["Sum: overlaps count too often"]
        assert stage.story.beats[0].says.endswith("overlaps count too often.")


@pytest.mark.parametrize("remedy", RESTS)
def test_the_name_at_work_is_that_of_the_weights_shown(stage: Stage, remedy: str) -> None:
    named = {"halve": [7.6, 15.9, 17.5], "pad": [18.5, 22.0]}.get(remedy, [RESTS[remedy]])
    for time in named:
        stage.draw(time)
        assert np.allclose(stage.scene.weights, stage.scene.windows.weights(remedy)), time
        text = next(part for part in stage.visible() if getattr(part, "text", "") == remedy)
        tint = next(part for part in stage.scene.picture.names if isinstance(part, Tint))
        assert box_of(tint).left < box_of(text).left < box_of(text).right < box_of(tint).right


@pytest.mark.parametrize("remedy", RESTS)
def test_a_solid_bar_is_at_each_error_that_the_outputs_dot_does_not_hide(
    stage: Stage, remedy: str
) -> None:
    stage.draw(RESTS[remedy])
    scene, picture = stage.scene, stage.scene.picture
    output = picture.line.places()[:, 1]
    wanted = scene.view.down(scene.windows.curve)
    seen = np.abs(output - wanted) > picture.line.dot
    y = (HEIGHT / 2 - picture.errors.points[:, 1] * UNIT).reshape(-1, 32)
    assert np.stack([y.min(1), y.max(1)], 1) == pytest.approx(
        np.sort(np.stack([output, wanted], 1)[seen], 1), abs=1e-3
    )
    assert seen.sum() >= {"sum": 6, "halve": 2, "taper": 5}.get(remedy, 0)


def test_bars_of_errors_lie_over_the_rim_and_under_the_dots(stage: Stage) -> None:
    rim, errors, line = stage.scene.picture.line
    assert errors is stage.scene.picture.errors
    assert rim.dot > line.dot == stage.scene.picture.line.dot


def test_the_last_frame_is_the_summary_of_all_errors(stage: Stage) -> None:
    assert not stage.scene.shows.loops
    shown = facts(stage, stage.seconds)
    texts = [getattr(part, "text", "") for part in stage.visible()]
    assert set(shown["errors"].values()) <= set(texts)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    for time in RESTS.values():
        stage.draw(time)
        assert list(layout_rules.of_rest(stage)) == [], time


def config_of(channels: int, kernel: int, stride: int) -> Config:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    return odd_config(SCENE, size)


SIZES = [(3, 7, 4), (2, 4, 2), (1, 3, 1), (3, 15, 1), (1, 31, 16)]
MOMENTS = 45


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    with odd_stage(config_of(channels, kernel, stride), tmp_path, theme) as stage:
        assert layout_rules.findings(stage, MOMENTS) == []
        for time in RESTS.values():
            stage.draw(time)
            assert list(layout_rules.of_rest(stage)) == []


def test_a_film_of_windows_that_do_not_overlap_is_refused_with_the_way_out() -> None:
    [problem] = problems(config_of(4, 5, 5), scene_files(ROOT / "scenes"))
    assert problem.endswith("lower its stride or remove the film")
