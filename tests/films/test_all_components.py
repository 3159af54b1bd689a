"""AllComponents: the surface is what the decoder made in the last seconds, in true perspective."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.analysis import code_paths
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import UNIT, to_pixels
from deconviz.films.mobjects.text import TextLine
from support import layout_rules, made_up
from support.control_frames import SEED
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage, ink

FILE, SCENE = "scenes/all_components.py", "AllComponents"
HALF = 1.3  # seconds, between two rows of the surface


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


@pytest.fixture(scope="module")
def bare(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED, bare=True)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def code_at(stage: Stage, time: float) -> np.ndarray:
    scene = stage.scene
    return np.asarray(code_paths.closed_path(scene.low, scene.high, time / stage.seconds))


def near_corners(stage: Stage) -> np.ndarray:
    """Return where the near edge of each row of facets is, the farthest first, (rows, K, 2)."""
    kernel = stage.scene.subject.network.kernel
    corners = to_pixels(stage.scene.surface.points).reshape(-1, 3 * kernel - 2, 4, 2)
    facets = corners[:, : kernel - 1]  # (rows, K - 1, 4, 2)
    return np.concatenate([facets[:, :, 3], facets[:, -1:, 2]], 1)


@pytest.mark.parametrize("time", [0.0, HALF, 7.9, 15.99])
def test_the_curves_in_front_are_the_scaled_filters_and_their_sum(
    stage: Stage, time: float
) -> None:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    code, subject = code_at(stage, time), stage.scene.subject
    assert shown["code"] == pytest.approx(code, abs=1e-9)
    assert np.array(shown["scaled"]) == pytest.approx(code[:, None] * subject.filters, abs=1e-6)
    assert shown["output"] == pytest.approx(code @ subject.filters + subject.bias, abs=1e-6)


@pytest.mark.parametrize("time", [HALF, 9.4])
def test_the_surface_is_the_outputs_of_the_last_10_seconds_in_perspective(
    stage: Stage, time: float
) -> None:
    stage.draw(time)
    scene, subject = stage.scene, stage.scene.subject
    rows = near_corners(stage)[::-1]  # from the front
    ages = np.array([0.0, *(time % 0.25 + 0.25 * np.arange(len(rows) - 1))])
    assert ages[-1] > 9.5
    middle, horizon = 960.0, -190.0
    for row, age in zip(rows, ages.tolist(), strict=True):
        size = 1 / (1 + age / 10)
        output = code_at(stage, time - age) @ subject.filters + subject.bias
        y = horizon + size * (scene.axes.down(output) - horizon)
        x = middle + size * (scene.axes.across(np.arange(7.0)) - middle)
        assert row == pytest.approx(np.stack([x, y], 1), abs=1e-6)


def test_rows_travel_away_and_keep_their_moment(stage: Stage) -> None:
    stage.draw(HALF)
    before = len(near_corners(stage))
    colours = stage.scene.surface.fill_rgbas.copy()
    stage.draw(HALF + 0.1)
    assert len(near_corners(stage)) == before
    assert stage.scene.surface.fill_rgbas[-30:, :3] == pytest.approx(colours[-30:, :3], abs=0.02)


def test_the_surface_fades_into_the_background(stage: Stage) -> None:
    stage.draw(HALF)
    farthest = stage.scene.surface.fill_rgbas[:6, :3]
    background = np.array([0x10, 0x14, 0x1B]) / 255
    assert farthest == pytest.approx(np.tile(background, (6, 1)), abs=1 / 255)


def test_the_dot_is_the_code(stage: Stage) -> None:
    stage.draw(5.1)
    assert stage.scene.dot.code() == pytest.approx(code_at(stage, 5.1)[-2:], abs=1e-6)


def test_discs_are_always_to_be_seen_and_slide_where_lines_cross(stage: Stage) -> None:
    discs = stage.scene.ends.discs
    looks = [
        [(*disc[0].get_center()[:2], ink(disc[0])[3], ink(disc.digit)[3]) for disc in discs]
        for _ in stage.moments(16 * 60 + 1)
    ]
    places, shown = np.array(looks)[..., :2], np.array(looks)[..., 2:]  # each (frames, C, 2)
    assert np.linalg.norm(np.diff(places, axis=0), axis=2).max() * UNIT < 16
    assert np.ptp(places[..., 0]) == pytest.approx(0, abs=1e-6)
    assert (shown[..., 0] == 1).all()
    assert shown[..., 1].mean() > 0.95
    assert (shown[..., 1].max(1) == 1).all()


def test_discs_stand_in_the_order_of_their_lines(stage: Stage) -> None:
    for _ in stage.moments(41):
        ends = np.array([curve.values()[-1] for curve in stage.scene.scaled])
        heights = [disc.get_center()[1] for disc in stage.scene.ends.discs]
        order = np.argsort(heights)
        apart = np.diff(stage.scene.axes.down(ends[order]))
        assert (apart < 20).all()  # pixels down: they may cross while their discs slide


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage, bare: Stage) -> None:
    for one in (stage, bare):
        one.draw(0.0)
        first = [part.points.copy() for part in one.visible()]
        one.draw(one.seconds - 1e-9)
        for before, part in zip(first, one.visible(), strict=True):
            assert before == pytest.approx(part.points, abs=1e-4)


def test_a_bare_film_has_no_words_and_fills_the_frame(bare: Stage) -> None:
    for _ in bare.moments(5):
        assert not [part for part in bare.visible() if isinstance(part, TextLine)]
    assert bare.scene.axes.box.width > 0.8 * 1920
    assert layout_rules.findings(bare) == []


def test_on_its_poster_the_last_outputs_lie_above_the_output(stage: Stage) -> None:
    def level(time: float) -> float:
        stage.draw(time % stage.seconds)
        return float(np.mean(stage.scene.facts()["shown"][0]["output"]))

    poster = stage.story.poster
    assert np.mean([level(poster - back) for back in (1, 2, 3, 4, 5)]) > level(poster)


def test_text_keeps_its_distance_from_marks(stage: Stage) -> None:
    found = [finding for _ in stage.moments(9) for finding in layout_rules.of_rest(stage)]
    assert found == []


SIZES = [(2, 4, 2), (4, 5, 5), (1, 3, 1), (3, 7, 4), (3, 40, 4)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_networks_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        title = "scaled" if channels == 1 else f"{channels} filters"
        assert stage.story.title.endswith(title)
