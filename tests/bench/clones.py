"""Fresh clones of the repository, and what its commands take in them."""

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

from deconviz.messages import UserError

from ..workspace import ROOT, Workspace

SHOWN_LINES = 20  # of what a failed command printed


@dataclass(frozen=True)
class Took:
    """What a command took, and what it printed.

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
    def told(self) -> Any:
        """What it printed as JSON on a line of its own."""
        return json.loads(next(line for line in self.text.splitlines() if line.startswith("{")))


def say(text: str) -> None:
    """Tell what is being measured, apart from the table."""
    print(f"{text} ...", file=sys.stderr, flush=True)


def run(workspace: Workspace, *command: str) -> Took:
    """Run a command in a clone.

    Raises
    ------
    UserError
        If it fails, with the end of what it printed.
    """
    log = workspace.folder.with_suffix(".log")
    cpu, start = _cpu_of_children(), time.perf_counter()
    with log.open("wb") as opened:
        code = subprocess.run(
            command,
            cwd=workspace.folder,
            env=workspace.environment(),
            stdout=opened,
            stderr=subprocess.STDOUT,
        ).returncode
    wall = time.perf_counter() - start
    text = log.read_text(errors="replace")
    if code:
        last = "\n".join(text.splitlines()[-SHOWN_LINES:])
        raise UserError(f"{last}\n`{' '.join(command)}` failed in a fresh clone: see above")
    return Took(wall, _cpu_of_children() - cpu, text)


def snakemake(workspace: Workspace, *targets: str) -> Took:
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
    def trained(self) -> tuple[Workspace, Took]:
        """A clone with all networks, and what the pipeline took to train them."""
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
