"""What bad input gets: a few lines that say what is wrong, where, and what to do."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deconviz.errors import UserError
from deconviz.pipeline.preflight import check_writable
from support.workspace import FILM, FILM_COMMAND, Result, Workspace, draft, wait_for

pytestmark = pytest.mark.pipeline

CONFIG = "workflow/config.yaml"


@pytest.fixture
def unbuilt(tmp_path: Path) -> Workspace:
    return draft(tmp_path / "unbuilt")


def own_lines(result: Result) -> list[str]:
    chatter = ("Using workflow specific profile", "Manim Community")
    return [line for line in result.text.splitlines() if line and not line.startswith(chatter)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("steps: 300", "stepz: 300", "training.stepz: no such key: did you mean steps?"),
        ("batch: 128", "batch: many", "training.batch: is 'many', should be a valid integer"),
        ("scene: OneComponent,", "scene: OneComponents,", "there is no scene OneComponents: did"),
        ("seeds: [11, 22]", "seeds: [011, 022]", "011 is not a plain number: write 11"),
        ("  baseline: {}", "  baseline: {}\n  aligned-baseline: {}", "rename aligned-baseline"),
        ("  OneComponentBaseline:", "  Title:", "one_component.py uses the name Title itself"),
        ("  baseline: {}", "  baseline: {network: {channels: 8}}", "shows 1 to 4 channels, but"),
    ],
)
def test_a_broken_config_ends_before_any_job_in_at_most_five_lines(
    unbuilt: Workspace, old: str, new: str, expected: str
) -> None:
    unbuilt.edit(CONFIG, old, new)
    result = unbuilt.snakemake()
    assert result.code != 0
    assert expected in result.text
    assert "Traceback" not in result.text
    assert len(own_lines(result)) <= 5
    assert not unbuilt.path("results").exists()


def test_an_override_on_the_command_line_is_checked_too(unbuilt: Workspace) -> None:
    result = unbuilt.snakemake("--config", "training={steps: -3}")
    assert result.code != 0
    assert "training.steps: is -3, should be greater than or equal to 1" in result.text


def test_all_that_a_file_may_say_may_be_said_on_the_command_line(unbuilt: Workspace) -> None:
    unbuilt.path("mine.yaml").write_text("network: {activation: relu}\ndata: {points: 20}\n")
    settings = ["seeds=[11, 6]", "variants={x: {code_noise: [1e-1, 0.2, 3], input_noise: 0.01}}"]
    settings += ["films={entries: {X: {scene: SideBySide, variants: [baseline, x], seed: 6}}}"]
    settings += ["figures={seed: 6}"]
    target = "results/models/x/seed6.safetensors"
    given = ["--configfile", "mine.yaml", "--config", *settings]
    result = unbuilt.snakemake("-n", target, *given)
    assert result.code == 0, result.text
    assert "  1 training: x" in result.text


def test_numbers_in_a_config_file_of_ones_own_are_plain_too(unbuilt: Workspace) -> None:
    unbuilt.path("mine.yaml").write_text("training:\n  steps: 0300\n")
    result = unbuilt.snakemake("-n", "--configfile", "mine.yaml")
    assert result.code != 0
    [line] = own_lines(result)
    assert line.endswith("mine.yaml: line 2: 0300 is not a plain number: write 300")


def test_manim_by_hand_is_held_to_the_same_config(unbuilt: Workspace) -> None:
    unbuilt.edit(CONFIG, "  OneComponentBaseline:", "  Title:")
    result = unbuilt.run(*FILM_COMMAND)
    assert result.code == 1
    assert "films.entries.Title.scene: one_component.py uses the name Title itself" in result.text
    assert "Traceback" not in result.text
    assert len(own_lines(result)) <= 5


def test_manim_before_the_pipeline_says_what_to_build(unbuilt: Workspace) -> None:
    result = unbuilt.run(*FILM_COMMAND)
    assert result.code == 1
    [line] = own_lines(result)
    target = "results/models/code-noise/seed11.safetensors"
    assert line == f"{target}: is missing: build it with `./run {target}`"


def test_a_truncated_archive_is_named_with_the_command_that_rebuilds_it(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "copy")
    name = "results/models/code-noise/seed11.safetensors"
    os.truncate(workspace.path(name), 100)
    workspace.path(FILM).unlink()
    expected = (
        f"{name}: is damaged (its SHA-256 is not the one in SHA256SUMS): "
        f"rebuild it with `./run -f {name}`"
    )
    by_hand = workspace.run(*FILM_COMMAND)
    assert by_hand.code == 1
    assert own_lines(by_hand) == [expected]
    figure = workspace.snakemake("results/figures/light/decoder-filters-code-noise.png")
    assert figure.code == 1
    assert expected in figure.text.splitlines()
    assert "Traceback" not in figure.text
    workspace.build("-f", name)
    workspace.build()
    assert workspace.planned() == set()


def test_the_reason_of_a_failed_film_is_in_its_log_and_on_screen(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "copy")
    workspace.edit("scenes/one_component.py", "from typing", "import nowhere_at_all\nfrom typing")
    result = workspace.snakemake(str(FILM))
    assert result.code != 0
    assert "Failed: film: OneComponent" in result.text.splitlines()
    reason = "ModuleNotFoundError: No module named 'nowhere_at_all'"
    log = workspace.path("results/logs/film-OneComponent-480p15.log").read_text(encoding="utf-8")
    assert reason in log
    assert reason in result.text


def test_a_results_folder_that_is_a_file_is_named(unbuilt: Workspace) -> None:
    unbuilt.path("results").write_text("in the way")
    result = unbuilt.snakemake()
    assert result.code != 0
    assert own_lines(result) == ["results: is a file where a folder should be: move it away"]


def test_a_read_only_results_folder_is_named_with_the_way_out() -> None:
    with TemporaryDirectory() as outer, as_an_ordinary_user():
        Path(outer).chmod(0o755)
        folder = Path(outer) / "results"
        folder.mkdir()
        folder.chmod(0o777)
        check_writable(folder)
        folder.chmod(0o555)
        with pytest.raises(UserError, match="is read-only: make it writable with `chmod -R u"):
            check_writable(folder)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Have access checked for somebody who is not root, for whom no folder is read-only."""
    real, effective, saved = os.getresuid()
    os.setresuid(65534 if real == 0 else real, effective, saved)
    try:
        yield
    finally:
        os.setresuid(real, effective, saved)


def test_a_second_instance_is_told_of_the_first(unbuilt: Workspace) -> None:
    unbuilt.edit(CONFIG, "steps: 300", "steps: 10000000")
    first = unbuilt.start("snakemake", "--cores", "1")
    try:
        wait_for(
            lambda: (
                unbuilt.path(".snakemake/locks").is_dir()
                and any(unbuilt.path(".snakemake/locks").iterdir())
            )
        )
        second = unbuilt.snakemake()
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()
    assert second.code != 0
    assert "Directory cannot be locked" in second.text
    assert "no other Snakemake process" in second.text
    assert "--unlock" in second.text
    assert "Traceback" not in second.text
