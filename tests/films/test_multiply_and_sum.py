"""MultiplyAndSum: stairs are products of input and filter, and their height is the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.analysis.curve_example import BEST
from deconviz.analysis.encoder_sum import EncoderSum
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.stages.encoder.code_corner import CodeCorner
from deconviz.films.stages.encoder.encoder_layout import alone, beneath, side_by_side
from deconviz.films.stages.encoder.multiplication import Multiplication, Place, scales_of
from deconviz.look.language import MOVE
from deconviz.look.theme import DARK, ThemeName
from support import layout_rules, made_up
from support.control_frames import ONE
from support.loops import check_loop
from support.multiplications import above_lower, above_upper
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, box_of, film_stage, is_visible

BIASED = EncoderSum(0, np.array([1.0, 0.5]), np.array([0.25, 0.5]), 0.25, float(np.tanh(0.75)))
FALLING = EncoderSum(0, -np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.2, 0.6]), 0.0, -1.0)
CLIMBING = EncoderSum(0, -np.array([1.0, 2.0, 3.0]), -np.array([1.0, 0.2, 0.6]), 0.0, 1.0)
FILE, SCENE = "scenes/multiply_and_sum.py", "MultiplyAndSum"


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", ONE)) as stage:
        yield stage


def encoder(stage: Stage, time: float) -> list[dict[str, Any]]:
    """What the picture says of each component at a time."""
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return list(shown["encoder"])


def told(stage: Stage) -> float:
    """When the first component has been told, and the picture rests."""
    return float(stage.scene.clock.told) - 0.1


def finished(stage: Stage) -> float:
    """When all components stand side by side."""
    return float(stage.scene.clock.leaves) - 0.1


def convolution(stage: Stage, window: list[float]) -> np.ndarray:
    """What torch makes of a window before the activation, shape (C,)."""
    network = stage.scene.subject.network
    sums = torch.nn.functional.conv1d(
        torch.tensor(window, dtype=torch.float64)[None, None],
        torch.from_numpy(network.encoder_kernels)[:, None],
        torch.from_numpy(network.encoder_bias),
    )
    return sums[0, :, 0].numpy()


def test_the_input_is_the_first_window_of_the_curve_that_the_rule_chooses(stage: Stage) -> None:
    stage.draw(told(stage))
    [shown] = stage.scene.facts()["shown"]
    [known] = [one for one in shown["encoder"] if "input" in one]
    kernel = stage.scene.subject.network.kernel
    curve = stage.scene.subject.held_out[shown["curve"]]
    assert known["input"] == pytest.approx(curve[:kernel], abs=1e-6)
    assert BEST in shown["rule"]


def test_of_each_component_the_picture_holds_its_filter_and_where_its_steps_begin(
    stage: Stage,
) -> None:
    components = encoder(stage, finished(stage))
    assert [one["component"] for one in components] == [0, 1, 2]
    for one in components:
        kernel = stage.scene.subject.network.encoder_kernels[one["component"]]
        assert one["filter"] == pytest.approx(kernel, abs=1e-6)
        products = np.array(one["input"]) * kernel
        assert one["steps_begin"] == pytest.approx([0, *np.cumsum(products)[:-1]], abs=1e-6)


def test_the_level_of_the_stairs_is_torchs_sum_and_the_bar_ends_at_the_code(stage: Stage) -> None:
    [known] = [one for one in encoder(stage, told(stage)) if "sum" in one]
    total = convolution(stage, known["input"])[known["component"]]
    assert known["sum"] == pytest.approx(total, abs=1e-6)
    assert known["code_number"] == pytest.approx(np.tanh(total), abs=1e-6)


def test_the_component_that_the_activation_changes_most_is_told_at_length(stage: Stage) -> None:
    sums = stage.scene.sums
    changes = [abs(one.code - one.total) for one in sums]
    assert changes[stage.scene.lead] == max(changes)


def test_written_products_and_bias_add_up_to_the_written_sum(stage: Stage) -> None:
    example = stage.scene.sums[stage.scene.lead]
    stage.draw(told(stage))
    [shown] = stage.scene.facts()["shown"]
    terms = [float(text.replace("−", "-")) for text in shown["written"]]
    if terms:
        bias = round(example.bias, 2)
        assert sum(terms) + bias == pytest.approx(round(example.total, 2), abs=1e-9)
    assert bool(terms) == example.adds_up


def test_products_fall_one_after_another_and_none_bounces(stage: Stage) -> None:
    clock = stage.scene.clock
    times = np.linspace(0, clock.told, 200).tolist()
    fallen = np.array([clock.products(time)[1] for time in times])  # (200, K)
    assert (np.diff(fallen, axis=0) >= 0).all()
    assert (np.diff(fallen, axis=1) <= 0).all()
    assert (fallen[0] == 0).all()
    assert (fallen[-1] == 1).all()


def test_a_bar_has_the_height_of_its_product_in_the_air_too(stage: Stage) -> None:
    scene = stage.scene
    example, stairs = scene.sums[scene.lead], scene.first.picture.stairs
    column = int(np.abs(example.products).argmax())
    stage.draw(1.8 + scene.clock.step * column + 0.5)  # while it falls
    y = to_pixels(stairs.bars.points).reshape(-1, 32, 2)[column, :, 1]
    unit = scene.alone.stairs.box.height / np.diff(scene.alone.stairs.y)[0]
    assert np.ptp(y) == pytest.approx(abs(example.products[column]) * unit, abs=1e-6)


def test_the_arrow_meets_the_end_of_the_bar(stage: Stage) -> None:
    stage.draw(told(stage))
    corner, scene = stage.scene.first.corner, stage.scene
    code = scene.sums[scene.lead].code
    x = to_pixels(corner.bar.points)[:, 0]
    assert corner.meets[0] == pytest.approx(x.min() if code < 0 else x.max(), abs=1e-6)


def test_a_filter_waits_at_its_zero(stage: Stage) -> None:
    first, clock = stage.scene.first.picture, stage.scene.clock
    stage.draw(told(stage))
    slid = above_upper(first)
    for time in (0.0, stage.seconds):
        stage.draw(time)
        assert above_lower(first) == pytest.approx(slid, abs=1e-6)
    for other, copy in enumerate(stage.scene.copies):
        stage.draw(finished(stage))
        slid = above_upper(copy)
        stage.draw(clock.begins(other) + MOVE)
        assert above_lower(copy) == pytest.approx(slid, abs=1e-6)


COLUMNS = side_by_side([FALLING, CLIMBING])
PLACES = [alone(FALLING), alone(CLIMBING), *COLUMNS, beneath(*COLUMNS)]


@pytest.mark.parametrize("example", [FALLING, CLIMBING])
@pytest.mark.parametrize("place", PLACES)
def test_a_filter_waits_at_its_zero_between_window_and_words(
    place: Place, example: EncoderSum
) -> None:
    picture = Multiplication(example, scales_of(example), place, DARK)
    none = np.zeros(3)
    picture.draw(place, 1.0, none, none, 1.0)
    slid = above_upper(picture)
    picture.draw(place, 0.0, none, none, 1.0)
    assert above_lower(picture) == pytest.approx(slid, abs=1e-6)
    points = picture.filter.places()[:, 1]
    assert place.curves.box.bottom < points.min() < points.max() < place.floor + 1e-6


def test_columns_say_that_each_has_its_own_scale(stage: Stage) -> None:
    stage.draw(finished(stage))
    remarks = [part for part in stage.visible() if getattr(part, "text", "") == ", own scale"]
    assert len(remarks) == len(stage.scene.sums) == 3


def test_activation_and_card_keep_their_shapes(stage: Stage) -> None:
    stage.draw(0.0)
    corner = stage.scene.first.corner
    things = [*corner.squash.get_family(), *corner._card.get_family()]
    shapes = [part.points.copy() for part in things]
    for _ in stage.moments(200):
        for part, shape in zip(things, shapes, strict=True):
            assert not is_visible(part) or part.points == pytest.approx(shape)


def test_numbers_travel_with_their_stairs(stage: Stage) -> None:
    scene, clock = stage.scene, stage.scene.clock
    column, times = scene.columns[scene.lead], np.linspace(clock.told, clock.begins(0), 30)
    moved = np.array([clock.moved(time) for time in times])  # (30,)
    assert moved[0] == 0 < moved[15] < moved[-1] == 1
    for label in (column.total, column.code):
        lefts = []
        for time in times.tolist():
            stage.draw(time)
            lefts.append(box_of(label).left)
        expected = lefts[0] + moved * (lefts[-1] - lefts[0])  # (30,)
        assert lefts == pytest.approx(expected, abs=1)


def test_the_others_are_gone_before_the_first_grows(stage: Stage) -> None:
    scene, clock = stage.scene, stage.scene.clock
    for time in np.linspace(clock.leaves, stage.seconds, 60).tolist():
        stage.draw(time)
        has_grown = clock.moved(time) < 1
        is_there = [any(map(is_visible, copy.get_family())) for copy in scene.copies]
        assert not (has_grown and any(is_there))


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    check_loop(stage)


def test_it_lasts_21_seconds_and_its_poster_is_the_first_code_number(stage: Stage) -> None:
    assert stage.seconds == 21
    assert stage.story.poster == pytest.approx(told(stage))


SIZES = [(1, 3, 1), (2, 4, 2), (3, 7, 4), (4, 5, 5), (3, 31, 4)]
THEMES: list[ThemeName] = ["dark", "light"]
LAYERS = [
    *[(*size, theme, "tanh") for size in SIZES for theme in THEMES],
    *[(3, 7, 4, "dark", activation) for activation in ("relu", "identity")],
    (1, 3, 1, "light", "relu"),
]


@pytest.mark.parametrize(("channels", "kernel", "stride", "theme", "activation"), LAYERS)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: ThemeName, activation: str, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride, "activation": activation}
    config = odd_config(SCENE, size)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert list(layout_rules.of_poster(stage)) == []
        assert 8 <= stage.seconds <= 25
        squashes = stage.scene.sums[stage.scene.lead].is_changed
        assert ("and adds" in stage.story.title) == (not squashes)


def test_a_bias_is_the_last_step() -> None:
    """Its bar begins where the products end, and the sum comes after it."""
    place = alone(BIASED)
    corner = CodeCorner(BIASED, "tanh", place, DARK, "dark")
    corner.draw(1.0, (1.0, 1.0, 1.0), 1.0, 1.0)
    y = to_pixels(corner.bias_bar.points)[:, 1]
    ends = place.stairs.values(np.array([y.max(), y.min()]))
    assert ends == pytest.approx([0.5, 0.75], abs=1e-6)
    assert corner.facts() == pytest.approx({"sum": 0.75, "code_number": np.tanh(0.75)}, abs=1e-6)
