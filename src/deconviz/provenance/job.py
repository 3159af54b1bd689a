"""A job on its way: whether its code is what was asked for, and what it may still write."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deconviz.archive.files import published_through
from deconviz.errors import UserError
from deconviz.provenance.fingerprint import Sources

BUILD = "DECONVIZ_BUILD"
"""Environment variable that names the process of the build that a job belongs to."""


def declare_build() -> None:
    """Say that this process is the build that its jobs belong to."""
    os.environ[BUILD] = _name(psutil.Process())


@dataclass
class Job:
    """A process that writes files of the repository.

    Attributes
    ----------
    build
        Which build started it, as `declare_build` names it; empty for one that a user started.
    started
        When it began, in seconds as files have them.
    """

    build: str = field(default_factory=lambda: os.environ.get(BUILD, ""))
    started: float = field(default_factory=lambda: psutil.Process().create_time())
    _written: set[Path] = field(default_factory=set, init=False)

    def check_code(self, sources: Sources, asked: Mapping[Path, str]) -> None:
        """Check that this process runs the code that the build has asked for.

        Parameters
        ----------
        sources
            The code of the repository.
        asked
            Files, and the fingerprint that each had when the build began.

        Raises
        ------
        UserError
            If a file has changed since, or was changed for a while since this process began.
        """
        for file, fingerprint in asked.items():
            for path in sources.closure(file):
                if self.started < path.stat().st_ctime <= time.time():
                    raise _edited(path)
            if sources.fingerprint(file) != fingerprint:
                raise _edited(file)

    def check_target(self, path: Path) -> None:
        """Check that this job may give a finished file its name.

        Raises
        ------
        UserError
            If its build has ended, or somebody else has made the file meanwhile.
        """
        if self.build and not _runs(self.build):
            raise UserError(
                f"{path}: is not written, since the build that asked for it has ended: "
                "call ./run again"
            )
        if path not in self._written and path.exists() and path.stat().st_mtime > self.started:
            raise UserError(
                f"{path}: is left as it is, since it is newer than this job: call ./run again"
            )
        self._written.add(path)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Check every file that is about to get its name."""
        with published_through(self.check_target):
            yield


def _edited(file: Path) -> UserError:
    return UserError(f"{file}: was edited after the build had begun: call ./run again")


def _name(process: psutil.Process) -> str:
    return f"{process.pid} {process.create_time()}"


def _runs(build: str) -> bool:
    try:
        process = psutil.Process(int(build.split()[0]))
        return process.is_running() and _name(process) == build
    except (psutil.Error, ValueError):
        return False
