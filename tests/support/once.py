"""What all workers of pytest-xdist share, and one of them makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder, made by the first who asks; the others wait for it.

    Parameters
    ----------
    folder
        Known to all who ask for it.
    make
        Makes a folder of another name, which gets its own when all went well.
    """
    unfinished = folder.with_name(f"unfinished-{folder.name}")
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            assert not unfinished.exists(), f"making {folder.name} failed before: see there"
            make(unfinished)
            unfinished.rename(folder)
    return folder
