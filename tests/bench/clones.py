"""Fresh clones of the repository, and what its commands cost in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from deconviz.errors import UserError
from support.workspace import ROOT, Workspace

LAST_LINES = 20  # of a failed command, in the message


@dataclass(frozen=True)
class Cost:
    """What a command costs, and what it prints.

    Attributes
    ----------
    wall, cpu
        Seconds; `cpu` is that of all of its processes.
    text
        Both of its streams.
    """

    wall: float
    cpu: float
    text: str

    @property
    def record(self) -> Any:
        """What it prints as JSON on a line of its own."""
        return json.loads(next(line for line in self.text.splitlines() if line.startswith("{")))


def say(text: str) -> None:
    """Print what is being measured, apart from the table."""
    print(f"{text} ...", file=sys.stderr, flush=True)


def run(workspace: Workspace, *command: str) -> Cost:
    """Run a command in a clone, or in the repository.

    Raises
    ------
    UserError
        If it fails, with the end of what it printed.
    """
    cpu, start = _cpu_of_children(), time.perf_counter()
    process = subprocess.run(
        command,
        cwd=workspace.folder,
        env=environment(workspace),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    wall = time.perf_counter() - start
    if process.returncode:
        last = "\n".join(process.stdout.splitlines()[-LAST_LINES:])
        raise UserError(f"{last}\n`{' '.join(command)}` failed in {workspace.folder}: see above")
    return Cost(wall, _cpu_of_children() - cpu, process.stdout)


def environment(workspace: Workspace) -> dict[str, str]:
    """Return the variables with which a command finds the clone's own code, this bench's too."""
    folders = [str(workspace.path(folder)) for folder in ("src", "tests")]
    return workspace.environment() | {"PYTHONPATH": os.pathsep.join(folders)}


def snakemake(workspace: Workspace, *targets: str) -> Cost:
    """Run the pipeline on two cores."""
    return run(workspace, "snakemake", "--cores", "2", *targets)


def commit() -> str:
    """Name the commit that clones are made of."""
    return _git("-C", str(ROOT), "rev-parse", "HEAD").strip()


def uncommitted() -> bool:
    """Tell whether the working tree holds more than a clone would."""
    return bool(_git("-C", str(ROOT), "status", "--porcelain"))


class Clones:
    """Clones that the parts share; each is made when it is first asked for.

    Parameters
    ----------
    folder
        Where to make them.
    commit
        What they hold, even if the repository has moved on in the meantime.
    """

    def __init__(self, folder: Path, commit: str) -> None:
        self._folder, self._commit = folder, commit

    def fresh(self, name: str) -> Workspace:
        """Clone the repository."""
        clone = self._folder / name
        _git("clone", "--quiet", str(ROOT), str(clone))
        _git("-C", str(clone), "checkout", "--quiet", "--detach", self._commit)
        return Workspace(clone)

    @cached_property
    def trained(self) -> tuple[Workspace, Cost]:
        """A clone with all networks, and what training them costs."""
        clone = self.fresh("trained")
        say("Training all networks in a fresh clone")
        return clone, snakemake(clone, "models")


def _git(*arguments: str) -> str:
    try:
        return subprocess.run(
            ["git", *arguments], check=True, capture_output=True, text=True
        ).stdout
    except FileNotFoundError:
        raise UserError("git: is missing: install it, as clones are measured") from None
    except subprocess.CalledProcessError as error:
        raise UserError(f"{error.stderr.strip()}\nA clone is measured, and git refused") from None


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
