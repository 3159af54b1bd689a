"""A job on its way: whether its code is what was asked for, and what it may still write."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psutil

from deconviz.archive.files import published_through
from deconviz.errors import UserError
from deconviz.provenance.fingerprint import Sources

BUILD = "DECONVIZ_BUILD"
"""Environment variable that names the process of the build that a job belongs to."""


def declare_build() -> None:
    """Say that this process is the build that its jobs belong to."""
    os.environ[BUILD] = str(os.getpid())


def check_code(sources: Sources, asked: Mapping[Path, str], started: float | None = None) -> None:
    """Check that this process runs the code that the build has asked for.

    Parameters
    ----------
    sources
        The code of the repository.
    asked
        Files, and the fingerprint that each had when the build began.
    started
        When this process began, to a second; by default as the system has it.

    Raises
    ------
    UserError
        If a file has changed since, or was changed for a while since this process began.
    """
    began = psutil.Process().create_time() if started is None else started
    for file, fingerprint in asked.items():
        for path in sources.closure(file):
            if _is_since(began, path.stat().st_ctime):
                raise _edited(path)
        if sources.fingerprint(file) != fingerprint:
            raise _edited(file)


@dataclass
class Job:
    """A process that writes files of the repository.

    Attributes
    ----------
    build
        The process of the build that started it; 0 for one that a user started.
    started
        When its work began, in seconds as files have them.
    """

    build: int = field(default_factory=lambda: int(os.environ.get(BUILD, 0)))
    started: float = field(default_factory=time.time)
    _written: set[Path] = field(default_factory=set, init=False)

    def check_target(self, path: Path) -> None:
        """Check that this job may give a finished file its name.

        Raises
        ------
        UserError
            If its build has ended, or somebody else has made the file meanwhile.
        """
        if self.build and not _is_ancestor(self.build):
            raise UserError(
                f"{path}: is not written, since the build that asked for it has ended: "
                "call ./run again"
            )
        others = path.exists() and path not in self._written
        if others and _is_since(self.started, path.stat().st_mtime):
            raise UserError(
                f"{path}: is left as it is, since it is newer than this job: call ./run again"
            )
        self._written.add(path)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Check every file that is about to get its name; tidy up when told to end."""
        before = signal.signal(signal.SIGTERM, _end)
        try:
            with published_through(self.check_target):
                yield
        finally:
            signal.signal(signal.SIGTERM, before)


def _end(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)  # as shells say it


def _is_since(began: float, moment: float) -> bool:
    """Tell whether a moment lies between a beginning and now: a clock may have been set back."""
    return began < moment <= time.time()


def _edited(file: Path) -> UserError:
    return UserError(f"{file}: was edited after the build had begun: call ./run again")


def _is_ancestor(build: int) -> bool:
    """Tell whether this process descends from another: an orphan does not any more."""
    try:
        pid = os.getppid()
        while pid and pid != build:
            pid = psutil.Process(pid).ppid()
    except psutil.Error:
        return False
    return pid == build
