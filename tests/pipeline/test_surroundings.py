"""Jobs find the same environment on any machine."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deconviz.pipeline import surroundings
from support.other_machine import ODD_NAME
from support.workspace import ROOT


def environment_of_a_job(root: Path, variables: dict[str, str]) -> dict[str, str]:
    """Return the variables that a job sees, where Snakemake has those given here."""
    prefix = surroundings.shell_prefix(root, variables).format()  # as Snakemake does
    done = subprocess.run(
        ["bash", "-c", f"{prefix} env --null"],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split("=", 1) for line in done.stdout.split("\0") if line)


def test_what_changes_python_and_its_libraries_does_not_reach_jobs(tmp_path: Path) -> None:
    foreign = ["PYTHONOPTIMIZE", "MPLBACKEND", "NUMBA_DISABLE_JIT", "LC_ALL", "LANG"]
    foreign += ["XDG_CONFIG_HOME", "OMP_SCHEDULE", "MKL_CBWR", "PYTHON"]
    seen = environment_of_a_job(tmp_path, dict.fromkeys(foreign, "1"))
    assert seen.keys().isdisjoint(foreign)


def test_jobs_keep_their_share_of_threads_and_what_is_none_of_our_business(tmp_path: Path) -> None:
    kept = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "SLURM_JOB_ID": "7", "TMPDIR": "/tmp"}
    assert kept.items() <= environment_of_a_job(tmp_path, kept).items()


def test_jobs_run_the_code_of_the_repository_and_have_an_empty_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ODD_NAME
    folder.mkdir()
    monkeypatch.chdir(folder)
    seen = environment_of_a_job(folder, {"HOME": "/root", "PYTHONPATH": "/another/checkout"})
    assert seen["DECONVIZ_ROOT"] == str(folder)
    assert seen["PYTHONPATH"].split(":") == [f"{folder}/src", f"{folder}/workflow/startup"]
    assert seen["HOME"] == f"{folder}/.snakemake/home"


def test_a_job_that_is_interrupted_while_it_loads_says_so_in_a_word() -> None:
    prefix = surroundings.shell_prefix(ROOT, os.environ).format()
    command = f"{prefix} {shlex.quote(sys.executable)} -c 'raise KeyboardInterrupt'"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr == "Interrupted.\n"


@pytest.mark.parametrize(("folder", "name"), [("plain", None), (ODD_NAME, "python3")])
def test_snakemake_can_call_python_in_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str | None
) -> None:
    python = tmp_path / folder / "python3"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("PATH", os.environ["PATH"])
    surroundings.start(tmp_path, tmp_path)
    assert sys.executable == (name or str(python))
    assert shutil.which("python3") == str(python)


def test_a_folder_that_path_cannot_hold_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "a:b"
    root.mkdir()
    with pytest.raises(SystemExit, match="has a : in its name"):
        surroundings.start(root, root)
