"""StampImage: pictures of a layer of many channels add up to its output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import torch

from deconviz.arrays import Floats
from deconviz.config.layers import LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.films.film import Film
from deconviz.films.mobjects.picture import grey
from deconviz.films.rendering.canvas import Canvas
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from support import layout_rules, made_up
from support.staging import Stage, film_stage

FILE, SCENE = "scenes/stamp_image.py", "StampImage"
NUMBERS = LayerNumbers(input=((2, 1), (1, 3)), kernel=((1, 2), (3, 1)), stride=1)
CLOSE = 1e-5  # of the output's peak


def many_channels(*, groups: int = 1, padding: int = 1, bias: float = 0.1) -> Example:
    random = np.random.default_rng(0)
    kernel = random.normal(size=(24, 6, 4, 4)) * random.exponential(size=(24, 1, 1, 1))
    layer = Layer(kernel, np.full(6 * groups, bias), (Axis(4, 2, (padding, padding)),) * 2, groups)
    return Example(layer, random.normal(size=(24, 7, 5)), "mine")


@contextmanager
def stage_of(example: Example | None, folder: Path) -> Iterator[Stage]:
    job = made_up.film_job(SCENE, "dark", FilmEntry(layer=NUMBERS))
    with pytest.MonkeyPatch.context() as patch:
        if example:
            patch.setattr(Film, "layer_example", example)
        with film_stage(FILE, SCENE, folder, job) as stage:
            yield stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage_of(many_channels(), tmp_path_factory.mktemp("layer")) as stage:
        yield stage


def expected(example: Example) -> Floats:
    layer = example.layer
    given, kernel, bias = map(torch.tensor, (example.given, layer.kernel, layer.bias))
    [axis, _] = layer.axes
    result = torch.nn.functional.conv_transpose2d(
        given[None], kernel, bias, stride=axis.stride, padding=axis.crop[0], groups=layer.groups
    )
    return np.asarray(result[0])


@pytest.mark.parametrize(
    "example",
    [many_channels(), many_channels(groups=3, bias=0.0), many_channels(padding=0)],
    ids=["padding", "groups", "no padding"],
)
def test_the_canvas_is_the_layers_output_in_the_end(example: Example, tmp_path: Path) -> None:
    with stage_of(example, tmp_path) as stage:
        stage.draw(stage.scene.clock.back - 0.1)
        output = expected(example)[stage.scene.image.parted.channel]
        drawn = np.array(stage.scene.facts()["canvas"])
        assert np.abs(drawn - output).max() <= CLOSE * np.abs(output).max()


def test_tiles_are_parts_that_add_up_to_it(stage: Stage) -> None:
    stage.draw(stage.scene.clock.falls[0])
    total = sum(tile.values for tile in stage.scene.stage.tiles)
    output = expected(many_channels())[stage.scene.image.parted.channel]
    assert np.abs(total - output).max() <= CLOSE * np.abs(output).max()
    assert [name for name, _ in stage.scene.image.parts][-2:] == ["the other 20", "bias"]


def test_stamps_add_up_to_what_their_channel_adds(stage: Stage) -> None:
    image, clock = stage.scene.image, stage.scene.clock
    stage.draw(clock.sweep_end)
    whole = stage.scene.stage.canvas.values
    np.testing.assert_allclose(whole, image.parted.of_channels[image.channel], atol=1e-12)
    stage.draw(clock.slow[1])
    first = np.zeros(image.given.size)
    first[image.order[0]] = image.given.ravel()[image.order[0]]
    alone = torch.nn.functional.conv_transpose2d(
        torch.tensor(first.reshape(1, 1, *image.given.shape)),
        torch.tensor(image.kernel[None, None]), stride=2, padding=1,
    )[0, 0]  # fmt: skip
    np.testing.assert_allclose(stage.scene.stage.canvas.values, alone, atol=1e-12)


def test_a_picture_is_painted_point_by_point(stage: Stage) -> None:
    stage.draw(stage.scene.clock.sweep_end)
    picture, clock = stage.scene.stage.canvas, Canvas(np.zeros((1080, 1920, 4), np.uint8))
    clock.redraw([picture])
    box, (rows, columns) = picture.place(), picture.values.shape
    x = (box.left + (np.arange(columns) + 0.5) * box.width / columns).astype(int)
    y = (box.top + (np.arange(rows) + 0.5) * box.height / rows).astype(int)
    largest = stage.scene.image.largest_stamped
    levels = np.rint(255 * grey(picture.values / largest))
    np.testing.assert_array_equal(clock.pixels[np.ix_(y, x)][..., :3], levels)


def test_middle_grey_is_zero() -> None:
    low, middle, high = grey(np.array([-1.0, 0.0, 1.0]))
    np.testing.assert_allclose(middle, (low + high) / 2)


def test_a_kernel_of_zeros_is_said_to_be(tmp_path: Path) -> None:
    layer = Layer(np.zeros((1, 1, 2, 2)), np.zeros(1), (Axis(2),) * 2)
    with stage_of(Example(layer, np.ones((1, 3, 3)), "mine"), tmp_path) as stage:
        stage.draw(0.0)
        assert stage.text_line("all 0") and stage.text_line("up to ±1")


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [(part.points.copy(), part.fill_rgbas.copy()) for part in stage.visible()]
    stage.draw(stage.seconds - 1e-9)
    for (points, ink), part in zip(first, stage.visible(), strict=True):
        assert points == pytest.approx(part.points, abs=1e-4)
        assert ink == pytest.approx(part.fill_rgbas, abs=1e-4)
    assert np.abs(stage.scene.stage.canvas.values).max() == 0


@pytest.mark.slow
@pytest.mark.parametrize("example", [many_channels(), None], ids=["many channels", "one"])
def test_it_keeps_the_rules_of_layout(example: Example | None, tmp_path: Path) -> None:
    with stage_of(example, tmp_path) as stage:
        assert layout_rules.findings(stage, moments=40) == []
