"""Films look as they did when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from manim import VMobject

from deconviz.config.file import load_config
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import UNIT
from deconviz.look.theme import DARK, THEMES
from support.control_frames import CONTROL, FILMS, RENEW, TOLERANCE, ControlFilm, frames
from support.control_pictures import differences, read, report, smaller
from support.staging import ROOT, Stage, box_of

every_film = pytest.mark.parametrize(
    "film", FILMS, ids=[f"{film.name}-{film.theme}" for film in FILMS]
)
Change = Callable[[Stage], None]


def nothing(_: Stage) -> None:
    """Leave a film as it is."""


def faults(film: ControlFilm, root: Path, folder: Path, change: Change = nothing) -> list[str]:
    """Draw a film's moments, and report each that is not as it was."""
    with film.stage(root) as stage:
        change(stage)
        reports = [
            report(film.path(moment), frame, folder, RENEW, TOLERANCE)
            for moment, frame in zip(film.moments, frames(stage, film.moments), strict=True)
        ]
    return [text for text in reports if text]


@every_film
def test_a_film_looks_as_it_did(film: ControlFilm, networks: Path, tmp_path: Path) -> None:
    reports = faults(film, networks, tmp_path)
    assert not reports, "\n".join(reports)


def test_every_scene_has_control_frames_in_both_themes() -> None:
    entries = load_config(ROOT / "workflow/config.yaml").films.entries
    scenes = {film.scene or name for name, film in entries.items()}
    assert {(film.name, film.theme) for film in FILMS} == {
        (scene, theme) for scene in scenes for theme in THEMES
    }


def test_no_control_frame_is_missing_or_left_over() -> None:
    paths = {film.path(moment) for film in FILMS for moment in film.moments}
    assert set(CONTROL.iterdir()) == paths, RENEW


def test_control_frames_are_small() -> None:
    assert max(path.stat().st_size for path in CONTROL.iterdir()) < 20_000


# What is no difference: another smoothing of edges, another rounding of numbers.


@every_film
@pytest.mark.slow
def test_the_film_at_its_full_size_made_small_is_no_difference(
    film: ControlFilm, networks: Path
) -> None:
    with film.stage(networks, scale=4) as stage:
        for moment, frame in zip(film.moments, frames(stage, film.moments), strict=True):
            assert differences(smaller(frame, 4), read(film.path(moment)), film.tolerance) == []


@every_film
def test_another_rounding_is_no_difference(
    film: ControlFilm, networks: Path, tmp_path: Path
) -> None:
    def shift(stage: Stage) -> None:
        for part in stage.everything():
            part.points = part.points + 0.1 / UNIT

    assert faults(film, networks, tmp_path, shift) == []


# What is a difference.


def move(thing: VMobject, pixels: float) -> None:
    thing.points = thing.points + np.array([pixels / UNIT, 0, 0])


def scaled_filter(stage: Stage, component: int) -> list[Curve]:
    """A scaled filter of OneComponent, as it is drawn at rest and at work."""
    terms = stage.scene.picture.terms
    return [terms.curves[component], terms._at_work[component]]


def move_a_label(stage: Stage) -> None:
    move(stage.text_line("code"), 3)


def move_a_quiet_label(stage: Stage) -> None:
    move(stage.text_line("moves the output by"), 3)


def dim_a_label(stage: Stage) -> None:
    stage.text_line("moves the output by").set_fill("#7d8695")


def colour_a_curve_otherwise(stage: Stage) -> None:
    for line, _ in scaled_filter(stage, 1):
        line.set_stroke(DARK.component(2).colour)


def draw_without_dashes(stage: Stage) -> None:
    for line, _ in scaled_filter(stage, 1):
        cast("Line", line)._dashes = np.array([])


def thin_a_curve(stage: Stage) -> None:
    for line, _ in scaled_filter(stage, 1):
        line.stroke_width *= 0.5


def lose_a_curve(stage: Stage) -> None:
    stage.scene.picture.terms.remove(*scaled_filter(stage, 1))


CHANGES = [
    move_a_label, move_a_quiet_label, dim_a_label, colour_a_curve_otherwise, draw_without_dashes,
    thin_a_curve, lose_a_curve,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_picture_is_a_difference(
    change: Change, networks: Path, tmp_path: Path
) -> None:
    assert len(faults(FILMS[0], networks, tmp_path, change)) == len(FILMS[0].moments)


def test_a_report_says_where_the_difference_is_and_what_to_do(
    networks: Path, tmp_path: Path
) -> None:
    [text, *_] = faults(FILMS[0], networks, tmp_path, move_a_label)
    path = FILMS[0].path(FILMS[0].moments[0])
    first, *places, now, difference, way_out = text.split("\n  ")
    assert first == f"tests/films/control/{path.name} is not what is drawn now:"
    assert places
    frame = read(Path(now.removeprefix("drawn now: ")))
    assert differences(frame, read(path), TOLERANCE) == places
    levels = read(Path(difference.removeprefix("difference: "))).max(2)  # (h, w)
    rows, columns = np.nonzero(levels == 255)
    with FILMS[0].stage(networks) as stage:
        label = box_of(stage.text_line("code"))
    assert label.left / 4 - 2 < columns.min() < label.left / 4 + 2
    assert label.top / 4 - 2 < rows.min() < rows.max() < label.bottom / 4 + 2
    assert RENEW in way_out
