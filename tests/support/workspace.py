"""A copy of the repository at draft size, and what its commands print."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCTS = (".git", ".venv", ".snakemake", ".*_cache", ".hypothesis", "__pycache__", "results")
DRAFT = {
    "steps: 40000": "steps: 300",
    "steps: 640000": "steps: 600",
    "steps: 1000 ": "steps: 30 ",
    "steps: 20000": "steps: 300",
    "points: 63, curves: 4096": "points: 63, curves: 64",
    "curves: 16384": "curves: 256",
    "held_out: 1024": "held_out: 64",
    "seeds: [11, 22, 33, 44, 55, 66, 77, 88, 99, 110]": "seeds: [11, 22]",
    "quality: talk": "quality: draft",
}
TIME_LIMIT = 1800  # seconds of a command: a whole build on a busy machine
FILM = Path("results/films/480p15/OneComponent.mp4")
FILM_COMMAND = ["manim", "-ql", "scenes/one_component.py", "OneComponent"]


def _allow_interrupts() -> None:
    """Undo what a shell does to commands in the background: they ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    text: str


@dataclass(frozen=True)
class Workspace:
    """A folder with all of the project's files."""

    folder: Path

    def path(self, name: str | Path) -> Path:
        return self.folder / name

    def edit(self, file: str, old: str, new: str, times: int = 1) -> None:
        """Replace the first of what is there, or with -1 all."""
        text = self.path(file).read_text()
        assert old in text, f"{file} has no {old!r}"
        self.path(file).write_text(text.replace(old, new, times))

    def copy(self, to: Path) -> Workspace:
        shutil.copytree(self.folder, to, symlinks=True)
        return Workspace(to)

    def environment(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return os.environ | {"PYTHONPATH": str(self.path("src")), "PATH": path}

    def start(self, *command: str, **extra: str) -> subprocess.Popen[str]:
        """Start a command, with variables beyond those of every command."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment() | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_allow_interrupts,
        )

    def run(self, *command: str) -> Result:
        process = self.start(*command)
        text, _ = process.communicate(timeout=TIME_LIMIT)
        return Result(process.returncode, text)

    def snakemake(self, *arguments: str) -> Result:
        return self.run("snakemake", "--cores", "2", *arguments)

    def build(self, *arguments: str) -> None:
        result = self.snakemake(*arguments)
        assert result.code == 0, result.text

    def sums(self) -> dict[str, str]:
        """The SHA-256 of every file in results but logs, records among them, by its path there."""
        results = self.path("results")
        return {
            str(path.relative_to(results)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(results.rglob("*"))
            if path.is_file() and path.suffix != ".log"
        }

    def planned(self, *arguments: str) -> set[str]:
        """The messages of the jobs that snakemake would run, but the last, which collects."""
        result = self.snakemake("-n", "--printshellcmds", *arguments)  # in Snakemake's words
        assert result.code == 0, result.text
        jobs = set(re.findall(r"^Job \d+: (.*)$", result.text, re.MULTILINE))
        return jobs - {"Everything is built: results"}


def draft(folder: Path) -> Workspace:
    """Copy the project without its products, and turn the config to draft size."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*PRODUCTS))
    workspace = Workspace(folder)
    for old, new in DRAFT.items():
        workspace.edit("workflow/config.yaml", old, new, times=-1)
    return workspace


def wait_for(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds, and fail if it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
