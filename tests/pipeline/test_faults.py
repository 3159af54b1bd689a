"""A build in trouble: a full or read-only disk, a clock set back, another build at work."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from support.faults import (
    ALL,
    DRAWING,
    FILMING,
    FORMATTING,
    TRAINING,
    Stage,
    check_finishes,
    check_same,
)
from support.small_build import small_workspace
from support.small_disk import READ_ONLY, run_twice, with_room
from support.workspace import TIME_LIMIT, Result, Workspace, wait_for

pytestmark = [pytest.mark.pipeline, pytest.mark.faults]

NO_SPACE = "cannot be written (No space left on device): make its folder writable or free space"
PROGRESS = "step "  # how the lines begin that a training's log has before the reason
FEW = 12  # lines that trouble is told in, those of the steps before it among them


def check_told(result: Result, words: str) -> None:
    """Check that a command has failed in a few lines with these words among them."""
    assert result.code != 0
    assert words in result.text
    assert "Traceback" not in result.text, result.text
    lines = [line for line in result.text.splitlines() if line and not line.startswith(PROGRESS)]
    assert len(lines) <= FEW, result.text


@pytest.mark.parametrize(
    ("stage", "folder", "room"),
    [
        (FORMATTING, ".", 8),
        (FILMING, ".", 64),
        (TRAINING, "results", 4),
        (FILMING, "results", 4),
        (DRAWING, "results", 16),
        (FORMATTING, "results", 4),
        (FORMATTING, "results/.sums", 0),  # the log takes what the job says of it
    ],
    ids=["start", "all", "training", "film", "figure", "format", "record"],
)
def test_a_full_disk_ends_a_build_in_plain_words(
    stage: Stage, folder: str, room: int, finished: Workspace, peaceful: Workspace
) -> None:
    """A folder on a disk of its own, with so many kilobytes left; then it grows."""
    stage.lacking_in(finished)
    outcome = run_twice(finished, folder, with_room(room), stage.command)
    check_told(outcome.in_trouble, NO_SPACE if folder.endswith(".sums") else "The disk is full")
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


def test_results_that_are_read_only_are_named_before_anything_is_made(
    finished: Workspace, peaceful: Workspace
) -> None:
    FORMATTING.lacking_in(finished)
    outcome = run_twice(finished, "results", READ_ONLY, FORMATTING.command)
    check_told(outcome.in_trouble, "results: is read-only: make it writable with `chmod -R u+w")
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


@pytest.mark.parametrize("folder", ["results/talk", "results/talk/web"])
def test_a_folder_of_results_that_is_read_only_is_named(
    folder: str, finished: Workspace, peaceful: Workspace
) -> None:
    FORMATTING.lacking_in(finished).path(folder).mkdir(parents=True)
    outcome = run_twice(finished, folder, READ_ONLY, FORMATTING.command)
    check_told(
        outcome.in_trouble, "is out of reach (Read-only file system): make it and its folder"
    )
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


def test_a_clock_that_is_set_back_loses_nothing(finished: Workspace, peaceful: Workspace) -> None:
    """What is there then is from the future."""
    FORMATTING.lacking_in(FILMING.lacking_in(finished))
    later = time.time() + 86400
    for path in finished.path("results").rglob("*"):
        os.utime(path, (later, later))
    check_finishes(finished, ALL.command, peaceful)
    check_finishes(finished, ALL.command, peaceful)


def test_results_are_finished_in_a_fresh_clone(
    finished: Workspace, peaceful: Workspace, tmp_path: Path
) -> None:
    """It has no records of Snakemake's, and nothing that libraries have compiled."""
    FORMATTING.lacking_in(finished)
    clone = small_workspace(tmp_path / "clone")
    shutil.copytree(finished.path("results"), clone.path("results"))
    check_finishes(clone, ALL.command, peaceful)


def test_a_fresh_clone_makes_the_same(peaceful: Workspace, tmp_path: Path) -> None:
    check_finishes(small_workspace(tmp_path / "clone"), ALL.command, peaceful)


def test_a_second_build_leaves_the_first_alone(finished: Workspace, peaceful: Workspace) -> None:
    first = FILMING.lacking_in(finished).start(*FILMING.command)
    wait_for(lambda: any(finished.path(".snakemake/locks").glob("*.lock")), TIME_LIMIT)
    second = finished.run(*FILMING.command)
    assert first.poll() is None
    check_told(second, "Directory cannot be locked")
    first.communicate(timeout=TIME_LIMIT)
    assert first.returncode == 0
    check_same(finished, peaceful)
