"""One file stands for the networks of all seeds; what happens to one of them is noticed still."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deconviz import paths
from deconviz.archive.files import write_bytes, write_sums
from deconviz.pipeline import trained
from deconviz.pipeline.strangers import mark_of

SEEDS = (11, 22, 33)
SUMS = paths.sums_path(paths.history_path("relu"))
MODEL = paths.model_path("relu", 22)


@pytest.fixture(autouse=True)
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives of three seeds, and their checksums."""
    monkeypatch.chdir(tmp_path)
    trained.damaged.cache_clear()
    files = [paths.model_path("relu", seed) for seed in SEEDS]
    for file in files:
        write_bytes(file, file.name.encode())
    write_sums(files)


def newer(path: Path) -> None:
    later = SUMS.stat().st_mtime + 10
    os.utime(path, (later, later))


def test_checksums_stand_for_all_seeds() -> None:
    assert trained.inputs([SUMS]) == [SUMS]


def test_checksums_stand_for_what_was_never_trained() -> None:
    never = paths.sums_path(paths.history_path("never"))
    assert trained.inputs([never]) == [never]


def test_a_damaged_archive_is_read_beside_them_and_so_refused() -> None:
    MODEL.write_bytes(b"other")
    newer(MODEL)
    assert trained.inputs([SUMS]) == [SUMS, MODEL]


def test_a_copy_with_a_new_time_is_no_damage() -> None:
    newer(MODEL)
    assert trained.inputs([SUMS]) == [SUMS]


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.rename("elsewhere")])
def test_checksums_are_unfinished_while_an_archive_is_away(lose: Callable[[Path], None]) -> None:
    kept = MODEL.read_bytes()
    trained.disown_incomplete([SUMS])
    assert not mark_of(SUMS).exists()
    lose(MODEL)
    trained.disown_incomplete([SUMS])
    assert mark_of(SUMS).exists()
    MODEL.write_bytes(kept)
    trained.disown_incomplete([SUMS])
    assert not mark_of(SUMS).exists()


def test_marks_of_others_stay() -> None:
    mark = mark_of(SUMS)
    mark.parent.mkdir(parents=True)
    mark.write_text('{"external_jobid": null}', encoding="utf-8")
    trained.disown_incomplete([SUMS])
    assert mark.exists()


def test_a_mark_that_cannot_be_read_stays() -> None:
    mark = mark_of(SUMS)
    mark.parent.mkdir(parents=True)
    mark.touch()
    trained.disown_incomplete([SUMS])
    assert mark.exists()
