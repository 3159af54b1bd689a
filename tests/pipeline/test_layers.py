"""Layers that users bring, from the file to the film: built once, and again when a file changes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from torch.nn.functional import conv_transpose1d

from deconviz import paths
from deconviz.arrays import Floats
from support.workspace import Workspace, draft

pytestmark = pytest.mark.pipeline

ENTRY = """
layers:
  mine: {file: new models/mine.safetensors, tensor: up.weight, bias: up.bias, stride: 2, padding: 1,
    input: given.npy}
"""
ENTRIES = "  entries: # to add a film, add an entry\n"
FILM_ENTRY = "    MyStamp: {scene: Stamp1D, layer: mine}\n"
FILM = Path("results/layers/mine/films/480p15/Stamp1D.mp4")
IMPORT, FILMING = "Importing mine", "Filming Stamp1D of mine at 480p15"
DRAWS = np.random.default_rng(5)
KERNEL = DRAWS.normal(size=(6, 2, 4))  # (C, O, K)
BIAS = DRAWS.normal(size=2)  # (O,)
GIVEN = DRAWS.normal(size=(6, 4))  # (C, n)


def save(workspace: Workspace, kernel: Floats) -> None:
    save_file({"up.weight": kernel, "up.bias": BIAS}, workspace.path("new models/mine.safetensors"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A film of a layer of 6 channels, and one more in the config that is made by hand."""
    workspace = draft(tmp_path_factory.mktemp("layers") / "repository")
    workspace.edit(paths.CONFIG.as_posix(), ENTRIES, ENTRIES + FILM_ENTRY)
    with workspace.path(paths.CONFIG).open("a", encoding="utf-8") as config:
        config.write(ENTRY)
    workspace.path("new models").mkdir()
    save(workspace, KERNEL)
    np.save(workspace.path("given.npy"), GIVEN)
    workspace.build(str(FILM))
    return workspace


def expected(kernel: Floats) -> Floats:
    """What torch makes of the input, shape (O, N)."""
    given, weight, bias = map(torch.from_numpy, (GIVEN[None], kernel, BIAS))
    return np.asarray(conv_transpose1d(given, weight, bias, stride=2, padding=1)[0])


def test_a_film_lies_in_the_folder_of_its_layer_with_all_that_films_have(
    workspace: Workspace,
) -> None:
    endings = ("mp4", "poster.png", "sheet.png", "facts.json", "about.json", "srt", "vtt")
    for ending in endings:
        assert workspace.path(FILM.with_suffix(f".{ending}")).stat().st_size > 0
    assert not workspace.path("results/films").exists()


def test_what_a_film_adds_up_is_what_torch_makes(workspace: Workspace) -> None:
    facts = json.loads(workspace.path(FILM.with_suffix(".facts.json")).read_text())
    [*_, last] = facts["samples"]
    outputs = expected(KERNEL)
    strongest = ((outputs - BIAS[:, None]) ** 2).sum(1).argmax()
    whole = np.array(last["parts"]).sum(0) + last["bias"]
    peak = np.abs(outputs[strongest]).max()
    assert whole == pytest.approx(outputs[strongest], rel=0, abs=1e-5 * peak)


def test_all_that_a_layer_gets_is_planned_and_what_is_there_is_not_made_again(
    workspace: Workspace,
) -> None:
    planned = workspace.planned("layers")
    assert {IMPORT, FILMING}.isdisjoint(planned)
    assert "Drawing the phases of mine" in planned
    assert "Making Stamp1D of mine small, as a GIF and as a page" in planned
    assert "Listing what mine has: results/layers/mine" in planned


def test_manim_by_hand_finds_the_layer_of_an_entry(workspace: Workspace) -> None:
    result = workspace.run("manim", "-ql", "-s", "scenes/stamp_1d.py", "MyStamp")
    assert result.code == 0, result.text
    assert list(workspace.path("results/films/stills").glob("MyStamp*.png"))


def test_a_film_is_made_again_if_the_file_of_the_layer_has_changed(workspace: Workspace) -> None:
    save(workspace, 2 * KERNEL)
    assert workspace.planned(str(FILM)) == {IMPORT, FILMING}
