"""What the pipeline does: builds all, then nothing, and after an edit what uses it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from pathlib import Path

import pytest

from deconviz import catalogue, configfile
from deconviz.tables import TABLES
from workspace import FILM, FILM_COMMAND, ROOT, Workspace, draft, wait_for

pytestmark = pytest.mark.pipeline

CONFIG = configfile.load(ROOT / "workflow/config.yaml")
MODELS = [
    f"results/models/{variant}/seed{seed}.safetensors"
    for variant in CONFIG.networks
    for seed in (11, 22)
]
DRAWN = {
    name: entry
    for name, entry in catalogue.figures(
        ROOT / "src/deconviz/figures", list(CONFIG.variants), list(CONFIG.audit.variants)
    ).items()
    if "tables/noise-sweep" not in entry.needs
}
FIGURES = [
    f"results/figures/{file}"
    for name in DRAWN
    for file in (
        f"light/{name}.pdf",
        f"light/{name}.svg",
        f"light/{name}.png",
        f"dark/{name}.png",
        f"{name}.json",
    )
]
AUDIT = ["results/claims.json", *(f"results/tables/{name}.csv" for name in TABLES)]
FILM_JOBS = {f"Filming {name} at 480p15" for name in CONFIG.films.entries}
CODE_NOISE_JOBS = FILM_JOBS - {
    f"Filming {scene}{other} at 480p15"
    for scene in ("OneComponent", "AllComponents")
    for other in ("Baseline", "InputNoise")
}
ONE_COMPONENT_JOBS = {job for job in FILM_JOBS if "OneComponent" in job}
CODE_NOISE_FIGURES = {
    f"Drawing {name}"
    for name, entry in DRAWN.items()
    if "code-noise" in entry.variants
    or any(need == "claims" or need.startswith("tables/") for need in entry.needs)
}
AUDIT_DONE = "Claims are decided: results/claims.json, results/tables"
AUDIT_JOBS = {"Writing tables", "Deciding claims"}
LOSS_JOB = "Drawing loss"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def workspace(built: Workspace, tmp_path: Path) -> Workspace:
    return built.copy(tmp_path / "copy")


def test_one_command_builds_networks_figures_and_the_film(built: Workspace) -> None:
    for name in [*MODELS, *FIGURES, *AUDIT, FILM]:
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
    assert trained == {f"Training {variant}, all seeds at once" for variant in CONFIG.networks}


def test_the_noise_of_one_variant_trains_that_variant_alone(workspace: Workspace) -> None:
    workspace.edit(
        "workflow/config.yaml", "[0.1, 0.01, 0.001] # standard", "[0.2, 0.01, 0.001] # standard"
    )
    assert workspace.planned() == {
        "Training code-noise, all seeds at once",
        *CODE_NOISE_FIGURES,
        *AUDIT_JOBS,
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


def test_without_a_variant_of_the_audit_its_claims_stay_undecided(workspace: Workspace) -> None:
    workspace.edit(
        "workflow/config.yaml",
        "    relu:\n      code_noise: [0.1, 0.01, 0.001]\n      network: {activation: relu}\n",
        "",
    )
    assert workspace.planned("audit") == {*AUDIT_JOBS, AUDIT_DONE}
    workspace.build("results/claims.json")
    claims = json.loads(workspace.path("results/claims.json").read_text())["claims"]
    lacking = {claim["id"]: claim["lacking"] for claim in claims}
    assert lacking["C10"] == "the config has no variant relu"
    assert lacking["C1"] == "the rules ask for 10 seeds, there are 2"


def test_without_the_audit_there_is_nothing_of_its_to_train(workspace: Workspace) -> None:
    text = workspace.path("workflow/config.yaml").read_text()
    start, end = text.index("\naudit:"), text.index("\nsweep:")
    workspace.edit("workflow/config.yaml", text[start:end], "\n")
    planned = workspace.planned()
    assert planned >= AUDIT_JOBS
    assert not any("Training" in job for job in planned)


def test_an_audit_s_own_curves_are_drawn_and_others_left_alone(workspace: Workspace) -> None:
    workspace.edit("workflow/config.yaml", "points: 63, curves: 64", "points: 63, curves: 65")
    planned = workspace.planned("audit")
    assert {job for job in planned if "Draw" in job} == {"Drawing curves for longer-signal"}
    assert {job for job in planned if "Training" in job} == {
        "Training longer-signal, all seeds at once"
    }


def test_weights_and_films_are_the_same_bytes_on_any_number_of_cores(
    built: Workspace, tmp_path: Path
) -> None:
    again = draft(tmp_path / "again")
    said = again.say("snakemake", "--cores", "1")
    assert said.code == 0, said.text
    for name in [*MODELS, *FIGURES, *AUDIT, str(FILM)]:
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
