"""What is from the future is dated to now, and keeps its order."""

from __future__ import annotations

import os
import time
from pathlib import Path

from deconviz.archive.future import bring_back

DAY = 86400


def dated(path: Path, moment: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (moment, moment))
    return path


def modified(path: Path) -> float:
    return path.stat().st_mtime


def test_what_is_from_the_future_is_older_than_what_is_made_next(tmp_path: Path) -> None:
    late = dated(tmp_path / "models/a/seed11.safetensors", time.time() + DAY)
    folder = dated(tmp_path / "decks/a/it", 0).parent
    os.utime(folder, (time.time() + DAY, time.time() + DAY))
    bring_back(tmp_path)
    assert max(modified(late), modified(folder)) <= time.time()


def test_what_was_older_or_as_old_still_is(tmp_path: Path) -> None:
    later = time.time() + DAY
    moments = {"a": later, "b": later + 1e-3, "c": later + 60, "d": later}
    a, b, c, d = (dated(tmp_path / name, moment) for name, moment in moments.items())
    before = dated(tmp_path / "before", time.time() - 60)
    bring_back(tmp_path)
    assert modified(before) < modified(a) == modified(d) < modified(b) < modified(c)


def test_what_is_from_the_past_stays_as_it_is(tmp_path: Path) -> None:
    path = dated(tmp_path / "past", 1e9)
    bring_back(tmp_path)
    assert modified(path) == 1e9


def test_a_folder_that_is_not_there_has_nothing_from_the_future(tmp_path: Path) -> None:
    bring_back(tmp_path / "nowhere")
    assert not list(tmp_path.iterdir())
