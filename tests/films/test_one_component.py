"""OneComponent: a bar is as high as the widest column of all outputs that a component reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.analysis import code_paths
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from support import layout_rules, made_up
from support.control_frames import SEED
from support.loops import check_loop
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, box_of, film_stage

FILE, SCENE = "scenes/one_component.py", "OneComponent"
GIVEN = (0.2, -0.1, 0.05)
FINISHED, BEGIN, TURN = 0.0, 1.8, 6.8  # seconds
LIT, FLYING, TOP, BOTTOM = 2.0, 2.4, 3.6, 5.3  # of a turn: about


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


@pytest.fixture(scope="module")
def even(networks: Path) -> Iterator[Stage]:
    """The film of a network that nothing ranks, at a code from the config."""
    entry = FilmEntry(variant="baseline", seed=SEED, codes=(GIVEN,))
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def ends_of_ranges(stage: Stage) -> tuple[np.ndarray, np.ndarray]:
    codes = stage.scene.subject.codes
    return code_paths.lowest(codes), code_paths.limits(codes)


def turns(stage: Stage) -> list[tuple[float, int]]:
    """When each turn begins, and whose it is: the one that moves the output most is first."""
    low, high = ends_of_ranges(stage)
    distances = (high - low) * np.abs(stage.scene.subject.filters).max(1)
    order = np.argsort(-distances).tolist()
    return [(BEGIN + TURN * turn, component) for turn, component in enumerate(order)]


def test_bars_are_range_times_peak(stage: Stage, even: Stage) -> None:
    for one in (stage, even):
        low, high = ends_of_ranges(one)
        distances = (high - low) * np.abs(one.scene.subject.filters).max(1)
        assert facts(one, FINISHED)["bars"] == pytest.approx(distances, abs=1e-6)


def test_each_bar_is_a_copy_of_its_column_all_the_way(stage: Stage) -> None:
    for begin, component in turns(stage):
        column = stage.scene.picture.ranges[component].column
        for moment in np.linspace(LIT + 0.01, TURN, 9):
            stage.draw(begin + float(moment))
            bar = box_of(stage.scene.picture.bars.bars[component])
            assert bar.height == pytest.approx(column.height, abs=1e-6)
        stage.draw(begin + LIT + 1e-6)
        bar = box_of(stage.scene.picture.bars.bars[component])
        assert (bar.left, bar.top) == pytest.approx((column.left, column.top), abs=1e-3)


def test_a_family_is_what_the_network_makes_of_the_range(stage: Stage) -> None:
    network, rest = stage.scene.subject.network, stage.scene.turns.rest
    low, high = ends_of_ranges(stage)
    for begin, component in turns(stage):
        shown = facts(stage, begin + LIT)
        assert shown["component"] == component + 1
        codes = np.tile(rest, (11, 1))
        codes[:, component] = np.linspace(low[component], high[component], 11)
        np.testing.assert_allclose(shown["family"], network.decode(codes), atol=1e-6)


def test_the_column_is_where_the_family_is_widest(stage: Stage) -> None:
    axes = stage.scene.picture.layout.outputs
    for begin, component in turns(stage):
        family = np.array(facts(stage, begin + LIT)["family"])
        point = int(np.ptp(family, axis=0).round(6).argmax())
        column = stage.scene.picture.ranges[component].column
        assert (column.left + column.right) / 2 == pytest.approx(float(axes.across(point)))
        ends = axes.values(np.array([column.bottom, column.top]))
        assert ends == pytest.approx([family[:, point].min(), family[:, point].max()], abs=1e-6)


def test_one_component_at_a_time_goes_through_its_range(stage: Stage, even: Stage) -> None:
    for one in (stage, even):
        low, high = ends_of_ranges(one)
        for begin, component in turns(one):
            moments = begin + np.linspace(0, TURN - 1e-6, 205)
            codes = np.array([facts(one, float(time))["code"] for time in moments])
            differs = np.abs(codes - one.scene.turns.rest).max(0) > 1e-9
            assert differs.tolist() == (np.arange(3) == component).tolist()
            assert codes[:, component].max() == pytest.approx(high[component], abs=1e-3)
            assert codes[:, component].min() == pytest.approx(low[component], abs=1e-3)


@pytest.mark.parametrize("moment", [0.0, 1.2, TOP, 4.4, BOTTOM, 6.6])
def test_curves_are_those_of_the_code(stage: Stage, moment: float) -> None:
    subject = stage.scene.subject
    shown = facts(stage, BEGIN + moment)
    code = np.array(shown["code"])
    np.testing.assert_allclose(shown["scaled"], code[:, None] * subject.filters, atol=1e-6)
    assert shown["sum"] == pytest.approx(code @ subject.filters + subject.bias, abs=1e-6)
    numbers = [float(text.replace("−", "-")) for text in shown["numbers"]]
    assert numbers == pytest.approx(code, abs=0.00501)


def test_it_rests_at_a_likely_code_of_held_out_patches_unless_the_config_gives_one(
    stage: Stage, even: Stage
) -> None:
    likely = code_paths.likely_code(stage.scene.subject.codes)
    assert facts(stage, FINISHED)["code"] == likely.tolist()
    assert facts(stage, FINISHED)["rule"].startswith("the code of a held-out patch")
    assert facts(even, FINISHED)["code"] == list(GIVEN)
    assert facts(even, FINISHED)["rule"] == "given in the config"


def test_the_title_says_what_the_numbers_bear(stage: Stage, even: Stage) -> None:
    assert stage.story.title == "Component 3 moves the output most, 1 least"
    assert even.story.title == "Every component moves the output"
    for one in (stage, even):
        assert one.text_line(one.story.title).cap_height * 320 / 1920 >= 7


def test_the_finding_has_the_numbers_of_the_bars(stage: Stage) -> None:
    bars = facts(stage, FINISHED)["bars"]
    assert all(f"{bar:.2f}" in stage.story.finding for bar in bars)


def test_numbers_beside_bars_count_with_them(stage: Stage) -> None:
    for time in (FINISHED, 1.3, 1.4):
        for bar, number in zip(
            facts(stage, time)["bars"], stage.scene.picture.bars.numbers, strict=True
        ):
            assert float(number.text) == pytest.approx(bar, abs=0.00501)


def test_discs_stand_one_above_another_and_do_not_jump(stage: Stage, even: Stage) -> None:
    for one in (stage, even):
        places = []
        for _ in one.moments(round(one.seconds * 60) + 1):
            discs = [to_pixels(disc.submobjects[0].points)[0] for disc in one.scene.discs.discs]
            places.append(discs)
        moved = np.array(places)  # (moments, C, 2)
        assert np.ptp(moved[..., 0]) == pytest.approx(0, abs=1e-6)
        assert np.abs(np.diff(moved[..., 1], axis=0)).max() < 16


def test_the_output_is_named_at_its_beginning_far_from_discs(stage: Stage, even: Stage) -> None:
    for one in (stage, even):
        axes = one.scene.picture.layout.outputs
        for _ in one.moments(121):
            name = box_of(one.text_line("output"))
            [shown] = one.scene.facts()["shown"]
            begins = float(axes.down(shown["sum"][0]))
            assert name.right < axes.box.left
            assert to_pixels(one.text_line("output").points).max(0)[1] > begins > name.top


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage, even: Stage) -> None:
    for one in (stage, even):
        check_loop(one)


def test_it_lasts_24_seconds_and_its_poster_has_all_traces_and_bars(stage: Stage) -> None:
    assert stage.seconds == pytest.approx(24.0)
    stage.draw(stage.story.poster)
    assert all(len(one.values()) == 11 for one in stage.scene.picture.ranges)
    assert min(facts(stage, stage.story.poster)["bars"]) > 0


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage, even: Stage) -> None:
    assert at_rest(stage) == []
    assert at_rest(even) == []


def test_outputs_fill_two_fifths_of_the_frame(stage: Stage) -> None:
    assert stage.scene.picture.layout.outputs.box.width >= 0.4 * 1920


SIZES = [(2, 4, 2), (4, 5, 5), (1, 3, 1), (3, 7, 4), (4, 31, 4), (1, 2, 1)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert at_rest(stage) == []
        assert stage.scene.picture.layout.outputs.box.width >= 0.4 * 1920


def at_rest(stage: Stage) -> list[str]:
    """What is too near to what: in the finished picture, and before each turn."""
    found = []
    for time in (FINISHED, *np.arange(BEGIN, stage.seconds - 1.7, TURN)):
        stage.draw(float(time))
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    return found
