"""The lock of a build that was killed is taken over; that of one at work never is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deconviz.archive.files import write_json
from deconviz.archive.unfinished import Owner
from deconviz.provenance import builds

ME = Owner.of_this_process()
ELSEWHERE = replace(ME, machine="elsewhere")


@pytest.fixture
def gone() -> Owner:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return replace(ME, number=process.pid)


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock of somebody's."""
    monkeypatch.chdir(tmp_path)
    builds.LOCKS.mkdir(parents=True)
    file = builds.LOCKS / "0.input.lock"
    file.touch()
    return file


def leave(owner: Owner) -> Path:
    record = builds.record_of(owner)
    write_json(record, vars(owner))
    return record


def newcomer() -> Owner:
    return replace(ME, number=1)


def test_a_build_that_is_gone_leaves_nothing(lock: Path, gone: Owner) -> None:
    record = leave(gone)
    builds.enter()
    assert not lock.exists()
    assert not record.exists()


def test_a_build_that_begins_meanwhile_keeps_its_lock(
    lock: Path, gone: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever it begins: it is written down before it locks, and this one looks after that."""
    leave(gone)

    def write_and_be_overtaken(path: Path, content: object) -> None:
        write_json(path, content)
        leave(ELSEWHERE)
        (builds.LOCKS / "1.input.lock").touch()

    monkeypatch.setattr(builds, "write_json", write_and_be_overtaken)
    builds.enter()
    assert (builds.LOCKS / "1.input.lock").exists()
    assert lock.exists()


def test_one_that_had_the_number_of_this_process_is_gone_too(lock: Path) -> None:
    leave(replace(ME, birth="1"))
    builds.enter()
    assert not lock.exists()


def test_a_lock_that_nobody_has_written_down_stays(lock: Path) -> None:
    builds.enter()
    assert lock.exists()


def test_one_build_at_work_is_enough_to_keep_the_locks(lock: Path, gone: Owner) -> None:
    leave(gone)
    leave(ME)
    builds.enter(newcomer())
    assert lock.exists()


def test_a_build_on_another_machine_may_be_at_work(lock: Path, gone: Owner) -> None:
    leave(gone)
    record = leave(ELSEWHERE)
    builds.enter()
    assert lock.exists()
    builds.forget()  # the user knows better
    assert not record.exists()


def test_a_record_that_cannot_be_read_is_somebody_s(lock: Path) -> None:
    leave(ELSEWHERE).write_text("{")
    builds.enter()
    assert lock.exists()


def test_what_is_at_work_here_is_not_forgotten(lock: Path) -> None:
    record = leave(ME)
    builds.forget()
    assert record.exists()
    assert lock.exists()
