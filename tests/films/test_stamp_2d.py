"""Stamp2D: blocks as high as the numbers, piles of stamps, and the output seen from above."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.arrays import Floats
from deconviz.config.file import load_config
from deconviz.config.layers import LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.films.scene_files import problems, scene_files
from support import layout_rules, made_up
from support.geometry import gaps
from support.staging import ROOT, Stage, box_of, film_stage, is_visible

FILE, SCENE = "scenes/stamp_2d.py", "Stamp2D"
OURS = LayerNumbers(
    input=((2, 1, 3), (1, 3, 1), (2, 1, 2)), kernel=((1, 1, 1), (1, 2, 1), (1, 1, 1)), stride=2
)
PADDED = OURS.model_copy(update={"padding": 1, "output_padding": 1})
LAYERS = {
    "side by side": LayerNumbers(input=((2, 1), (1, 3)), kernel=((1, 2), (3, 1)), stride=2),
    "nine overlap": LayerNumbers(
        input=((2, 1), (1, 3), (1, 2)), kernel=((1, 1, 2), (1, 2, 1), (3, 1, 1)), stride=1
    ),
    "kernel 1, with gaps": LayerNumbers(input=((2, 1, 3), (1, 3, 1)), kernel=((3,),), stride=2),
    "padded": PADDED,
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


def expected(layer: LayerNumbers) -> Floats:
    given, kernel = (
        torch.tensor([[rows]], dtype=torch.float64) for rows in (layer.input, layer.kernel)
    )
    result = torch.nn.functional.conv_transpose2d(
        given, kernel, stride=layer.stride, padding=layer.padding,
        output_padding=layer.output_padding,
    )  # fmt: skip
    return np.asarray(result[0, 0])


def read(labels: list[TextLine]) -> list[float]:
    """Return the numbers that can be read."""
    return [float(label.text) for label in labels if is_visible(label)]


@pytest.mark.parametrize("layer", [OURS, *LAYERS.values()], ids=["ours", *LAYERS])
def test_what_stands_on_the_tiles_is_the_transposed_convolution(
    layer: LayerNumbers, tmp_path: Path
) -> None:
    with stage_of(layer, tmp_path) as stage:
        stage.draw(stage.scene.clock.above + 1)
        assert read(stage.scene.stage.outputs) == expected(layer).ravel().tolist()
        facts = stage.scene.facts()
        assert facts["output"] == expected(layer).tolist()
        assert list(map(float, facts["numbers"])) == expected(layer).ravel().tolist()


def test_piles_are_as_high_as_the_output(stage: Stage) -> None:
    stage.draw(stage.scene.clock.all_landed)
    assert stage.scene.facts()["piles"] == expected(OURS).tolist()
    board, layout = stage.scene.stage.board, stage.scene.stage.layout
    blocks = board.blocks_shown
    tops = dict.fromkeys(map(tuple, blocks.cells.tolist()), 0.0)
    for cell, top in zip(map(tuple, blocks.cells.tolist()), blocks.tops.tolist(), strict=True):
        tops[cell] = max(tops[cell], top / layout.height)
    drawn = [tops[layout.cell(cell)] for cell in np.ndindex(7, 7)]
    assert drawn == pytest.approx(expected(OURS).ravel())


def test_the_flying_stamp_shows_input_times_kernel(stage: Stage) -> None:
    times = stage.scene.clock.times[0]
    stage.draw((times.grown + times.fall) / 2)
    flying = stage.scene.stage.flying
    assert read(flying.products[2.0].labels) == [2, 2, 2, 2, 4, 2, 2, 2, 2]


def test_a_stamp_has_all_its_products_as_soon_as_it_has_its_colour(stage: Stage) -> None:
    stage.draw(stage.scene.clock.times[2].grown)
    flying = stage.scene.stage.flying
    assert read(flying.products[3.0].labels) == [3, 3, 3, 3, 6, 3, 3, 3, 3]
    assert read(flying.weights.labels) == []


def test_the_copied_pile_has_one_layer_for_each_stamp(stage: Stage) -> None:
    stage.draw(stage.story.poster)
    pile = stage.scene.stage.pile
    assert read(pile.numbers) == [2, 1, 1, 3]
    assert read([pile.sum]) == read(pile.on_top.labels) == [7]
    assert expected(OURS)[2, 2] == 7


def test_all_numbers_summed_are_input_times_kernel(stage: Stage) -> None:
    stage.draw(stage.scene.clock.above + 1)
    terms = [float(value) for _, value, _ in stage.scene.stage.check.terms]
    assert terms == [16, 10, 160]
    assert "16 × 10 = 160" in stage.story.finding


def test_from_above_all_numbers_of_the_kernel_can_be_read(tmp_path: Path) -> None:
    steep = OURS.model_copy(update={"kernel": ((1, 2, 1), (2, 9, 2), (1, 2, 1))})
    with stage_of(steep, tmp_path) as stage:
        stage.draw(0.0)
        assert len(read(stage.scene.stage.kernel.numbers.labels)) == 8
        stage.draw(stage.scene.clock.above + 1)
        assert read(stage.scene.stage.kernel.numbers.labels) == list(np.ravel(steep.kernel))


def test_what_padding_cuts_off_is_taken_from_the_sum(tmp_path: Path) -> None:
    with stage_of(PADDED, tmp_path) as stage:
        given, kernel, cut, output = (value for _, value, _ in stage.scene.stage.check.terms)
        assert given * kernel - cut == output == expected(PADDED).sum()


def test_numbers_on_blocks_are_hidden_by_nothing_in_front(stage: Stage) -> None:
    times = stage.scene.clock.times[0]
    stage.draw((times.grown + times.fall) / 2)
    flying = stage.scene.stage.flying
    corners = to_pixels(flying.blocks.points).reshape(-1, 4, 2)
    sheet = [tuple(ink) for ink in flying.blocks.fill_rgbas[:, :3].round(4).tolist()]
    lightest = max(sheet)
    for label in flying.products[2.0].labels:
        box = box_of(label)
        for x in (box.left, box.right):
            for y in (box.top, box.bottom):
                assert sheet[_uppermost(corners, np.array([x, y]))] == lightest


def _uppermost(corners: Floats, place: Floats) -> int:
    away = corners - place
    following = np.roll(away, -1, 1)
    turns = away[..., 0] * following[..., 1] - away[..., 1] * following[..., 0]
    return int(np.flatnonzero((turns >= 0).all(1) | (turns <= 0).all(1))[-1])


@pytest.mark.slow
def test_no_block_moves_across_standing_words(stage: Stage) -> None:
    for time in np.arange(0, stage.seconds, 0.3).tolist():
        stage.draw(time)
        parts = [part for part in stage.visible() if isinstance(part, Facets)]
        boxes = np.concatenate([_boxes(part) for part in parts])
        for text in (part for part in stage.visible() if isinstance(part, TextLine)):
            if not text.text.isdigit():
                assert (gaps(box_of(text), boxes) > 0).all(), (time, text.text)


def _boxes(facets: Facets) -> Floats:
    corners = to_pixels(facets.points).reshape(-1, 4, 2)
    return np.concatenate([corners.min(1), corners.max(1)], 1)


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYERS.values(), ids=list(LAYERS))
def test_layers_of_any_size_keep_the_rules_of_layout(layer: LayerNumbers, tmp_path: Path) -> None:
    theme = "light" if layer.stride % 2 else "dark"
    with stage_of(layer, tmp_path, theme) as stage:
        found = layout_rules.findings(stage, moments=16)
        # So few moments may show a number only as it fades.
        assert [finding for finding in found if "contrast" not in finding] == []


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds - 1e-9)
    for before, part in zip(first, stage.visible(), strict=True):
        assert before == pytest.approx(part.points, abs=1e-4)


@pytest.mark.parametrize(
    ("layer", "problem"),
    [
        (
            {"input": [[1, 2], [0, 1]], "kernel": [[1, 1]]},
            "Stamp2D shows whole numbers from 1 on: round those of input and kernel",
        ),
        (
            {"input": [[1] * 5], "kernel": [[1, 1]]},
            "Stamp2D shows 1 to 4 inputs, not 5: give another input",
        ),
        (
            {"input": [[1, 2]], "kernel": [[1] * 6]},
            "Stamp2D shows kernels of 1 to 5 taps, not 6: give another kernel",
        ),
    ],
)
def test_what_it_has_no_room_for_is_refused(layer: dict[str, Any], problem: str) -> None:
    entries = {"Odd": {"scene": SCENE, "layer": layer}}
    config = load_config(ROOT / "workflow/config.yaml", {"films": {"entries": entries}})
    assert problems(config, scene_files(ROOT / "scenes")) == [f"films.entries.Odd.layer: {problem}"]
