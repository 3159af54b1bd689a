"""RaggedAndSmooth: two filters of one meaning, and the stairs that both climb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis.comparison import roughness
from deconviz.films.mobjects.stage import to_pixels
from deconviz.look.theme import ThemeName
from support import layout_rules, made_up
from support.control_frames import TWO
from support.loops import check_loop
from support.multiplications import above_lower, above_upper
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage

FILE, SCENE = "scenes/ragged_and_smooth.py", "RaggedAndSmooth"


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", TWO)) as stage:
        yield stage


def finished(stage: Stage) -> list[dict[str, Any]]:
    """What both pictures show in the end."""
    stage.draw(stage.scene.clock.leaves - 0.1)
    return list(stage.scene.facts()["shown"])


def test_the_components_are_those_whose_codes_correlate_most(stage: Stage) -> None:
    codes = [subject.codes for subject in stage.scene.subjects]
    table = np.abs(np.corrcoef(codes[0].T, codes[1].T)[:3, 3:])  # (C, C)
    first, second = (one["component"] for one in finished(stage))
    assert table[first, second] == pytest.approx(table.max(), abs=1e-9)


def test_a_component_that_means_the_opposite_is_turned_and_says_so(stage: Stage) -> None:
    """The made-up networks of the two variants have opposite signs."""
    first, second = finished(stage)
    assert (first["turned"], second["turned"]) == (False, True)
    assert second["correlation"] < 0
    assert stage.text_line("turned")


def test_both_see_the_window_of_the_curve_with_the_largest_code(stage: Stage) -> None:
    first, second = finished(stage)
    assert first["input"] == pytest.approx(second["input"], abs=1e-9)
    kernel, subject = len(first["input"]), stage.scene.subjects[0]
    starts = range(0, subject.held_out.shape[1] - kernel + 1, subject.stride)
    windows = [subject.held_out[first["curve"]][start : start + kernel] for start in starts]
    codes = np.abs(subject.network.encode(np.array(windows))[:, first["component"]])
    assert first["window"] == codes.argmax()
    assert first["input"] == pytest.approx(windows[first["window"]], abs=1e-6)


def test_filters_stairs_and_numbers_are_those_of_torchs_convolution(stage: Stage) -> None:
    for subject, shown in zip(stage.scene.subjects, finished(stage), strict=True):
        sign = -1 if shown["turned"] else 1
        network, component = subject.network, shown["component"]
        kernel = sign * network.encoder_kernels[component]
        assert shown["filter"] == pytest.approx(kernel, abs=1e-6)
        products = np.array(shown["input"]) * kernel
        assert shown["steps_begin"] == pytest.approx([0, *np.cumsum(products)[:-1]], abs=1e-6)
        total = torch.nn.functional.conv1d(
            torch.tensor(shown["input"], dtype=torch.float64)[None, None],
            torch.from_numpy(network.encoder_kernels)[:, None],
            torch.from_numpy(network.encoder_bias),
        )[0, component, 0]
        number = float(shown["number"].replace("−", "-"))
        assert number == pytest.approx(sign * np.tanh(float(total)), abs=0.000501)


def test_a_filter_waits_at_its_zero(stage: Stage) -> None:
    stage.draw(stage.scene.clock.leaves - 0.1)
    slid = [above_upper(picture) for picture in stage.scene.pictures]  # each (K,)
    for time in (0.0, stage.seconds):
        stage.draw(time)
        waiting = [above_lower(picture) for picture in stage.scene.pictures]
        for before, after in zip(waiting, slid, strict=True):
            assert before == pytest.approx(after, abs=1e-6)


def test_the_dashed_line_carries_the_level_on_the_left_to_the_right(stage: Stage) -> None:
    [first, _] = finished(stage)
    y = to_pixels(stage.scene.line.points)[:, 1]
    level = stage.scene.places[0].stairs.values(y)
    assert level == pytest.approx(np.full_like(level, np.dot(first["input"], first["filter"])))
    assert stage.scene.places[0].stairs.y == stage.scene.places[1].stairs.y


def test_the_title_is_true(stage: Stage) -> None:
    first, second = finished(stage)
    rough = sorted(float(roughness(np.array(one["filter"]))) for one in (first, second))
    assert stage.story.title.startswith("Ragged") == (rough[1] > 1 and rough[0] < 0.5)
    numbers = [float(one["number"].replace("−", "-")) for one in (first, second)]
    is_near = abs(numbers[0] - numbers[1]) <= 0.05 * max(map(abs, numbers))
    assert ("nearly the same" in stage.story.title) == is_near


def test_both_climb_together(stage: Stage) -> None:
    stage.draw(3.4)
    counts = [len(picture.stairs.bars.points) for picture in stage.scene.pictures]
    assert counts[0] == counts[1] > 0


def test_it_lasts_12_seconds_and_ends_as_it_begins(stage: Stage) -> None:
    assert stage.seconds == 12
    check_loop(stage)


SIZES = [(1, 3, 1), (2, 4, 2), (3, 7, 4), (4, 5, 5), (3, 31, 4)]
THEMES: list[ThemeName] = ["dark", "light"]
LAYERS = [
    *[(*size, theme, "tanh") for size in SIZES for theme in THEMES],
    (3, 7, 4, "dark", "relu"),
]


@pytest.mark.parametrize(("channels", "kernel", "stride", "theme", "activation"), LAYERS)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: ThemeName, activation: str, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride, "activation": activation}
    config = odd_config(SCENE, size, networks=2)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert list(layout_rules.of_poster(stage)) == []
        assert stage.story.title == "Two networks: nearly the same number"
