"""The film of one component: true numbers, a clean page, a sound file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
import torch
from PIL import Image

from deconviz import archive
from deconviz.gif import from_film
from deconviz.mobjects.page import HEIGHT, SAFE
from deconviz.mobjects.text import number_text
from deconviz.settings import FilmJob
from deconviz.theme import THEMES, contrast
from staging import Stage, box_of, drawn_values, overlap, staged
from workspace import FILM, FILM_COMMAND, Workspace

LOWEST_TEXT = 0.026 * HEIGHT
MOMENTS = 60


@pytest.fixture(scope="module", params=["dark", "light"])
def stage(request: pytest.FixtureRequest, built: Workspace) -> Iterator[Stage]:
    job = FilmJob(variant="code-noise", seed=11, theme=request.param)
    with staged("scenes/one_component.py", "OneComponent", built.folder, job) as prepared:
        yield prepared


@pytest.fixture(scope="module")
def weights(built: Workspace) -> dict[str, torch.Tensor]:
    path = built.path("results/models/code-noise/seed11.safetensors")
    return {name: torch.from_numpy(a).double() for name, a in archive.read_arrays(path).items()}


def test_the_sum_that_is_drawn_is_the_transposed_convolution_of_the_code(
    stage: Stage, weights: dict[str, torch.Tensor]
) -> None:
    scene, filters = stage.scene, weights["decoder.weight"][:, 0].numpy()
    for _ in stage.moments(MOMENTS):
        scaled = np.stack([drawn_values(curve, scene.scaled_axes) for curve in scene.scaled])
        code = (scaled * filters).sum(1) / (filters**2).sum(1)  # (C,)
        assert scaled == pytest.approx(code[:, None] * filters, abs=1e-9)
        expected = torch.nn.functional.conv_transpose1d(
            torch.from_numpy(code)[None, :, None],
            weights["decoder.weight"],
            weights["decoder.bias"],
            stride=4,
        )[0, 0].numpy()
        for total, axes in ((scene.total, scene.scaled_axes), (scene.output, scene.output_axes)):
            assert drawn_values(total, axes) == pytest.approx(expected, abs=1e-6)


def test_the_numbers_that_are_shown_are_those_of_the_drawn_filters(
    stage: Stage, weights: dict[str, torch.Tensor]
) -> None:
    scene, filters = stage.scene, weights["decoder.weight"][:, 0].numpy()
    for _ in stage.moments(MOMENTS):
        for curve, weight, number in zip(scene.scaled, filters, scene.rows.numbers, strict=True):
            point = np.abs(weight).argmax()
            value = drawn_values(curve, scene.scaled_axes)[point] / weight[point]
            assert number.text == number_text(value, 3)


def test_one_component_at_a_time_moves_through_its_range(stage: Stage) -> None:
    scene = stage.scene
    codes = np.array(
        [[float(n.text.replace("−", "-")) for n in scene.rows.numbers] for _ in stage.moments(211)]
    )
    moved = np.abs(codes - codes[0]) > 2e-3
    assert (moved.sum(1) <= 1).all()
    assert codes.max(0) == pytest.approx(scene.limits, abs=1e-3)
    assert codes.min(0) == pytest.approx(-scene.limits, abs=1e-3)


def test_the_film_ends_as_it_begins(stage: Stage) -> None:
    def picture() -> list[np.ndarray]:
        return [part.points.copy() for thing in stage.moving for part in thing.get_family()]

    stage.draw(0)
    first = picture()
    stage.draw(stage.seconds)
    shown = [(a, b) for a, b in zip(first, picture(), strict=True)]
    outputs = len(stage.scene.fans)
    for before, after in shown[outputs:]:
        assert before == pytest.approx(after, abs=1e-9)


def test_it_lasts_from_8_to_25_seconds(stage: Stage) -> None:
    assert 8 <= stage.seconds <= 25


def test_no_text_lies_over_text_or_leaves_the_safe_area(stage: Stage) -> None:
    for time in stage.moments(MOMENTS):
        texts = stage.texts()
        boxes = [box_of(text) for text in texts]
        for text, box in zip(texts, boxes, strict=True):
            inside = SAFE.left <= box.left and box.right <= SAFE.right
            inside = inside and SAFE.top <= box.top and box.bottom <= SAFE.bottom
            assert inside, f"{text.text!r} leaves the safe area at {time:.2f} s"
        for i, one in enumerate(boxes):
            for j, other in enumerate(boxes[:i]):
                both = f"{texts[i].text!r} lies over {texts[j].text!r} at {time:.2f} s"
                assert not overlap(one, other), both


def test_text_is_high_enough_and_stands_out(stage: Stage) -> None:
    background = THEMES[stage.scene.job.theme].background
    for _ in stage.moments(4):
        for text in stage.texts():
            assert text.cap_height >= LOWEST_TEXT
            assert contrast(text.fill_color.to_hex(), background) >= 4.5


def test_nothing_that_is_drawn_leaves_its_panel(stage: Stage) -> None:
    scene = stage.scene
    for _ in stage.moments(MOMENTS):
        for curve in [*scene.scaled, scene.total]:
            values = drawn_values(curve, scene.scaled_axes)
            assert np.abs(values).max() <= scene.scaled_axes.y[1]


def test_the_file_is_what_players_want(built: Workspace) -> None:
    with av.open(built.path(FILM)) as container:
        [stream] = container.streams
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
        frames = sum(1 for _ in container.decode(video=0))
    assert frames == stream.frames == 21 * 15
    head = built.path(FILM).read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


def test_a_network_with_too_many_components_is_refused_with_the_way_out(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "copy")
    workspace.edit("workflow/config.yaml", "  baseline: {}", "  baseline: {network: {channels: 4}}")
    workspace.edit("workflow/config.yaml", "variant: code-noise", "variant: baseline")
    workspace.build("results/models/baseline/seed11.safetensors")
    said = workspace.say(*FILM_COMMAND)
    assert said.code == 1
    assert "OneComponent shows 2 to 3 components, baseline has 4: choose another" in said.text
    assert "Traceback" not in said.text


def test_the_film_becomes_a_gif_that_loops(built: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "film.gif"
    from_film(built.path(FILM), target, width=320, rate=5)
    with Image.open(target) as gif:
        assert gif.size == (320, 180)
        assert gif.info["loop"] == 0
        durations = []
        for number in range(gif.n_frames):
            gif.seek(number)
            durations.append(gif.info["duration"])
    assert sum(durations) == 21_000
