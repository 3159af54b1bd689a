"""Build on this machine and on a Slurm of one node, and compare every file.

The first job that trains is cancelled on its way: the build must start it again.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from deconviz.errors import UserError
from support.workspace import Workspace, draft

from .slurm import Job, Slurm, one_node

TARGETS = (
    "results/films/480p15/OneComponent.mp4",
    "results/talk/web/OneComponent.mp4",
    "results/figures/light/decoder-filters-baseline.pdf",
    "results/figures/light/decoder-filters-code-noise.pdf",
)
PATIENCE = 900  # seconds for one build: ten times what it takes
ON_SLURM = (
    *("--profile", "profiles/slurm"),
    *("--slurm-no-account", "--slurm-status-command", "squeue"),  # it keeps no accounts
    *("--slurm-init-seconds-before-status-checks", "1"),
)


def main() -> int:
    """Say how both builds went; 1 if a file differs, or the cancelled job was not made again."""
    with tempfile.TemporaryDirectory(prefix="deconviz-cluster-") as name:
        folder = Path(name)
        try:
            here = _on_this_machine(draft(folder / "here"))
            there = _on_slurm(draft(folder / "there"), folder / "node")
        except UserError as error:
            print(error, file=sys.stderr)
            return 1
    return _compare(here, there)


def _on_this_machine(workspace: Workspace) -> dict[str, str]:
    print("On this machine", flush=True)
    _build(workspace, {}, "--cores", "2")
    return workspace.sums()


def _on_slurm(workspace: Workspace, folder: Path) -> dict[str, str]:
    """Build there, and cancel a training once.

    Raises
    ------
    UserError
        If Slurm or the build fails, or no job was cancelled.
    """
    print("On Slurm", flush=True)
    with one_node(folder) as slurm:
        threading.Thread(target=_cancel_one, args=[slurm, "train"], daemon=True).start()
        _build(workspace, slurm.environment, *ON_SLURM)
        jobs = slurm.jobs()
    for job in jobs:
        print(f"  {job.number}  {job.state:9}  {job.purpose}")
    if [job.state for job in jobs if job.state != "COMPLETED"] != ["CANCELLED"]:
        raise UserError("One job should be cancelled, and all others completed: see above")
    return workspace.sums()


def _cancel_one(slurm: Slurm, purpose: str) -> None:
    """Wait for the first job of a purpose to run, and cancel it."""
    running: list[Job] = []
    while not running:
        time.sleep(0.2)
        running = [job for job in slurm.jobs() if purpose in job.purpose and job.state == "RUNNING"]
    slurm.ask("scancel", running[0].number)


def _build(workspace: Workspace, environment: Mapping[str, str], *arguments: str) -> None:
    began = time.monotonic()
    command = [sys.executable, "-m", "snakemake", *arguments, *TARGETS]
    process = workspace.start(*command, **environment)
    try:
        text, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired as late:
        text = bytes(late.output or b"").decode(errors="replace")
        raise UserError(f"The build is not done after {PATIENCE} s:\n{text}") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise UserError(f"The build failed:\n{text}")
    print(f"  {time.monotonic() - began:.0f} s", flush=True)


def _compare(here: Mapping[str, str], there: Mapping[str, str]) -> int:
    differing = sorted(name for name, _ in here.items() ^ there.items())
    for name in dict.fromkeys(differing):
        print(f"  {name}: {here.get(name, 'missing')} here, {there.get(name, 'missing')} there")
    same = len(here.items() & there.items())
    print(f"{same} of {len(here.keys() | there.keys())} files are the same")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
