"""Films: true numbers, a clean layout, a sound file."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from deconviz.analysis.rounding import exact_place
from deconviz.archive.files import sha256
from deconviz.config.file import load_config
from deconviz.config.jobs import film_job
from deconviz.films.rendering.canvas import drawable_parts
from deconviz.films.rendering.subtitles import LINES, in_lines
from deconviz.films.scene_files import scene_file, scene_files
from deconviz.look.theme import THEMES
from deconviz.provenance.repository import Repository
from deconviz.talk.formats.facts import facts_of as file_facts
from support import layout_rules
from support.staging import Stage, film_stage, is_visible
from support.workspace import FILM, FILM_COMMAND, ROOT, Workspace

FILMS = load_config(ROOT / "workflow/config.yaml").films.entries


def scene_of(name: str) -> str:
    return FILMS[name].scene or name


RATE = 15  # frames of a draft's second
VISIBLE = 40  # grey levels, of 255, that something stands out from the background
LEAST_SHOWN = 0.002  # of a frame
CODED = 0.6  # grey levels, of 255, that encoding may add on average
FASTEST = 20.0  # letters a second that are read with ease

STAGES = [(name, theme) for name in FILMS for theme in THEMES]
every_film = pytest.mark.parametrize("name", FILMS)


@pytest.fixture(scope="module", params=STAGES, ids="-".join)
def stage(request: pytest.FixtureRequest, built: Workspace) -> Iterator[Stage]:
    name, theme = request.param
    config = load_config(built.path("workflow/config.yaml"))
    scene = scene_of(name)
    file = scene_file(scene, scene_files(ROOT / "scenes"))
    needs = file.scenes[scene].ensemble
    job = film_job(config, name, theme, Repository(ROOT).fingerprints, needs_ensemble=needs)
    with film_stage(str(file.path), scene, built.folder, job) as stage:
        yield stage


def about_of(built: Workspace, name: str) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(built.path(FILM.parent / f"{name}.about.json").read_text())
    return about


def facts_of(built: Workspace, name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(built.path(FILM.parent / f"{name}.facts.json").read_text())
    return facts


@every_film
def test_the_facts_name_the_archives_of_the_networks(built: Workspace, name: str) -> None:
    for network in facts_of(built, name)["networks"]:
        assert network["sha256"] == sha256(built.path(network["archive"]))


def test_a_place_where_rounded_terms_add_up_is_found() -> None:
    terms = np.array([[0.0014, 0.2001], [0.0014, 0.1001]])
    assert exact_place(terms) == (1, 3)
    assert exact_place(terms[:, :1]) == (0, 4)


@every_film
def test_a_film_that_loops_ends_on_the_frame_that_it_begins_with(
    built: Workspace, name: str
) -> None:
    """Or, where it never rests, no farther from it than from the frame before."""
    with av.open(built.path(FILM.parent / f"{name}.mp4")) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    first, second, before, last = (frames[n].astype(float) for n in (0, 1, -2, -1))
    step = max(np.abs(second - first).mean(), np.abs(last - before).mean())
    returned = np.abs(last - first).mean() <= 1.5 * step + CODED
    assert returned == about_of(built, name)["loops"]


def test_the_picture_at_the_end_is_that_of_the_beginning(stage: Stage) -> None:
    def picture() -> list[np.ndarray]:
        parts = drawable_parts(stage.moving)
        return [part.points.copy() for part in parts if is_visible(part)]

    stage.draw(0)
    first = picture()
    stage.draw(stage.seconds - 1e-9)
    last = picture()
    if stage.scene.shows.loops:
        assert len(first) == len(last)
        for before, after in zip(first, last, strict=True):
            assert before == pytest.approx(after, abs=1e-4)
    else:
        assert [part.shape for part in first] != [part.shape for part in last]


def test_it_lasts_from_8_to_25_seconds_or_up_to_a_minute_if_it_does_not_loop(stage: Stage) -> None:
    assert 8 <= stage.seconds <= (25 if stage.scene.shows.loops else 60)


WITH_AXES = {"Stamp1D"}
"""Of the scenes about layers, those that draw bars on an axis; others have tiles or images."""


def test_every_moment_keeps_the_rules_of_layout(stage: Stage) -> None:
    has_axes = bool(stage.scene.job.film.variant_names) or stage.scene.job.scene in WITH_AXES
    assert bool(layout_rules.limits_of(stage.scene)) == has_axes
    assert layout_rules.findings(stage) == []


def test_its_poster_is_large_and_its_title_can_be_read_as_a_thumbnail(stage: Stage) -> None:
    assert list(layout_rules.of_poster(stage)) == []


def test_subtitles_can_be_read_in_their_time(stage: Stage) -> None:
    for begin, end, says in stage.story.spans:
        lines = in_lines(says).splitlines()
        assert len(lines) <= LINES, says
        assert end - begin >= 1.5, says
        assert len(says) / (end - begin) <= FASTEST, says


def test_it_says_in_words_what_it_shows(stage: Stage) -> None:
    story = stage.story
    assert re.search(r"[0-9]", story.finding), "a finding has its figures from the data"
    assert story.finding.endswith(".")
    assert story.description.count(".") >= 2
    assert len(story.description) >= 120


def test_every_scene_has_tests_of_its_own() -> None:
    for path in (ROOT / "scenes").glob("*.py"):
        assert (ROOT / "tests/films" / f"test_{path.name}").exists(), path.name


def test_the_file_is_what_players_want(built: Workspace) -> None:
    with av.open(built.path(FILM)) as container:
        assert len(container.streams) == 1
        [stream] = container.streams.video
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (854, 480)
        assert stream.average_rate == RATE
        assert stream.codec_context.colorspace == 1  # BT.709
        frames = sum(1 for _ in container.decode(video=0))
    assert frames == stream.frames == about_of(built, FILM.stem)["seconds"] * RATE
    head = built.path(FILM).read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


@every_film
def test_a_keyframe_comes_at_each_beat_and_at_least_once_a_second(
    built: Workspace, name: str
) -> None:
    facts = file_facts(built.path(FILM.parent / f"{name}.mp4"))
    assert max(np.diff([*facts.keyframes, facts.seconds])) < 1.001
    frames = {round(moment * RATE) for moment in facts.keyframes}
    assert frames >= {round(beat["begin"] * RATE) for beat in about_of(built, name)["beats"]}


@every_film
def test_the_first_frame_has_something_on_it(built: Workspace, name: str) -> None:
    """It is what a slide shows before the film plays."""
    with av.open(built.path(FILM.parent / f"{name}.mp4")) as container:
        first = next(container.decode(video=0)).to_ndarray(format="gray").astype(int)
    assert (np.abs(first - first[4, 4]) > VISIBLE).mean() > LEAST_SHOWN


@every_film
def test_a_film_says_what_it_is_and_whose_work(built: Workspace, name: str) -> None:
    about = about_of(built, name)
    credit = load_config(built.path("workflow/config.yaml")).talk.credit
    said = file_facts(built.path(FILM.parent / f"{name}.mp4")).tags
    assert said["title"] == about["title"]
    assert said["description"] == about["description"]
    assert (said["artist"], said["comment"]) == (credit.author, credit.source)
    assert said["copyright"] == credit.licence


def test_a_poster_and_a_contact_sheet_lie_beside_each_film(built: Workspace) -> None:
    for name in FILMS:
        folder = built.path(FILM.parent)
        with Image.open(folder / f"{name}.poster.png") as poster:
            assert poster.size == (854, 480)
        with Image.open(folder / f"{name}.sheet.png") as sheet:
            assert sheet.size[0] > 1900


@every_film
def test_subtitles_lie_beside_each_film_and_last_as_long(built: Workspace, name: str) -> None:
    about = about_of(built, name)
    srt, vtt = (
        built.path(FILM.parent / f"{name}.{ending}").read_text(encoding="utf-8")
        for ending in ("srt", "vtt")
    )
    assert vtt.startswith("WEBVTT\n")
    assert srt.count(" --> ") == vtt.count(" --> ") == len(about["beats"])
    last = [line for line in vtt.splitlines() if " --> " in line][-1]
    minutes, seconds = divmod(about["seconds"], 60)
    assert last.endswith(f"00:{int(minutes):02d}:{seconds:06.3f}")


def test_light_films_land_in_a_folder_of_their_own(built: Workspace, tmp_path: Any) -> None:
    workspace = built.copy(tmp_path / "copy")
    light = "results/films/480p15-light/OneComponent.mp4"
    workspace.build(light)
    film = workspace.path(light).read_bytes()
    workspace.path(light).unlink()
    answer = workspace.run("env", "DECONVIZ_THEME=light", *FILM_COMMAND)
    assert answer.code == 0, answer.text
    assert workspace.path(light).read_bytes() == film
    assert workspace.path(FILM).read_bytes() == built.path(FILM).read_bytes()


@pytest.mark.parametrize("has_player", [True, False])
def test_a_film_opens_when_it_is_done_if_there_is_a_program_for_it(
    built: Workspace, tmp_path: Any, has_player: bool
) -> None:
    """A stand-in for the program notes what it has to open."""
    note = tmp_path / "note"
    program = tmp_path / ("xdg-open" if has_player else "another")
    program.write_text(f'#!/bin/sh\necho "$1" > "{note}"\n')
    program.chmod(0o755)
    python = Path(sys.executable)
    command = [str(python), "-m", *FILM_COMMAND[:1], "-p", *FILM_COMMAND[1:]]
    answer = built.copy(tmp_path / "copy").run("env", f"PATH={tmp_path}", *command)
    assert answer.code == 0, answer.text
    assert note.exists() == has_player
    if has_player:
        assert note.read_text().strip().endswith(str(FILM))
    else:
        assert "there is no xdg-open to show the film" in " ".join(answer.text.split())
