"""A job runs the code that it was asked to run, and writes only while it is wanted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from deconviz.archive.files import write_bytes
from deconviz.errors import UserError
from deconviz.provenance import job
from deconviz.provenance.fingerprint import Sources
from deconviz.provenance.job import Job, check_code


@pytest.fixture
def script(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    path = tmp_path / "script.py"
    path.write_text("WHAT = 1\n")
    return path


def asked(script: Path) -> tuple[Sources, dict[Path, str]]:
    sources = Sources(script.parent / "src")
    return sources, {script: sources.fingerprint(script)}


def later(script: Path) -> Sources:
    """The sources as the job's own process finds them."""
    return Sources(script.parent / "src")


def test_code_that_stayed_the_same_may_run(script: Path) -> None:
    _, fingerprints = asked(script)
    check_code(later(script), fingerprints, started=time.time() + 60)


def test_code_that_was_edited_after_the_build_began_is_refused(script: Path) -> None:
    _, fingerprints = asked(script)
    script.write_text("WHAT = 2\n")
    with pytest.raises(UserError, match=r"script.py: was edited .* call \./run again"):
        check_code(later(script), fingerprints, started=time.time() + 60)


def test_code_that_was_edited_while_the_job_began_and_put_back_is_refused(script: Path) -> None:
    _, fingerprints = asked(script)
    started = time.time() - 1
    script.write_text("WHAT = 2\n")
    script.write_text("WHAT = 1\n")
    with pytest.raises(UserError, match="was edited"):
        check_code(later(script), fingerprints, started=started)


def test_another_docstring_is_no_edit(script: Path) -> None:
    _, fingerprints = asked(script)
    script.write_text('"""What it is."""\nWHAT = 1\n')
    check_code(later(script), fingerprints, started=time.time() + 60)


def test_a_file_gets_its_name_while_the_build_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(job.BUILD, str(os.getppid()))
    with Job().publishing():
        write_bytes(tmp_path / "film", b"new")
    assert (tmp_path / "film").read_bytes() == b"new"


def test_nothing_is_written_once_the_build_has_ended(tmp_path: Path) -> None:
    build = subprocess.run(
        [sys.executable, "-c", DECLARE], capture_output=True, text=True, check=True
    )
    with (
        pytest.raises(UserError, match=r"the build that asked for it has ended: call \./run again"),
        Job(build=int(build.stdout)).publishing(),
    ):
        write_bytes(tmp_path / "film", b"old")
    assert list(tmp_path.iterdir()) == []


DECLARE = """
import os
from deconviz.provenance import job
job.declare_build()
print(os.environ[job.BUILD])
"""


def test_another_process_that_got_the_number_of_the_build_is_not_the_build(tmp_path: Path) -> None:
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other,
        pytest.raises(UserError, match="has ended"),
        Job(build=other.pid).publishing(),
    ):
        write_bytes(tmp_path / "film", b"old")


def test_jobs_of_jobs_belong_to_the_build(tmp_path: Path) -> None:
    with Job(build=psutil.Process(os.getppid()).ppid()).publishing():
        write_bytes(tmp_path / "film", b"new")
    assert (tmp_path / "film").exists()


def test_what_is_newer_than_the_job_stays(tmp_path: Path) -> None:
    orphan = Job(build=0, started=time.time() - 60)
    (tmp_path / "film").write_bytes(b"newer")
    with pytest.raises(UserError, match="is newer than this job"), orphan.publishing():
        write_bytes(tmp_path / "film", b"old")
    assert (tmp_path / "film").read_bytes() == b"newer"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_the_future_is_none_that_came_after(tmp_path: Path) -> None:
    """A clock was set back."""
    film = tmp_path / "film"
    film.write_bytes(b"old")
    os.utime(film, (time.time() + 3600,) * 2)
    with Job(build=0, started=time.time() - 60).publishing():
        write_bytes(film, b"new")
    assert film.read_bytes() == b"new"


def test_what_is_older_than_the_job_is_replaced_and_may_be_again(tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_bytes(b"older")
    os.utime(film, (1, 1))
    with Job(build=0, started=time.time() - 60).publishing():
        write_bytes(film, b"first")
        write_bytes(film, b"second")
    assert film.read_bytes() == b"second"
