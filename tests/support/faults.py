"""Trouble for builds: signals at chosen moments, and what must hold when all is over."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import psutil

from support.small_build import FIGURE, FILM, MODEL, TARGETS, WEB
from support.workspace import TIME_LIMIT, Workspace, wait_for

SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
BUILD = [sys.executable, "-m", "deconviz.pipeline.start", "--cores", "2"]  # as ./run
Build = subprocess.Popen[str]
Kill = Callable[[Build], None]


@dataclass(frozen=True)
class Stage:
    """A part of the small build.

    Attributes
    ----------
    folders
        What it makes, in results.
    targets
        What to ask for, so that it is made.
    work
        How many seconds of CPU that takes on a slow machine.
    """

    folders: tuple[str, ...]
    targets: tuple[str, ...]
    work: float

    @property
    def command(self) -> list[str]:
        return [*BUILD, *self.targets]

    def lacking_in(self, workspace: Workspace) -> Workspace:
        """Delete what it makes, and nothing else."""
        for folder in self.folders:
            shutil.rmtree(workspace.path("results") / folder)
        return workspace


TRAINING = Stage(("models",), (MODEL,), 5.0)
FILMING = Stage(("films",), (FILM,), 6.5)
DRAWING = Stage(("figures",), (FIGURE,), 7.0)
FORMATTING = Stage(("talk",), (WEB,), 5.0)
ALL = Stage(("data", "fonts", "models", "films", "talk", "figures"), tuple(TARGETS), 16.0)


def work_done(build: Build) -> float:
    """Return the seconds of CPU that a build has taken: a busy machine adds nothing."""
    done = 0.0
    with suppress(psutil.Error):
        done += sum(psutil.Process(build.pid).cpu_times()[:4])  # with those that have ended
    for process in descendants(build):
        with suppress(psutil.Error):
            done += sum(process.cpu_times()[:4])
    return done


def descendants(build: Build) -> list[psutil.Process]:
    """Return all processes of a build but the first: shells, and the jobs that they run."""
    found: list[psutil.Process] = []
    with suppress(psutil.Error):
        found = psutil.Process(build.pid).children(recursive=True)
    return found


def jobs_of(build: Build, words: str) -> list[psutil.Process]:
    """Find the jobs of a build whose command has these words."""
    found = []
    for process in descendants(build):
        with suppress(psutil.Error):  # it has just ended
            if words in " ".join(process.cmdline()) and process.name().startswith("python"):
                found.append(process)
    return found


def work_until(moment: float, build: Build) -> float:
    """Wait until a build has done so many seconds of work, or has ended, and return what it did."""
    done, latest = 0.0, time.monotonic() + TIME_LIMIT
    while done < moment and build.poll() is None:
        assert time.monotonic() < latest, "it never happened"
        time.sleep(0.2)
        done = max(done, work_done(build))  # once it has ended, nothing is known of it
    return done


def kill_when(holds: Callable[[Build], bool], kill: Kill, build: Build) -> None:
    """Kill a build at a moment of its work.

    The jobs that it leaves may go on, until somebody waits for its last words.

    Parameters
    ----------
    holds
        Tells whether it is that moment.
    kill
        What is done to it then.
    build
        What must be at work.
    """
    wait_for(lambda: build.poll() is not None or holds(build), TIME_LIMIT)
    assert build.poll() is None, f"it ended before: {build.communicate()[0]}"
    kill(build)
    build.wait(TIME_LIMIT)


def group_by(number: int) -> Kill:
    """Return what sends a signal to a build and all that it has started."""
    return lambda build: os.killpg(build.pid, number)


def check_finishes(workspace: Workspace, command: list[str], peaceful: Workspace) -> None:
    """Check that the same command now ends a build well, and with the same bytes."""
    result = workspace.run(*command)
    assert result.code == 0, result.text
    assert "Traceback" not in result.text
    check_same(workspace, peaceful)


def check_same(workspace: Workspace, peaceful: Workspace) -> None:
    """Check that results have the bytes of an undisturbed build, and nothing is beside them."""
    assert workspace.sums() == peaceful.sums()
    assert not list(workspace.folder.rglob(".unfinished-*"))


def check_outlived(
    build: Build, workspace: Workspace, command: list[str], peaceful: Workspace
) -> str:
    """Check the same after a build was killed, while jobs of it may still be at work.

    Returns
    -------
    str
        What the build that was killed has said.
    """
    result = workspace.run(*command)
    said, _ = build.communicate(timeout=TIME_LIMIT)  # its jobs have ended too
    assert result.code == 0, result.text
    assert "Traceback" not in said + result.text, said + result.text
    check_same(workspace, peaceful)
    return said
