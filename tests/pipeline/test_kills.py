"""Whatever kills a build, the same command finishes it, with the bytes of one left in peace."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path

import pytest

from support.faults import (
    ALL,
    BUILD,
    DRAWING,
    FILMING,
    FORMATTING,
    SIGNALS,
    TRAINING,
    Build,
    Stage,
    check_outlived,
    descendants,
    group_by,
    jobs_of,
    kill_when,
    work_until,
)
from support.workspace import FILM, TIME_LIMIT, Workspace

pytestmark = pytest.mark.pipeline

KILLS = int(os.environ.get("KILLS", "6"))
EARLIEST = 0.3  # seconds of CPU until Python itself is up
STAGES = [TRAINING, FILMING, DRAWING, FORMATTING]


def test_a_build_that_is_killed_in_the_middle_of_a_film_is_finished_by_the_same_command(
    built: Workspace, tmp_path: Path
) -> None:
    """All processes at once, as when a machine loses its power; the networks are new too."""
    workspace = built.copy(tmp_path / "copy")
    shutil.rmtree(workspace.path("results/models/code-noise"))
    film = workspace.path(FILM)
    film.unlink()
    command = [*BUILD, str(FILM)]
    build = workspace.start(*command)
    kill_when(lambda _: any(film.parent.glob(".unfinished-*")), group_by(signal.SIGKILL), build)
    assert list(workspace.path(".snakemake/locks").iterdir())
    assert not film.exists()
    check_outlived(build, workspace, command, built)


@pytest.mark.faults
@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed_at_any_moment_is_finished_by_the_same_command(
    number: int, finished: Workspace, peaceful: Workspace
) -> None:
    """Snakemake alone, all that it has started, or one process of a job; by each signal in turn."""
    moments = random.Random(number)
    stage = ALL if number % 8 == 0 else moments.choice(STAGES)
    victim = moments.choice(["snakemake", "group", "job"])
    sent = SIGNALS[number % len(SIGNALS)]

    def kill(build: Build, moment: float) -> None:
        jobs = descendants(build)
        if victim == "group":
            os.killpg(build.pid, sent)
        elif victim == "job" and jobs:
            moments.choice(jobs).send_signal(sent)
        else:
            build.send_signal(sent)
        print(f"{sent.name} to {victim} ({len(jobs)} at work) at {moment:.1f} s of {stage.targets}")

    end = stage.work
    while True:  # until the moment is one before the end
        build = stage.lacking_in(finished).start(*stage.command)
        end = work_until(moments.uniform(EARLIEST, end), build)
        if build.poll() is None:
            break
        said, _ = build.communicate()
        assert build.returncode == 0, said
    kill(build, end)
    build.wait(TIME_LIMIT)
    check_outlived(build, finished, stage.command, peaceful)


@pytest.mark.faults
def test_ctrl_c_in_the_middle_of_a_film_is_told_in_a_few_lines(
    finished: Workspace, peaceful: Workspace
) -> None:
    build = FILMING.lacking_in(finished).start(*FILMING.command)
    begun = f"{Path(FILMING.targets[0]).parent}/.unfinished-*"
    kill_when(lambda _: any(finished.folder.glob(begun)), group_by(signal.SIGINT), build)
    said = check_outlived(build, finished, FILMING.command, peaceful)
    assert "What is finished is kept: the same command goes on from there." in said
    assert "Failed" not in said
    assert len(said.splitlines()) <= 6, said


@pytest.mark.faults
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(
    ("stage", "words", "begun"),
    [
        (TRAINING, ".snakemake/scripts", "results/logs/train-*.log"),
        (FILMING, "manim", "results/films/*/.unfinished-*"),
        (FORMATTING, ".snakemake/scripts", "results/logs/formats-*.log"),
    ],
    ids=["training", "film and its encoder", "format"],
)
def test_a_job_that_is_killed_is_made_again(
    stage: Stage, words: str, begun: str, number: int, finished: Workspace, peaceful: Workspace
) -> None:
    shutil.rmtree(finished.path("results/logs"))
    build = stage.lacking_in(finished).start(*stage.command)

    def kill(build: Build) -> None:
        jobs = jobs_of(build, words)
        assert jobs
        for job in jobs:
            job.send_signal(number)

    kill_when(lambda _: any(finished.folder.glob(begun)), kill, build)
    assert build.returncode != 0
    assert not any(finished.path(product).exists() for product in stage.targets)
    check_outlived(build, finished, stage.command, peaceful)
