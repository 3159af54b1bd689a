"""ThreeViews: three ways to compute a layer, drawn as they are, that agree with one another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.config.file import load_config
from deconviz.config.layers import LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.films.scene_files import problems, scene_files
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from support import layout_rules, made_up
from support.staging import ROOT, Stage, box_of, film_stage, is_visible, stage_of_mine

FILE, SCENE = "scenes/three_views.py", "ThreeViews"
OURS = LayerNumbers(input=(2, 3, 1), kernel=(1, 2, 3, 1), stride=2)
SCATTER, GATHER, MATRIX, ALL = 5.6, 12.2, 18.0, 21.6  # seconds: moments of rest
LAYERS = {
    "overlaps by two": LayerNumbers(input=(1, 2, 3), kernel=(4, 3, 2, 1), stride=2),
    "side by side": LayerNumbers(input=(2, 3), kernel=(1, 2, 3, 2, 1), stride=5),
    "stride 1": LayerNumbers(input=(2, 3, 1), kernel=(1, 2, 3), stride=1),
    "with gaps": LayerNumbers(input=(2, 3, 1), kernel=(1, 2), stride=3),
    "negative and decimal": LayerNumbers(input=(2, -1, 0.5), kernel=(1, 0.5, -2, 1), stride=2),
    "five inputs, one zero": LayerNumbers(input=(0.25, -1.5, 2, 0, 1), kernel=(1, -2), stride=2),
    "one long kernel": LayerNumbers(input=(2,), kernel=tuple(range(1, 11)), stride=1),
    "ten inputs": LayerNumbers(input=tuple(range(1, 11)), kernel=(2,), stride=1),
    "one number": LayerNumbers(input=(3,), kernel=(2,), stride=4),
    "nothing": LayerNumbers(input=(0, 0), kernel=(0, 0), stride=1),
    "padding": LayerNumbers(input=(2, 3, 1), kernel=(1, 2, 3, 1), stride=2, padding=1),
    "output padding": LayerNumbers(input=(2, 3, 1), kernel=(1, 2), stride=3, output_padding=2),
    "dilation": LayerNumbers(input=(2, 3), kernel=(1, 2, 3), stride=2, dilation=2, padding=2),
}


@contextmanager
def stage_of(layer: LayerNumbers, folder: Path, theme: Any = "dark") -> Iterator[Stage]:
    job = made_up.film_job(SCENE, theme, FilmEntry(layer=layer))
    with film_stage(FILE, SCENE, folder, job) as stage:
        yield stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage_of(OURS, tmp_path_factory.mktemp("layer")) as stage:
        yield stage


def numbers_in(tiles: list[Any]) -> list[float]:
    """Return the numbers that can be read on tiles."""
    labels = [label for tile in tiles for label in tile.get_family() if is_text(label)]
    return [float(label.text.replace("−", "-")) for label in labels if is_visible(label)]


def is_text(part: Any) -> bool:
    return isinstance(part, TextLine)


@pytest.mark.parametrize("time", [SCATTER, ALL])
def test_written_outputs_are_those_of_the_layer(stage: Stage, time: float) -> None:
    stage.draw(time)
    assert numbers_in(stage.scene.stage.outputs) == [2, 4, 9, 8, 10, 5, 3, 1]
    assert stage.scene.facts()["numbers"] == ["2", "4", "9", "8", "10", "5", "3", "1"]


def test_stamps_are_input_times_kernel(stage: Stage) -> None:
    stage.draw(SCATTER)
    rows = [numbers_in(row) for row in stage.scene.stage.stamps]
    assert rows == [[2, 4, 6, 2], [3, 6, 9, 3], [1, 2, 3, 1]]


@pytest.mark.parametrize("moments", [np.arange(0, 7.5, 1 / 60), np.arange(14.8, 15.9, 1 / 60)])
def test_each_stamp_unfolds_from_the_kernel_of_its_row(stage: Stage, moments: Any) -> None:
    shown = stage.scene.stage
    seen = 0
    for time in moments:
        before = [is_visible(tile.area) for row in shown.stamps for tile in row]
        stage.draw(time)
        for i, row in enumerate(shown.stamps):
            for k, tile in enumerate(row):
                if not is_visible(tile.area):
                    continue
                stamp, of_input = box_of(tile.area), box_of(shown.inputs[i].area)
                assert of_input.top - 0.1 <= stamp.top < stamp.bottom <= of_input.bottom + 0.1
                if time > moments[0] and not before[i * len(row) + k]:
                    chip = box_of(shown.chips[i][k].area)
                    assert stamp.left == pytest.approx(chip.left, abs=4), time
                    assert stamp.right == pytest.approx(chip.right, abs=4), time
                    seen += 1
    assert seen == 12


def test_each_stamp_lies_above_the_outputs_that_it_adds_to(stage: Stage) -> None:
    stage.draw(SCATTER)
    shown = stage.scene.stage
    columns = [middle_of(output.label) for output in shown.outputs]
    for i, row in enumerate(shown.stamps):
        for k, tile in enumerate(row):
            assert middle_of(tile.labels[0]) == pytest.approx(columns[2 * i + k], abs=4)


def middle_of(label: TextLine) -> float:
    """Return the middle of a text."""
    x = to_pixels(label.points)[:, 0]
    return float((x.min() + x.max()) / 2)


def test_gather_stops_at_the_sum_that_scatter_showed(stage: Stage) -> None:
    stage.draw(GATHER)
    assert numbers_in(stage.scene.stage.outputs) == [2, 4, 9]
    turned = numbers_in(sorted(stage.scene.stage.chips[0], key=by_place))
    assert turned == [1, 3, 2, 1]
    products = [numbers_in(row) for row in stage.scene.stage.stamps]
    assert products == [[6], [3], []]


def by_place(tile: Any) -> float:
    return float(tile.area.points[:, 0].min())


def test_the_matrix_holds_the_kernel_in_each_column(stage: Stage) -> None:
    stage.draw(MATRIX)
    assert [numbers_in(row) for row in stage.scene.stage.stamps] == [[1, 2, 3, 1]] * 3
    assert numbers_in(stage.scene.stage.inputs) == [2, 3, 1]


def test_strips_are_shares_of_the_output(stage: Stage) -> None:
    stage.draw(SCATTER)
    widths = [np.ptp(part.points[:, 0]) for part in stage.scene.stage.outputs[2].strip]
    assert widths[0] / sum(widths) == pytest.approx(6 / 9)


def test_the_kernel_turns_as_one_strip(stage: Stage) -> None:
    stage.draw(8.55)  # half of the turn
    corners = [to_pixels(tile.area.points) for tile in stage.scene.stage.chips[0]]
    middles = np.array([(part.min(0) + part.max(0)) / 2 for part in corners])  # (K, 2)
    assert np.ptp(middles[:, 0]) == pytest.approx(0, abs=1)
    assert (np.diff(middles[:, 1]) > 150).all()


@pytest.mark.parametrize("layer", LAYERS.values(), ids=list(LAYERS))
def test_all_views_are_the_transposed_convolution(layer: LayerNumbers, tmp_path: Path) -> None:
    expected = torch.nn.functional.conv_transpose1d(
        torch.tensor([[layer.input]], dtype=torch.float64),
        torch.tensor([[layer.kernel]], dtype=torch.float64),
        stride=layer.stride,
        padding=layer.padding,
        output_padding=layer.output_padding,
        dilation=layer.dilation,
    )[0, 0].numpy()
    with stage_of(layer, tmp_path) as stage:
        for time in (SCATTER, ALL):
            stage.draw(time)
            facts = stage.scene.facts()
            for view in ("scatter", "gather", "matrix"):
                assert facts[view] == pytest.approx(expected, abs=1e-6)
            written = numbers_in(stage.scene.stage.outputs)
            assert written == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=list(LAYERS))
def test_layers_of_any_size_keep_the_rules_of_layout(layer: LayerNumbers, tmp_path: Path) -> None:
    theme = "light" if layer.stride % 2 else "dark"
    with stage_of(layer, tmp_path, theme) as stage:
        assert layout_rules.findings(stage, moments=31) == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_ours_keeps_them_at_every_moment(theme: Any, tmp_path: Path) -> None:
    with stage_of(OURS, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert list(layout_rules.of_poster(stage)) == []


def test_what_padding_cuts_off_is_a_hole_in_each_view(tmp_path: Path) -> None:
    with stage_of(LAYERS["padding"], tmp_path) as stage:
        for time in (SCATTER, GATHER, MATRIX, ALL):
            stage.draw(time)
            holes = pieces_across(stage.scene.stage._cut)
            assert len(holes) == (2 if time != MATRIX else 1), time
            assert stage.scene.facts()["crop"] == [1, 1]


def pieces_across(holes: Any) -> set[int]:
    """Return in which columns holes are, by their left ends."""
    x = to_pixels(holes.points)[:, 0]
    gaps = np.flatnonzero(np.diff(np.sort(x)) > 100)
    return {0, *(int(gap) + 1 for gap in gaps)}


def brought(kernel: int, stride: int, padding: int, points: int) -> Example:
    random = np.random.default_rng(3)
    axis = Axis(kernel, stride, (padding, padding))
    layer = Layer(random.normal(0, 0.1, (64, 32, kernel)), np.ones(32), (axis,))
    return Example(layer, random.normal(size=(64, points)), "mine")


def test_of_a_layer_that_a_user_brings_one_pair_is_shown_and_said(tmp_path: Path) -> None:
    example = brought(4, 2, 1, 30)
    with stage_of_mine(FILE, SCENE, example, tmp_path) as stage:
        part = stage.scene.part
        kernel = example.layer.kernel[part.channel, part.output]
        expected = torch.nn.functional.conv_transpose1d(
            torch.tensor(example.given[part.channel, :2])[None, None],
            torch.tensor(kernel)[None, None],
            stride=2,
            padding=1,
        )[0, 0].numpy()
        stage.draw(SCATTER)
        facts = stage.scene.facts()
        for view in ("scatter", "gather", "matrix"):
            assert facts[view] == pytest.approx(expected, abs=1e-9)
        assert numbers_in(stage.scene.stage.outputs) == pytest.approx(expected, abs=0.0051)
        said = [part.text for part in stage.visible() if is_text(part)]
        for line in facts["in_part"]:
            assert line in said
        assert facts["in_part"][1] == "first 2 of 30 points, without bias"
        assert "in part" in stage.story.finding


@pytest.mark.parametrize(("kernel", "stride", "padding"), [(4, 2, 1), (7, 4, 0)])
def test_layers_that_users_bring_keep_the_rules_of_layout(
    kernel: int, stride: int, padding: int, tmp_path: Path
) -> None:
    with stage_of_mine(FILE, SCENE, brought(kernel, stride, padding, 12), tmp_path) as stage:
        assert layout_rules.findings(stage, moments=25) == []


def test_numbers_without_room_are_left_out(tmp_path: Path) -> None:
    layer = LayerNumbers(input=(1.2345, 1), kernel=(1,) * 8, stride=2)
    with stage_of(layer, tmp_path) as stage:
        stage.draw(SCATTER)
        assert numbers_in(stage.scene.stage.stamps[0]) == []
        assert numbers_in(stage.scene.stage.stamps[1]) == [1.0] * 8
        assert layout_rules.findings(stage, moments=20) == []


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds - 1e-9)
    for before, part in zip(first, stage.visible(), strict=True):
        assert before == pytest.approx(part.points, abs=1e-4)


def test_more_than_ten_outputs_are_refused() -> None:
    long = {"input": [1, 2, 3, 4], "kernel": [1, 2, 3, 4, 5], "stride": 2}
    entries = {"Long": {"scene": SCENE, "layer": long}}
    config = load_config(ROOT / "workflow/config.yaml", {"films": {"entries": entries}})
    assert problems(config, scene_files(ROOT / "scenes")) == [
        "films.entries.Long.layer: ThreeViews shows 1 to 10 outputs, not 11: shorten input or "
        "kernel"
    ]
