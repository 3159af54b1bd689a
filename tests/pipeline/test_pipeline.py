"""What the pipeline does: builds all, then nothing, and after an edit what uses it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from pathlib import Path

import pytest

from deconviz.audit.tables import TABLES
from deconviz.config.file import load_config
from deconviz.pipeline import figure_list
from support.workspace import (
    FILM,
    FILM_COMMAND,
    ROOT,
    TIME_LIMIT,
    Workspace,
    draft,
    wait_for,
)

CONFIG = load_config(ROOT / "workflow/config.yaml")
MODELS = [
    f"results/models/{variant}/seed{seed}.safetensors"
    for variant in CONFIG.all_variants
    for seed in (11, 22)
]
ENTRIES = {
    name: entry
    for name, entry in figure_list.figures(
        ROOT / "src/deconviz/figures", list(CONFIG.variants), list(CONFIG.audit.variants)
    ).items()
    if "tables/noise-grid" not in entry.needs
}
FIGURES = [
    f"results/figures/{file}"
    for name in ENTRIES
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
CODE_NOISE_JOBS = {
    f"Filming {name} at 480p15"
    for name, film in CONFIG.films.entries.items()
    if "code-noise" in film.variant_names
}
ONE_COMPONENT_JOBS = {job for job in FILM_JOBS if "OneComponent" in job}
CODE_NOISE_FIGURES = {
    f"Drawing {name}"
    for name, entry in ENTRIES.items()
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
    for name in [*MODELS, *FIGURES, *AUDIT, str(FILM)]:
        assert built.path(name).stat().st_size > 0


def test_the_tables_are_those_of_the_audit_and_no_others(built: Workspace) -> None:
    assert {path.name for path in built.path("results/tables").glob("*.csv")} == {
        f"{name}.csv" for name in TABLES
    }


def test_there_is_nothing_left_to_do(built: Workspace) -> None:
    assert built.planned() == set()


def test_a_comment_in_a_scene_renders_nothing(workspace: Workspace) -> None:
    workspace.edit("scenes/one_component.py", "CONCLUSION = 0.9", "# when\n\nCONCLUSION = 0.9")
    assert workspace.planned() == set()


def test_a_change_in_a_scene_renders_its_films_alone(workspace: Workspace) -> None:
    workspace.edit("scenes/one_component.py", "CONCLUSION = 0.9", "CONCLUSION = 0.8")
    assert workspace.planned() == ONE_COMPONENT_JOBS


def test_a_change_in_a_shared_story_renders_the_films_that_tell_it(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/analysis/movement.py", "RANKED = 3.0", "RANKED = 4.0")
    assert workspace.planned() == ONE_COMPONENT_JOBS | {"Filming SideBySide at 480p15"}


def test_a_change_in_a_mobject_renders_the_films_that_use_it(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/films/mobjects/fader.py", "REACH = 64.0", "REACH = 60.0")
    assert workspace.planned() == {"Filming ScaleAndAdd at 480p15"}


def test_a_change_in_one_figure_draws_that_figure(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/figures/loss.py", "FIRST_STEP = 10", "FIRST_STEP = 20")
    assert workspace.planned() == {LOSS_JOB}


def test_a_change_in_training_trains_all_variants_again(workspace: Workspace) -> None:
    workspace.edit("src/deconviz/network/training.py", "WARM_UP = 0.1", "WARM_UP = 0.2")
    training = {job for job in workspace.planned() if job.startswith("Training")}
    assert training == {f"Training {variant}, all seeds at once" for variant in CONFIG.all_variants}


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
    workspace.edit("manim.cfg", "qp=26", "qp=27")
    assert workspace.planned() == FILM_JOBS


def test_a_fourth_variant_is_one_entry_of_the_config(workspace: Workspace) -> None:
    workspace.edit(
        "workflow/config.yaml",
        "  baseline: {}",
        "  baseline: {}\n  linear: {network: {activation: identity}}",
    )
    training = {job for job in workspace.planned() if job.startswith("Training")}
    assert training == {"Training linear, all seeds at once"}
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
    start, end = text.index("\naudit:"), text.index("\nnoise_grid:")
    workspace.edit("workflow/config.yaml", text[start:end], "\n")
    jobs = workspace.planned()
    assert jobs >= AUDIT_JOBS
    assert not any("Training" in job for job in jobs)


def test_an_audit_s_own_curves_are_drawn_and_others_left_alone(workspace: Workspace) -> None:
    workspace.edit("workflow/config.yaml", "points: 63, curves: 64", "points: 63, curves: 65")
    jobs = workspace.planned("audit")
    assert {job for job in jobs if "Draw" in job} == {"Drawing curves for longer-signal"}
    assert {job for job in jobs if "Training" in job} == {
        "Training longer-signal, all seeds at once"
    }


@pytest.mark.faults
def test_weights_and_films_are_the_same_bytes_on_any_number_of_cores(
    built: Workspace, tmp_path: Path
) -> None:
    """All of them; a few, on one core, are in test_machines.py."""
    names = [*MODELS, *FIGURES, *AUDIT, str(FILM)]
    again = draft(tmp_path / "again")
    result = again.run("snakemake", "--cores", "1", *names)
    assert result.code == 0, result.text
    for name in names:
        assert sha256(again.path(name)) == sha256(built.path(name)), name


def test_manim_by_hand_writes_the_file_that_the_pipeline_writes(workspace: Workspace) -> None:
    digest = sha256(workspace.path(FILM))
    workspace.path(FILM).unlink()
    result = workspace.run(*FILM_COMMAND)
    assert result.code == 0, result.text
    assert sha256(workspace.path(FILM)) == digest
    assert workspace.planned() == set()


def test_a_killed_film_leaves_no_file_of_its_name_and_spoils_no_later_one(
    built: Workspace, workspace: Workspace
) -> None:
    workspace.path(FILM).unlink()
    process = workspace.start(*FILM_COMMAND)
    wait_for(lambda: any(workspace.path(FILM.parent).glob(".unfinished-*")))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=TIME_LIMIT)
    assert not workspace.path(FILM).exists()
    workspace.build()
    assert sha256(workspace.path(FILM)) == sha256(built.path(FILM))
    assert list(workspace.path("results").rglob(".unfinished-*")) == []


def test_an_interrupted_film_tidies_up(workspace: Workspace) -> None:
    workspace.path(FILM).unlink()
    process = workspace.start(*FILM_COMMAND)
    wait_for(lambda: any(workspace.path(FILM.parent).glob(".unfinished-*")))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=TIME_LIMIT)
    assert list(workspace.path(FILM.parent).glob(".unfinished-*")) == []
    assert not workspace.path(FILM).exists()
