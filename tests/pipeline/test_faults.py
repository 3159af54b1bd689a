"""Whatever ends a build, the same command finishes it, with the bytes of one left in peace."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from support.once import once
from support.small_build import FILM, MODEL, TARGETS, small_workspace
from support.workspace import TIME_LIMIT, Workspace, wait_for

pytestmark = [pytest.mark.pipeline, pytest.mark.faults]

KILLS = int(os.environ.get("KILLS", "6"))
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
BUILD = [sys.executable, "-m", "deconviz.pipeline.start", "--cores", "2", *TARGETS]  # as ./run
FULL_DISK = """
mount -t tmpfs -o size=1g none "$1" && cp -a "$2/." "$1" && cd "$1"
used=$(df -k --output=used . | tail -n 1)
mount -o "remount,size=$((used + $3))k" "$1"
export PYTHONPATH="$1/src"
shift 3
"$@" && echo "there was room"
mount -o remount,size=1g "$PWD"
"$@" && cp -a results "$KEPT"
"""


@pytest.fixture(scope="session")
def peaceful(shared: Path) -> Workspace:
    """The small build, undisturbed."""
    return Workspace(once(shared / "small", lambda folder: small_workspace(folder).build(*TARGETS)))


@pytest.fixture
def unbuilt(peaceful: Workspace, tmp_path: Path) -> Workspace:
    """The same without results; what libraries have compiled is kept."""
    workspace = peaceful.copy(tmp_path / "copy")
    shutil.rmtree(workspace.path("results"))
    return workspace


def check_finishes(workspace: Workspace, peaceful: Workspace) -> None:
    """Check that the same command ends the build well, and that nothing else is left."""
    result = workspace.run(*BUILD)
    assert result.code == 0, result.text
    assert "Traceback" not in result.text
    assert workspace.sums() == peaceful.sums()


def jobs_of(build: subprocess.Popen[str], words: str) -> list[psutil.Process]:
    """Find the jobs of a build whose command has these words."""
    found = []
    for process in psutil.Process(build.pid).children(recursive=True):
        with suppress(psutil.Error):  # it has just ended
            if words in " ".join(process.cmdline()) and process.name().startswith("python"):
                found.append(process)
    return found


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed_at_any_moment_is_finished_by_the_same_command(
    number: int, unbuilt: Workspace, peaceful: Workspace
) -> None:
    """Snakemake alone, or all that it has started, by each signal in turn."""
    moments = random.Random(number)
    build = unbuilt.start(*BUILD)
    time.sleep(1.0 + moments.uniform(0.5, 1.2) * moments.uniform(0, 30))  # Python itself is up
    kill = os.killpg if moments.random() < 0.5 else os.kill
    if build.poll() is None:
        kill(build.pid, SIGNALS[number % len(SIGNALS)])
    text, _ = build.communicate(timeout=TIME_LIMIT)
    assert "Traceback" not in text, text
    check_finishes(unbuilt, peaceful)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(
    ("words", "product", "begun"),
    [
        (".snakemake/scripts", MODEL, "results/logs/train-code-noise.log"),
        ("manim", FILM, f"{Path(FILM).parent}/.unfinished-*"),
    ],
    ids=["training", "film and encoder"],
)
def test_a_job_that_is_killed_is_made_again(
    words: str, product: str, begun: str, number: int, unbuilt: Workspace, peaceful: Workspace
) -> None:
    build = unbuilt.start(*BUILD)
    wait_for(lambda: any(unbuilt.folder.glob(begun)), TIME_LIMIT)
    jobs = jobs_of(build, words)
    assert jobs
    for job in jobs:
        job.send_signal(number)
    text, _ = build.communicate(timeout=TIME_LIMIT)
    assert build.returncode != 0
    assert "Traceback" not in text, text
    assert not unbuilt.path(product).exists()
    check_finishes(unbuilt, peaceful)


@pytest.mark.parametrize("room", [8, 64, 160, 400, 800])
def test_a_full_disk_ends_a_build_in_plain_words(
    room: int, unbuilt: Workspace, peaceful: Workspace, tmp_path: Path
) -> None:
    """A small disk of its own, with so many kilobytes left; then it grows."""
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    kept.mkdir()
    disked = ["sh", "-eu", "-c", FULL_DISK, "sh", str(disk), str(unbuilt.folder), str(room)]
    command = ["unshare", "--map-root-user", "--mount", "env", f"KEPT={kept}", *disked, *BUILD]
    result = unbuilt.run(*command)
    assert result.code == 0, result.text
    assert "Traceback" not in result.text
    assert "No space left on device" in result.text or "The disk is full" in result.text
    assert Workspace(kept).sums() == peaceful.sums()


def test_a_clock_that_is_set_back_loses_nothing(unbuilt: Workspace, peaceful: Workspace) -> None:
    """What is there then is from the future."""
    unbuilt.build(MODEL)
    later = time.time() + 86400
    for path in unbuilt.path("results").rglob("*"):
        os.utime(path, (later, later))
    check_finishes(unbuilt, peaceful)


def test_results_without_snakemake_s_records_are_finished(
    unbuilt: Workspace, peaceful: Workspace
) -> None:
    unbuilt.build(MODEL)
    shutil.rmtree(unbuilt.path(".snakemake"))
    check_finishes(unbuilt, peaceful)


def test_a_second_build_leaves_the_first_alone(unbuilt: Workspace, peaceful: Workspace) -> None:
    first = unbuilt.start(*BUILD)
    wait_for(lambda: any(unbuilt.path(".snakemake/locks").glob("*.lock")), TIME_LIMIT)
    second = unbuilt.run(*BUILD)
    assert second.code != 0
    assert "Directory cannot be locked" in second.text
    assert "Traceback" not in second.text
    first.communicate(timeout=TIME_LIMIT)
    assert first.returncode == 0
    assert unbuilt.sums() == peaceful.sums()
