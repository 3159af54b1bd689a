"""Workers share what takes long to make: one makes it, and a failure shows in all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from support.once import once


def test_of_several_at_once_one_makes_the_folder(tmp_path: Path) -> None:
    makers = []

    def make(folder: Path) -> None:
        makers.append(folder)
        folder.mkdir()
        sleep(0.05)
        (folder / "content").touch()

    def content(_: int) -> bool:
        return (once(tmp_path / "it", make) / "content").exists()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(content, range(8))) == [True] * 8
    assert len(makers) == 1


def test_what_could_not_be_made_fails_for_all(tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        folder.mkdir()
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        once(tmp_path / "it", make)
    with pytest.raises(AssertionError, match="making it failed before"):
        once(tmp_path / "it", make)
    assert not (tmp_path / "it").exists()
