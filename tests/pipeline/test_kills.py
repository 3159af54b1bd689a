"""Whatever kills a build, the same command finishes it, with the bytes of one left in peace."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from support.faults import (
    BUILD,
    EVERYTHING,
    SIGNALS,
    SMALL_BUILD,
    Build,
    check_outlived,
    descendants,
    group_by,
    jobs_of,
    kill_when,
    remove,
    work_done,
)
from support.small_build import FILM, MODEL, WEB
from support.workspace import FILM as BIG_FILM
from support.workspace import Workspace

pytestmark = pytest.mark.pipeline

KILLS = int(os.environ.get("KILLS", "6"))
EARLIEST = 0.3  # seconds of CPU until Python itself is up
MISSING = {  # what is to be made again, how long that takes in seconds of CPU, at least
    ("films", "talk"): 8.0,
    ("figures",): 6.5,
    ("talk",): 5.0,
    ("models", "films", "talk"): 11.0,
    EVERYTHING: 18.0,
}


def test_a_build_that_is_killed_in_the_middle_of_a_film_is_finished_by_the_same_command(
    built: Workspace, tmp_path: Path
) -> None:
    """All processes at once, as when a machine loses its power; the networks are new too."""
    workspace = built.copy(tmp_path / "copy")
    shutil.rmtree(workspace.path("results/models/code-noise"))
    film = workspace.path(BIG_FILM)
    film.unlink()
    command = [*BUILD, str(BIG_FILM)]
    build = workspace.start(*command)
    kill_when(lambda _: any(film.parent.glob(".unfinished-*")), group_by(signal.SIGKILL), build)
    assert list(workspace.path(".snakemake/locks").iterdir())
    assert not film.exists()
    check_outlived(build, workspace, command, built)


@pytest.mark.faults
@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed_at_any_moment_is_finished_by_the_same_command(
    number: int,
    finished: Workspace,
    peaceful: Workspace,
    record_property: Callable[[str, object], None],
) -> None:
    """Snakemake alone, all that it has started, or one process of a job; by each signal in turn."""
    moments = random.Random(number)
    missing = moments.choice(list(MISSING))
    moment = moments.uniform(EARLIEST, MISSING[missing])
    victim = moments.choice(["snakemake", "group", "job"])
    remove(finished, missing)
    sent = SIGNALS[number % len(SIGNALS)]

    def kill(build: Build) -> None:
        jobs = descendants(build)
        if victim == "group":
            os.killpg(build.pid, sent)
        elif victim == "job" and jobs:
            moments.choice(jobs).send_signal(sent)
        else:
            build.send_signal(sent)
        record_property("kill", f"{sent.name} {victim} {moment:.1f} {len(jobs)} {missing}")

    build = finished.start(*SMALL_BUILD)
    kill_when(lambda build: work_done(build) > moment, kill, build, pause=0.2)
    said = check_outlived(build, finished, SMALL_BUILD, peaceful)
    if victim == "group" and sent == signal.SIGINT:  # Ctrl-C
        assert len(said.splitlines()) <= 12, said


@pytest.mark.faults
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(
    ("words", "product", "begun", "missing"),
    [
        (".snakemake/scripts", MODEL, "results/logs/train-*.log", ("models", "films", "talk")),
        ("manim", FILM, f"{Path(FILM).parent}/.unfinished-*", ("films", "talk")),
        (".snakemake/scripts", WEB, f"{Path(WEB).parent}/.unfinished-*", ("talk",)),
    ],
    ids=["training", "film and its encoder", "format and its encoder"],
)
def test_a_job_that_is_killed_is_made_again(
    words: str,
    product: str,
    begun: str,
    missing: tuple[str, ...],
    number: int,
    finished: Workspace,
    peaceful: Workspace,
) -> None:
    remove(finished, (*missing, "logs"))
    build = finished.start(*SMALL_BUILD)

    def kill(build: Build) -> None:
        jobs = jobs_of(build, words)
        assert jobs
        for job in jobs:
            job.send_signal(number)

    kill_when(lambda _: any(finished.folder.glob(begun)), kill, build)
    assert build.returncode != 0
    assert not finished.path(product).exists()
    check_outlived(build, finished, SMALL_BUILD, peaceful)
