"""Films: true numbers, a clean layout, a sound file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import torch
from PIL import Image, ImageSequence

from deconviz.analysis.rounding import exact_place
from deconviz.archive.files import sha256
from deconviz.archive.tensors import read_arrays
from deconviz.config.file import load_config
from deconviz.config.jobs import film_job
from deconviz.films.gif import from_film
from deconviz.films.rendering.canvas import drawable_parts
from deconviz.films.scene_files import scene_file, scene_files
from deconviz.look.theme import THEMES
from deconviz.provenance.repository import Repository
from support import layout_rules
from support.staging import Stage, film_stage, is_visible
from support.workspace import FILM, FILM_COMMAND, ROOT, Workspace

FILMS = load_config(ROOT / "workflow/config.yaml").films.entries


def scene_of(name: str) -> str:
    return FILMS[name].scene or name


STAGES = [(name, theme) for name in FILMS for theme in THEMES]
OF_ONE_COMPONENT = [(name, theme) for name, theme in STAGES if scene_of(name) == "OneComponent"]
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


def facts_of(built: Workspace, name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(built.path(FILM.parent / f"{name}.facts.json").read_text())
    return facts


def torch_output(weights: dict[str, torch.Tensor], facts: dict[str, Any]) -> np.ndarray:
    """What torch makes of a code, of which a share may be in the sum so far."""
    channels = len(facts["code"])
    *shares, bias_share = facts.get("shares", [1.0] * (channels + 1))
    code = torch.tensor(facts["code"], dtype=torch.float64) * torch.tensor(shares)
    output = torch.nn.functional.conv_transpose1d(
        code[None, :, None], weights["decoder.weight"], weights["decoder.bias"] * bias_share
    )
    return output[0, 0].numpy()


@every_film
def test_what_a_film_shows_is_the_transposed_convolution_of_its_codes(
    built: Workspace, name: str
) -> None:
    facts = facts_of(built, name)
    networks = [
        {
            key: torch.from_numpy(array).double()
            for key, array in read_arrays(built.path(network["archive"])).items()
        }
        for network in facts["networks"]
    ]
    sums = scaled = 0
    for sample in facts["samples"]:
        for weights, of_network in zip(networks, sample["shown"], strict=True):
            for key in {"sum", "output"} & of_network.keys():
                output = torch_output(weights, of_network)
                assert of_network[key] == pytest.approx(output, abs=1e-6)
                sums += 1
            filters = weights["decoder.weight"][:, 0].numpy()
            scaled_filters = np.array(of_network["code"])[:, None] * filters
            curves = of_network.get("scaled", [None] * len(filters))
            for curve, scaled_filter in zip(curves, scaled_filters, strict=True):
                if curve is not None:
                    assert curve == pytest.approx(scaled_filter, abs=1e-6)
                    scaled += 1
    assert sums > 40
    assert (scaled > 40) == (scene_of(name) not in ("SideBySide", "SwitchingOff"))


@every_film
def test_the_facts_name_the_archives_of_the_networks(built: Workspace, name: str) -> None:
    for network in facts_of(built, name)["networks"]:
        assert network["sha256"] == sha256(built.path(network["archive"]))


def test_the_numbers_of_the_code_are_those_of_the_drawn_code(built: Workspace) -> None:
    for sample in facts_of(built, "OneComponent")["samples"]:
        [facts] = sample["shown"]
        numbers = [float(text.replace("−", "-")) for text in facts["numbers"]]
        assert numbers == pytest.approx(facts["code"], abs=0.000501)


def test_the_terms_of_a_sum_add_up_as_they_are_written(built: Workspace) -> None:
    sample = facts_of(built, "ScaleAndAdd")["samples"][0]["shown"][0]
    *terms, total = (float(text.replace("−", "-")) for text in sample["terms"])
    assert sum(terms) == pytest.approx(total, abs=1e-9)
    assert total == pytest.approx(sample["sum"][sample["point"]], abs=0.00501)


def test_a_place_where_rounded_terms_add_up_is_found() -> None:
    terms = np.array([[0.0014, 0.2001], [0.0014, 0.1001]])
    assert exact_place(terms) == (1, 3)
    assert exact_place(terms[:, :1]) == (0, 4)


@pytest.mark.parametrize("stage", OF_ONE_COMPONENT, ids="-".join, indirect=True)
def test_one_component_at_a_time_moves_through_its_range(stage: Stage) -> None:
    codes = [stage.scene.panels.facts()["code"] for _ in stage.moments(211)]
    differs = np.abs(np.array(codes) - codes[0]) > 1e-9  # from rest, (211, C)
    assert (differs.sum(1) <= 1).all()
    assert np.max(codes, 0) == pytest.approx(stage.scene.sweep.high, abs=1e-3)
    assert np.min(codes, 0) == pytest.approx(stage.scene.sweep.low, abs=1e-3)


def test_a_film_ends_as_it_begins(stage: Stage) -> None:
    def picture() -> list[np.ndarray]:
        parts = drawable_parts(stage.moving)
        return [part.points.copy() for part in parts if is_visible(part)]

    stage.draw(0)
    first = picture()
    stage.draw(stage.seconds - 1e-9)
    last = picture()
    assert len(first) == len(last)
    for before, after in zip(first, last, strict=True):
        assert before == pytest.approx(after, abs=1e-4)


def test_it_lasts_from_8_to_25_seconds(stage: Stage) -> None:
    assert 8 <= stage.seconds <= 25


def test_every_moment_keeps_the_rules_of_layout(stage: Stage) -> None:
    assert layout_rules.limits_of(stage.scene)
    assert layout_rules.findings(stage) == []


def test_the_file_is_what_players_want(built: Workspace) -> None:
    with av.open(built.path(FILM)) as container:
        assert len(container.streams) == 1
        [stream] = container.streams.video
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (854, 480)
        assert stream.average_rate == 15
        assert stream.codec_context.colorspace == 1  # BT.709
        frames = sum(1 for _ in container.decode(video=0))
    assert frames == stream.frames == 21 * 15
    head = built.path(FILM).read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


def test_a_poster_and_a_contact_sheet_lie_beside_each_film(built: Workspace) -> None:
    for name in FILMS:
        folder = built.path(FILM.parent)
        with Image.open(folder / f"{name}.poster.png") as poster:
            assert poster.size == (854, 480)
        with Image.open(folder / f"{name}.sheet.png") as sheet:
            assert sheet.size[0] > 1900


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


def test_the_film_becomes_a_gif_that_loops(built: Workspace, tmp_path: Any) -> None:
    target = tmp_path / "film.gif"
    from_film(built.path(FILM), target, width=320, rate=5)
    with Image.open(target) as gif:
        assert gif.size == (320, 180)
        assert gif.info["loop"] == 0
        durations = [frame.info["duration"] for frame in ImageSequence.Iterator(gif)]
        corner = np.array(gif.convert("RGB").getpixel((3, 3)), int)
    assert sum(durations) == 21_000
    background = THEMES["dark"].background
    assert abs(corner - [int(background[k : k + 2], 16) for k in (1, 3, 5)]).max() <= 3
