"""Films look as they did when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import VMobject

from control_frames import CONTROL, FILMS, MAY, RENEW, Shown, frames
from control_pictures import differences, read, smaller, told
from deconviz import configfile
from deconviz.mobjects.page import UNIT
from deconviz.theme import DARK, THEMES
from staging import ROOT, Stage

every_film = pytest.mark.parametrize(
    "shown", FILMS, ids=[f"{shown.name}-{shown.theme}" for shown in FILMS]
)
Change = Callable[[Stage], None]


def nothing(_: Stage) -> None:
    """Leave a film as it is."""


def faults(shown: Shown, root: Path, folder: Path, change: Change = nothing) -> list[str]:
    """Draw a film's moments, and tell of each that is not as it was."""
    with shown.staged(root) as stage:
        change(stage)
        drawn = zip(shown.moments, frames(stage, shown.moments), strict=True)
        said = [told(shown.control(moment), seen, folder, RENEW, MAY) for moment, seen in drawn]
    return [text for text in said if text]


@every_film
def test_a_film_looks_as_it_did(shown: Shown, networks: Path, tmp_path: Path) -> None:
    found = faults(shown, networks, tmp_path)
    assert not found, "\n".join(found)


def test_every_scene_has_control_frames_in_both_themes() -> None:
    entries = configfile.load(ROOT / "workflow/config.yaml").films.entries
    scenes = {film.scene or name for name, film in entries.items()}
    assert {(shown.name, shown.theme) for shown in FILMS} == {
        (scene, theme) for scene in scenes for theme in THEMES
    }


def test_no_control_frame_is_missing_or_left_over() -> None:
    wanted = {shown.control(moment) for shown in FILMS for moment in shown.moments}
    assert set(CONTROL.iterdir()) == wanted, RENEW


def test_control_frames_are_small() -> None:
    assert sum(path.stat().st_size for path in CONTROL.iterdir()) < 400_000


# What is no difference: edges that are smoothed otherwise, numbers that are rounded otherwise.


@every_film
def test_the_film_at_its_full_size_made_small_is_no_difference(
    shown: Shown, networks: Path
) -> None:
    with shown.staged(networks, scale=4) as stage:
        for moment, seen in zip(shown.moments, frames(stage, shown.moments), strict=True):
            assert differences(smaller(seen, 4), read(shown.control(moment)), MAY) == []


@every_film
def test_another_rounding_is_no_difference(shown: Shown, networks: Path, tmp_path: Path) -> None:
    def shift(stage: Stage) -> None:
        for part in stage.everything():
            part.points = part.points + 0.1 / UNIT

    assert faults(shown, networks, tmp_path, shift) == []


# What is one.


def move(thing: VMobject, pixels: float) -> None:
    thing.points = thing.points + np.array([pixels / UNIT, 0, 0])


def move_a_label(stage: Stage) -> None:
    move(stage.written("Code"), 3)


def move_a_quiet_label(stage: Stage) -> None:
    move(stage.written("each at its own scale"), 3)


def dim_a_label(stage: Stage) -> None:
    stage.written("each at its own scale").set_fill("#7d8695")


def colour_a_curve_otherwise(stage: Stage) -> None:
    line, _ = stage.scene.panels.scaled[1]
    line.set_stroke(DARK.component(2).colour)


def draw_without_dashes(stage: Stage) -> None:
    line, _ = stage.scene.panels.scaled[1]
    line._dashes = np.array([])


def thin_a_curve(stage: Stage) -> None:
    line, _ = stage.scene.panels.scaled[0]
    line.stroke_width *= 0.5


def lose_a_curve(stage: Stage) -> None:
    stage.moving.remove(stage.scene.panels.scaled[0])


CHANGES = [
    move_a_label, move_a_quiet_label, dim_a_label, colour_a_curve_otherwise, draw_without_dashes,
    thin_a_curve, lose_a_curve,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_picture_is_a_difference(
    change: Change, networks: Path, tmp_path: Path
) -> None:
    assert len(faults(FILMS[0], networks, tmp_path, change)) == len(FILMS[0].moments)


def test_a_difference_is_told_with_where_it_is_and_what_to_do(
    networks: Path, tmp_path: Path
) -> None:
    [text, *_] = faults(FILMS[0], networks, tmp_path, move_a_label)
    path = FILMS[0].control(FILMS[0].moments[0])
    first, *places, drawn, apart, way_out = text.split("\n  ")
    assert first == f"tests/control/{path.name} is not what is drawn now:"
    assert places
    seen = read(Path(drawn.removeprefix("drawn now: ")))
    assert differences(seen, read(path), MAY) == places
    different = read(Path(apart.removeprefix("difference: "))).max(2)  # (h, w)
    rows, columns = np.nonzero(different == 255)
    left, top = 205 / 4, 690 / 4  # where the label begins, on its base line
    assert left - 2 < columns.min() < left + 2
    assert top - 12 < rows.min() < rows.max() < top + 4
    assert RENEW in way_out
