"""What the pipeline does: builds all, then nothing, and after an edit what uses it."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest

from deconviz import configfile
from workspace import FILM, FILM_COMMAND, ROOT, Workspace, draft, wait_for

pytestmark = pytest.mark.pipeline

MODELS = [
    f"results/models/{variant}/seed{seed}.safetensors"
    for variant in ("baseline", "code-noise", "input-noise")
    for seed in (11, 22)
]
NAMES = ["loss", *(f"decoder-filters-{v}" for v in ("baseline", "code-noise", "input-noise"))]
FIGURES = [
    f"results/figures/{file}"
    for name in NAMES
    for file in (
        f"light/{name}.pdf",
        f"light/{name}.svg",
        f"light/{name}.png",
        f"dark/{name}.png",
        f"{name}.json",
    )
]
FILMS = list(configfile.load(ROOT / "workflow/config.yaml").films.entries)
FILM_JOBS = {f"Filming {name} at 480p15" for name in FILMS}
CODE_NOISE_JOBS = FILM_JOBS - {
    f"Filming {scene}{other} at 480p15"
    for scene in ("OneComponent", "AllComponents")
    for other in ("Baseline", "InputNoise")
}
ONE_COMPONENT_JOBS = {job for job in FILM_JOBS if "OneComponent" in job}
LOSS_JOB = "Drawing loss"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def workspace(built: Workspace, tmp_path: Path) -> Workspace:
    return built.copy(tmp_path / "copy")


def test_one_command_builds_networks_figures_and_the_film(built: Workspace) -> None:
    for name in [*MODELS, *FIGURES, FILM]:
        assert built.path(name).stat().st_size > 0


def test_there_is_nothing_left_to_do(built: Workspace) -> None:
    assert built.planned() == set()


def test_a_comment_in_a_scene_renders_nothing(workspace: Workspace) -> None:
    workspace.edit("scenes/one_component.py", "CURVES = 11\n", "CURVES = 11  # thin\n\n# more\n")
    assert workspace.planned() == set()


def test_a_change_in_a_scene_renders_its_films_alone(workspace: Workspace) -> None:
    workspace.edit("scenes/one_component.py", "CURVES = 11\n", "CURVES = 9\n")
    assert workspace.planned() == ONE_COMPONENT_JOBS


def test_a_change_in_a_mobject_renders_the_films_that_use_it(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/mobjects/shelf.py", "HEADROOM = 1.12", "HEADROOM = 1.2")
    assert workspace.planned() == FILM_JOBS


def test_a_change_in_one_figure_draws_that_figure(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/figures/loss.py", "FIRST_STEP = 10", "FIRST_STEP = 20")
    assert workspace.planned() == {LOSS_JOB}


def test_a_change_in_training_trains_all_variants_again(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/training.py", "WARM_UP = 0.1", "WARM_UP = 0.2")
    trained = {job for job in workspace.planned() if job.startswith("Training")}
    assert trained == {
        f"Training {variant}, all seeds at once"
        for variant in ("baseline", "code-noise", "input-noise")
    }


def test_the_noise_of_one_variant_trains_that_variant_alone(workspace: Workspace) -> None:
    workspace.edit(
        "workflow/config.yaml", "[0.1, 0.01, 0.001] # standard", "[0.2, 0.01, 0.001] # standard"
    )
    assert workspace.planned() == {
        "Training code-noise, all seeds at once",
        "Drawing decoder-filters-code-noise",
        LOSS_JOB,
        *CODE_NOISE_JOBS,
    }


def test_the_encoder_settings_render_films_and_nothing_else(workspace: Workspace) -> None:
    workspace.edit("manim.cfg", "crf = 21", "crf = 20")
    assert workspace.planned() == FILM_JOBS


def test_a_fourth_variant_is_one_entry_of_the_config(workspace: Workspace) -> None:
    workspace.edit(
        "workflow/config.yaml",
        "  baseline: {}",
        "  baseline: {}\n  linear: {network: {activation: identity}}",
    )
    trained = {job for job in workspace.planned() if job.startswith("Training")}
    assert trained == {"Training linear, all seeds at once"}
    workspace.build("results/figures/light/decoder-filters-linear.svg")
    assert workspace.path("results/models/linear/seed22.safetensors").is_file()


def test_weights_and_films_are_the_same_bytes_on_any_number_of_cores(
    built: Workspace, tmp_path: Path
) -> None:
    again = draft(tmp_path / "again")
    said = again.say("snakemake", "--cores", "1")
    assert said.code == 0, said.text
    for name in [*MODELS, *FIGURES, str(FILM)]:
        assert sha256(again.path(name)) == sha256(built.path(name)), name


def test_manim_by_hand_writes_the_file_that_the_pipeline_writes(workspace: Workspace) -> None:
    made_by_pipeline = sha256(workspace.path(FILM))
    workspace.path(FILM).unlink()
    said = workspace.say(*FILM_COMMAND)
    assert said.code == 0, said.text
    assert sha256(workspace.path(FILM)) == made_by_pipeline
    assert workspace.planned() == set()


def test_a_killed_film_leaves_no_file_of_its_name_and_spoils_no_later_one(
    built: Workspace, workspace: Workspace
) -> None:
    workspace.path(FILM).unlink()
    process = workspace.start(*FILM_COMMAND)
    wait_for(lambda: any(workspace.path(FILM.parent).glob(".unfinished-*")))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not workspace.path(FILM).exists()
    workspace.build()
    assert sha256(workspace.path(FILM)) == sha256(built.path(FILM))


def test_an_interrupted_film_tidies_up(workspace: Workspace) -> None:
    workspace.path(FILM).unlink()
    process = workspace.start(*FILM_COMMAND)
    wait_for(lambda: any(workspace.path(FILM.parent).glob(".unfinished-*")))
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert list(workspace.path(FILM.parent).glob(".unfinished-*")) == []
    assert not workspace.path(FILM).exists()
