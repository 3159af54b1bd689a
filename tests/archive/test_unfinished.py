"""What a process left unfinished is deleted when it is surely gone, and never before."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deconviz.archive.files import replacing
from deconviz.archive.unfinished import Owner, sweep

ME = Owner.of_this_process()


def ended() -> Owner:
    """A process of this machine that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return replace(ME, number=process.pid)


def test_this_process_is_not_gone() -> None:
    assert not ME.is_gone


def test_one_that_has_ended_is_gone() -> None:
    assert ended().is_gone


def test_one_that_has_ended_is_gone_though_its_parent_has_not_asked() -> None:
    says = "from deconviz.archive.unfinished import Owner; print(Owner.of_this_process())"
    with subprocess.Popen([sys.executable, "-c", says], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        said = child.stdout.read()  # until it ends
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert replace(ME, number=child.pid, birth=said.split("birth='")[1].split("'")[0]).is_gone


def test_another_process_with_its_number_does_not_stand_for_it() -> None:
    assert replace(ME, birth="1").is_gone


def test_of_one_on_another_machine_nobody_knows() -> None:
    assert not replace(ended(), machine="elsewhere").is_gone


@pytest.mark.parametrize(
    ("owner", "left"),
    [(ME, True), (ended(), False), (replace(ended(), machine="elsewhere"), True)],
    ids=["at work", "gone", "elsewhere"],
)
def test_only_what_nobody_works_on_is_swept(owner: Owner, left: bool, tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    unfinished = folder / f"{owner.prefix}abc.mp4"
    (folder / f"{owner.prefix}def/inner").mkdir(parents=True)
    unfinished.touch()
    finished = folder / "film.mp4"
    finished.touch()
    sweep([tmp_path, tmp_path / "missing"])
    assert finished.exists()
    assert unfinished.exists() == left
    assert (folder / f"{owner.prefix}def").exists() == left


def test_records_and_what_is_deep_in_hidden_folders_are_swept_too(tmp_path: Path) -> None:
    left = tmp_path / f".sums/films/{ended().prefix}abc.sha256"
    left.parent.mkdir(parents=True)
    left.touch()
    sweep([tmp_path])
    assert not left.exists()


def test_what_cannot_be_deleted_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / f"{ended().prefix}abc.mp4"
    left.touch()

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "unlink", refuse)
    sweep([tmp_path])
    assert left.exists()


def test_a_file_on_its_way_is_its_process_s(tmp_path: Path) -> None:
    with replacing(tmp_path / "film.mp4") as temporary:
        assert temporary.name.startswith(ME.prefix)
        sweep([tmp_path])
        assert temporary.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
