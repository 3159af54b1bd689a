"""No film, figure or claim shows other networks than those that the config asks for."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import psutil
import pytest

from support.workspace import FILM, FILM_COMMAND, Workspace, wait_for

pytestmark = pytest.mark.pipeline

NOISE = "code_noise: [0.1, 0.01, 0.001] # standard"
OTHER_NOISE = "code_noise: [0.3, 0.01, 0.001] # standard"
MODEL = Path("results/models/code-noise/seed11.safetensors")
CLAIMS = Path("results/claims.json")


@pytest.fixture
def other(built: Workspace, tmp_path: Path) -> Workspace:
    """A built folder whose config then asks for another noise."""
    workspace = built.copy(tmp_path / "other")
    workspace.edit("workflow/config.yaml", NOISE, OTHER_NOISE)
    return workspace


def test_a_film_by_hand_refuses_networks_of_another_config(other: Workspace) -> None:
    before = other.path(FILM).read_bytes()
    result = other.run(*FILM_COMMAND)
    assert result.code != 0
    assert "was made with code_noise: [0.1, 0.01, 0.001], but the config has [0.3, 0.01" in (
        result.text
    )
    assert f"rebuild it with `./run -f {MODEL}`" in result.text
    assert "Traceback" not in result.text
    assert other.path(FILM).read_bytes() == before


def test_results_from_elsewhere_are_made_again(other: Workspace) -> None:
    shutil.rmtree(other.path(".snakemake"))
    planned = {job for job in other.planned() if job.startswith("Training")}
    assert planned == {"Training code-noise, all seeds at once"}


def test_results_from_elsewhere_of_the_same_config_are_kept(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "same")
    shutil.rmtree(workspace.path(".snakemake"))
    assert workspace.planned() == set()


def test_the_environment_of_another_checkout_does_not_decide_what_is_filmed(
    built: Workspace, tmp_path: Path
) -> None:
    """PYTHONPATH stands for the environment of the checkout `built`."""
    workspace = built.copy(tmp_path / "mine")
    command = ["env", f"PYTHONPATH={built.path('src')}", *FILM_COMMAND]
    result = workspace.run(*command)
    assert result.code != 0
    assert f"the deconviz that runs is that of {built.folder}" in result.text
    workspace.path(FILM).unlink()
    result = workspace.run(
        "env", f"PYTHONPATH={built.path('src')}", "snakemake", "--cores", "2", str(FILM)
    )
    assert result.code == 0, result.text
    assert workspace.path(FILM).read_bytes() == built.path(FILM).read_bytes()


def test_a_job_whose_build_was_killed_leaves_what_came_after_it(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "orphan")
    workspace.edit("workflow/config.yaml", "steps: 300", "steps: 400000")
    build = workspace.start("snakemake", "--cores", "1", str(MODEL))
    wait_for(lambda: not workspace.path(MODEL).exists(), 120)  # Snakemake deletes outputs first
    wait_for(lambda: psutil.Process(build.pid).children() != [], 120)
    orphans = psutil.Process(build.pid).children(recursive=True)
    os.kill(build.pid, signal.SIGKILL)
    build.communicate(timeout=600)
    workspace.edit("workflow/config.yaml", "steps: 400000", "steps: 300")
    workspace.build(str(MODEL))  # it takes the lock of the dead build over
    assert any(orphan.is_running() for orphan in orphans)  # it still trains
    _, alive = psutil.wait_procs(orphans, timeout=600)
    assert not alive
    assert workspace.path(MODEL).read_bytes() == built.path(MODEL).read_bytes()


def test_code_that_was_edited_for_a_while_during_a_build_makes_nothing(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "edited")
    build = workspace.start(
        "snakemake", "--cores", "1", "--force", "results/data/curves.safetensors"
    )
    curves = workspace.path("results/data/curves.safetensors")
    wait_for(lambda: not curves.exists(), 120)
    workspace.edit("src/deconviz/data/curves.py", "def dataset(", "WRONG = 1\n\n\ndef dataset(")
    text, _ = build.communicate(timeout=600)
    assert build.returncode != 0
    assert "was edited after the build had begun: call ./run again" in text
    assert not curves.exists()


def test_claims_of_other_networks_are_not_drawn(built: Workspace, tmp_path: Path) -> None:
    workspace = built.copy(tmp_path / "claims")
    workspace.edit(str(CLAIMS), '"made_from": "', '"made_from": "other')
    result = workspace.snakemake("--force", "results/figures/light/claims.png")
    assert result.code != 0
    assert f"rebuild it with `./run -f {CLAIMS}`" in result.text
