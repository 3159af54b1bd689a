"""Checkerboard: counts, piles, images and numbers are those of its kernels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz import paths
from deconviz.archive.made_by import MadeBy
from deconviz.archive.upsampling import write_upsampling
from deconviz.arrays import Floats
from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.facets import levels
from deconviz.films.mobjects.grey_image import GreyImage, greys
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.films.stages.checkerboard.checkerboard_times import (
    A_FLASH,
    A_ROW,
    BACK,
    FLASH,
    LAST_STOP,
    LEARN,
    ROWS,
    STAMPS,
)
from deconviz.films.stages.checkerboard.checkerboard_words import UNEVEN_BASE
from deconviz.layers.phases import Phases
from deconviz.layers.settings import Settings
from deconviz.look.language import DARKEST, LIGHTEST
from deconviz.look.theme import THEMES
from deconviz.network.upsampling_history import WAYS, UpsamplingHistory
from support import layout_rules, made_up
from support.loops import check_loop
from support.staging import Stage, box_of, film_stage, ink

FILE, SCENE = "scenes/checkerboard.py", "Checkerboard"
COUNTED, STAMPED, PILED, SAID, FIRST, LAST = 4.6, 9.1, 12.93, 16.0, 21.0, 23.0
"""Seconds: moments of rest."""
SUMS = Settings(4, 2, 1).axis


def stage_of(folder: Path, theme: Any = "dark", seed: int | None = None) -> Any:
    job = made_up.film_job(SCENE, theme, FilmEntry(upsampling=True, seed=seed))
    return film_stage(FILE, SCENE, folder, job)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kernels")
    made_up.write_kernels(folder, made_up.UPSAMPLING)
    return folder


@pytest.fixture(scope="module")
def stage(folder: Path) -> Iterator[Stage]:
    with stage_of(folder) as stage:
        yield stage


def numbers(texts: list[str]) -> list[float]:
    """Return shares of what is written in per cent."""
    shares = (text.removesuffix("\N{NARROW NO-BREAK SPACE}%") for text in texts)
    return [float(share.removeprefix("< ")) / 100 for share in shares]


def drawn(image: GreyImage, rows: int) -> Floats:
    """Return the values that an image shows, shape (rows, rows), from its colours."""
    scale = levels(LIGHTEST) - levels(DARKEST)
    shares = (image.fill_rgbas[:, :3] - levels(DARKEST)) / scale  # (points, 3)
    return np.asarray(shares.mean(1).reshape(rows, rows))


def torch_output(
    image: Floats, kernel: Floats, padding: int = 0, output_padding: int = 0
) -> Floats:
    made = torch.nn.functional.conv_transpose2d(
        torch.tensor(image)[None, None],
        torch.tensor(kernel)[None, None],
        stride=2,
        padding=padding,
        output_padding=output_padding,
    )
    return np.asarray(made[0, 0].numpy())


def test_counts_are_those_of_a_kernel_of_ones(stage: Stage) -> None:
    stage.draw(COUNTED)
    counted = stage.scene.facts()["counted"]
    expected = torch_output(np.ones((2, 2)), np.ones((3, 3)))
    assert len(counted) == 25
    assert all(float(text) == expected[row, column] for row, column, text in counted)


def test_more_stamps_are_brighter(stage: Stage) -> None:
    stage.draw(COUNTED)
    cells = stage.scene.stamps.cells
    brightness = [cells[place].fill_rgbas[0, :3].mean() for place in ((0, 0), (0, 2), (2, 2))]
    assert brightness == sorted(brightness)


def test_the_whole_image_comes_out_as_torch_has_it(stage: Stage) -> None:
    stage.draw(STAMPED)
    shown = stage.scene.images
    image = drawn(shown.input, 8)
    expected = torch_output(image, np.full((3, 3), 4 / 9))
    assert drawn(shown.output, 17) == pytest.approx(expected, abs=1e-6)
    assert expected.max() < 1


def test_stamped_row_by_row_it_is_as_far_as_its_rows(stage: Stage) -> None:
    stage.draw(STAMPED)
    image = drawn(stage.scene.images.input, 8)
    stage.draw(ROWS + 3 * A_ROW)
    image[3:] = 0
    expected = torch_output(image, np.full((3, 3), 4 / 9))
    assert drawn(stage.scene.images.output, 17) == pytest.approx(expected, abs=1e-6)


def test_sums_are_those_of_the_numbers_that_are_written(stage: Stage) -> None:
    stage.draw(PILED)
    piles = stage.scene.piles
    kernel = np.zeros((4, 4))
    for tap, label in piles.numbers.items():
        kernel[tap] = float(label.text.replace("−", "-"))
    phases = Phases(kernel, (SUMS, SUMS))
    assert [float(label.text) for label in piles.sums] == pytest.approx(phases.sums.ravel())
    facts = stage.scene.facts()
    assert facts["kernel"] == pytest.approx(kernel, abs=1e-9)
    assert facts["uneven"]["kernel_4"][0] == pytest.approx(phases.unevenness, abs=1e-6)


def test_piles_are_as_high_as_their_sums(stage: Stage) -> None:
    stage.draw(PILED)
    piles, sums = stage.scene.piles, np.array(stage.scene.facts()["sums"]).ravel()
    line, tops = to_pixels(piles.line.points)[0, 1], []
    for solid, hatched in zip(piles.solid, piles.hatched, strict=True):
        below = [box_of(part) for part in hatched.get_family() if len(part.points)]
        up = line - box_of(solid).top
        tops.append((up, below))
    heights = np.array([up for up, below in tops if not below])
    own = sums[[not below for _, below in tops]]
    assert heights / own == pytest.approx(heights[0] / own[0], abs=1e-6)


def test_what_the_kernel_makes_is_what_torch_makes(stage: Stage) -> None:
    stage.draw(PILED)
    piles, data = stage.scene.piles, stage.scene.data
    expected = torch_output(data.bright, np.array(stage.scene.facts()["kernel"]), padding=1)
    assert piles.values(PILED) == pytest.approx(expected, abs=1e-6)
    assert drawn(piles.output, 16) == pytest.approx(np.clip(expected, 0, 1), abs=1e-6)


@pytest.mark.parametrize("phase", range(4))
def test_a_phase_that_is_lit_is_every_other_point_each_way(stage: Stage, phase: int) -> None:
    stage.draw(PILED)
    before = stage.scene.piles.output.fill_rgbas[:, :3].reshape(16, 16, 3)
    stage.draw(FLASH + (phase + 0.5) * A_FLASH)
    after = stage.scene.piles.output.fill_rgbas[:, :3].reshape(16, 16, 3)
    lit = np.abs(after - before).max(2) > 0.01  # (16, 16)
    row, column = divmod(phase, 2)
    expected = np.zeros((16, 16), bool)
    expected[row::2, column::2] = True
    assert np.array_equal(lit, expected)


def remarks(stage: Stage, time: float) -> set[str]:
    """Return what is said in muted letters while the kernel of 4 x 4 is shown."""
    stage.draw(time)
    muted = levels(THEMES["dark"].muted)
    texts = (part for part in stage.visible() if isinstance(part, TextLine))
    return {text.text for text in texts if np.allclose(ink(text)[:3], muted, atol=0.01)}


def test_one_thing_at_a_time_is_said_of_phases(stage: Stage) -> None:
    colours = {"one colour, one phase: reaches", "the same output points"}
    uneven = {"uneven: the sums differ by up to", "of their mean"}
    for time in np.arange(11.0, 14.8, 0.1):
        assert remarks(stage, time) == colours
    for time in np.arange(15.06, 17.44, 0.1):
        assert remarks(stage, time) == uneven


def test_what_uneven_means_is_said_with_the_number_that_it_gives(stage: Stage) -> None:
    stage.draw(SAID)
    line = [part for part in stage.visible() if isinstance(part, TextLine)]
    line = [part for part in line if box_of(part).bottom > UNEVEN_BASE - 1]
    said = " ".join(part.text for part in sorted(line, key=lambda part: box_of(part).left))
    sums = np.array(stage.scene.facts()["sums"])
    [share] = numbers([said.removeprefix("uneven: the sums differ by up to ").split(" of ")[0]])
    assert said.endswith("of their mean")
    assert share == pytest.approx(np.ptp(sums) / sums.mean(), abs=6e-3)


def test_each_sum_is_written_when_its_phase_is_lit(stage: Stage) -> None:
    for lit in range(4):
        stage.draw(FLASH + (lit + 0.5) * A_FLASH)
        visible = stage.visible()
        assert [one in visible for one in stage.scene.piles.sums] == [p <= lit for p in range(4)]


@pytest.mark.parametrize(("moment", "stop"), [(FIRST, 0), (LAST, 1)])
def test_images_are_those_of_the_kernels_at_both_stops(
    stage: Stage, moment: float, stop: int
) -> None:
    stage.draw(moment)
    data, ways = stage.scene.data, stage.scene.ways
    step = data.stops[stop]
    assert ways.step(moment) == pytest.approx(step)
    history = made_up.doubling(len(made_up.FILM_SEEDS))
    place = list(history.steps).index(step)
    kernel = history.kernels["kernel_3"][data.place, place].astype(float)
    expected = torch_output(data.bright, kernel, padding=1, output_padding=1)
    assert drawn(ways.images["kernel_3"], 16) == pytest.approx(np.clip(expected, 0, 1), abs=1e-6)


def test_what_is_written_below_is_how_uneven_the_phases_are(stage: Stage) -> None:
    stage.draw(LAST)
    facts = stage.scene.facts()
    for way in WAYS:
        assert numbers(facts["written"][way]) == pytest.approx(facts["uneven"][way], abs=6e-3)
    assert facts["uneven"]["resize"] == [0, 0]
    assert facts["steps"] == [100, 1000]
    for way, ends in facts["uneven_of_all_seeds"].items():
        for value, (least, most) in zip(facts["uneven"][way], ends, strict=True):
            assert least - 0.02 <= value <= most + 0.02


def test_the_largest_numbers_belong_to_the_images_above_them(stage: Stage) -> None:
    theme, ways = THEMES["dark"], stage.scene.ways
    for moment in (FIRST, LAST):
        stage.draw(moment)
        step = ways.step(moment)
        for way in WAYS:
            now = ways.now[way]
            assert numbers([now.text]) == pytest.approx(
                [stage.scene.data.learners[way].uneven_at(step)], abs=6e-3
            )
            assert np.allclose(ink(now)[:3], levels(theme.foreground), atol=0.01)
            first = ways.first[way]
            assert first.cap_height < 0.6 * now.cap_height
            assert np.allclose(ink(first)[:3], levels(theme.muted), atol=0.01)
            assert box_of(ways.images[way]).bottom < box_of(now).top
            assert moment == FIRST or box_of(now).bottom < box_of(first).top


def test_the_last_numbers_rest_for_two_seconds(stage: Stage) -> None:
    assert BACK - LAST_STOP >= 2.0
    stage.draw(LAST_STOP)
    written = stage.scene.facts()["written"]
    stage.draw(BACK)
    assert stage.scene.facts()["written"] == written


def test_nothing_is_counted_before_the_images_show_something(stage: Stage) -> None:
    stage.draw(LEARN + 0.2)
    assert set(stage.scene.facts()["written"]) == set(WAYS)
    assert not any(stage.scene.facts()["written"].values())


def test_a_one_from_the_left_flies_past_the_others(stage: Stage) -> None:
    stage.draw(0.0)
    stamps = stage.scene.stamps
    others = [box_of(stamps.ones[number]) for number in (1, 3)]
    for time in np.linspace(STAMPS[2] + 0.05, STAMPS[2] + 0.85, 9):
        stage.draw(float(time))
        flying = box_of(stamps.flying[2])
        for one in others:
            assert (
                flying.left > one.right or flying.right < one.left
                or flying.top > one.bottom or flying.bottom < one.top
            )  # fmt: skip


def test_the_finding_and_the_title_have_the_numbers_that_are_shown(stage: Stage) -> None:
    stage.draw(LAST)
    written = stage.scene.facts()["written"]
    for first, last in written.values():
        assert first in stage.story.finding
        assert last in stage.story.finding
    assert stage.text_line(
        f"Training evens the phases: {written['kernel_3'][0]} to {written['kernel_3'][1]}"
    )


def test_a_seed_that_is_asked_for_is_shown(folder: Path) -> None:
    with stage_of(folder, seed=33) as stage:
        assert stage.scene.facts()["seed"] == 33


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_keeps_the_rules_of_layout(folder: Path, theme: Any) -> None:
    with stage_of(folder, theme) as stage:
        assert layout_rules.findings(stage, moments=31) == []
        assert list(layout_rules.of_poster(stage)) == []


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    check_loop(stage)


@pytest.mark.slow
def test_negative_numbers_hang_below_the_line(tmp_path: Path) -> None:
    history = made_up.doubling(3)
    kernels = {way: history.kernels[way].copy() for way in WAYS}
    kernels["kernel_4"][:, :, 1, 1] = -0.4
    kernels["kernel_4"][:, :, 2, 2] = -0.31
    other = UpsamplingHistory(history.steps, kernels, history.loss)
    job = made_up.UPSAMPLING
    made_by = MadeBy(job.settings, made_up.MADE_UP.upsampling)
    write_upsampling(tmp_path / paths.UPSAMPLING, other, made_by, job.seeds, {})
    with stage_of(tmp_path) as stage:
        assert layout_rules.findings(stage, moments=31) == []
        stage.draw(PILED)
        hanging = [part for part in stage.scene.piles.hatched[0].get_family() if len(part.points)]
        line = to_pixels(stage.scene.piles.line.points)[0, 1]
        assert all(box_of(part).top >= line for part in hanging)
        assert len(hanging) == 2


# --- Images in greys ---


def test_an_image_looked_at_from_near_stays_in_its_window() -> None:
    image, box = GreyImage(), Box(100, 200, 500, 600)
    image.draw_image(greys(np.eye(8)), box, zoom=3.0)
    x, y = to_pixels(image.points).T
    assert (x.min(), y.min()) == pytest.approx((100, 200))
    assert x.max() <= 500 + 1e-6
    assert y.max() <= 600 + 1e-6


def test_an_image_whose_window_is_closed_is_not_there() -> None:
    image, box = GreyImage(), Box(100, 200, 500, 600)
    image.draw_image(greys(np.eye(8)), box, window=Box(100, 200, 100, 600))
    assert len(image.points) == 0
