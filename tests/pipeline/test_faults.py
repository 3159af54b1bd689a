"""A build in trouble: a full or read-only disk, a clock set back, another build at work."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from support.faults import EVERYTHING, SMALL_BUILD, check_finishes, check_same, remove
from support.small_build import small_workspace
from support.small_disk import READ_ONLY, run_twice, with_room
from support.workspace import TIME_LIMIT, Result, Workspace, wait_for

pytestmark = [pytest.mark.pipeline, pytest.mark.faults]

NO_SPACE = "cannot be written (No space left on device): make its folder writable or free space"
FEW = 12  # lines that trouble is told in, those of the steps before it among them


def check_told(result: Result, words: str) -> None:
    """Check that a command has failed in a few lines with these words among them."""
    assert result.code != 0
    assert words in result.text
    assert "Traceback" not in result.text, result.text
    assert len(result.text.splitlines()) <= FEW, result.text


@pytest.mark.parametrize(
    ("folder", "missing", "room"),
    [
        (".", EVERYTHING, 8),
        (".", EVERYTHING, 200),
        ("results", ("models", "films", "talk", "figures"), 4),
        ("results", ("films", "talk"), 4),
        ("results", ("figures",), 16),
        ("results", ("talk",), 4),
        ("results/.sums", ("talk",), 0),  # the log takes what a job says of it
    ],
    ids=["early", "late", "training", "film", "figure", "format", "record"],
)
def test_a_full_disk_ends_a_build_in_plain_words(
    folder: str,
    missing: tuple[str, ...],
    room: int,
    finished: Workspace,
    peaceful: Workspace,
) -> None:
    """A folder on a disk of its own, with so many kilobytes left; then it grows."""
    remove(finished, missing)
    outcome = run_twice(finished, folder, with_room(room), SMALL_BUILD)
    check_told(outcome.in_trouble, NO_SPACE if folder.endswith(".sums") else "The disk is full")
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


def test_results_that_are_read_only_are_named_before_anything_is_made(
    finished: Workspace, peaceful: Workspace
) -> None:
    remove(finished, ("films", "talk"))
    outcome = run_twice(finished, "results", READ_ONLY, SMALL_BUILD)
    check_told(outcome.in_trouble, "results: is read-only: make it writable with `chmod -R u+w")
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


def test_a_folder_of_results_that_is_read_only_is_named_by_the_job_that_meets_it(
    finished: Workspace, peaceful: Workspace
) -> None:
    remove(finished, ("talk",))
    finished.path("results/talk").mkdir()
    outcome = run_twice(finished, "results/talk", READ_ONLY, SMALL_BUILD)
    check_told(outcome.in_trouble, "cannot be written (Read-only file system): make its folder")
    assert outcome.after.code == 0, outcome.after.text
    check_same(finished, peaceful)


def test_a_clock_that_is_set_back_loses_nothing(finished: Workspace, peaceful: Workspace) -> None:
    """What is there then is from the future."""
    remove(finished, ("films", "talk", "figures"))
    later = time.time() + 86400
    for path in finished.path("results").rglob("*"):
        os.utime(path, (later, later))
    check_finishes(finished, SMALL_BUILD, peaceful)
    check_finishes(finished, SMALL_BUILD, peaceful)


def test_results_are_finished_in_a_fresh_clone(
    finished: Workspace, peaceful: Workspace, tmp_path: Path
) -> None:
    """It has no records of Snakemake's, and nothing that libraries have compiled."""
    remove(finished, ("films", "talk"))
    clone = small_workspace(tmp_path / "clone")
    shutil.copytree(finished.path("results"), clone.path("results"))
    check_finishes(clone, SMALL_BUILD, peaceful)


def test_a_fresh_clone_makes_the_same(peaceful: Workspace, tmp_path: Path) -> None:
    check_finishes(small_workspace(tmp_path / "clone"), SMALL_BUILD, peaceful)


def test_a_second_build_leaves_the_first_alone(finished: Workspace, peaceful: Workspace) -> None:
    remove(finished, ("films", "talk", "figures"))
    first = finished.start(*SMALL_BUILD)
    wait_for(lambda: any(finished.path(".snakemake/locks").glob("*.lock")), TIME_LIMIT)
    second = finished.run(*SMALL_BUILD)
    assert first.poll() is None
    check_told(second, "Directory cannot be locked")
    first.communicate(timeout=TIME_LIMIT)
    assert first.returncode == 0
    check_same(finished, peaceful)
