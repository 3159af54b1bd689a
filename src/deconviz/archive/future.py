"""Files from the future: a clock that was ahead when they were made has been set back."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

STEP = 0.001
"""Seconds between one moment and the next: file systems and Snakemake tell them apart."""


def bring_back(folder: Path) -> None:
    """Date what is from the future to now, so that what is made of it is newer.

    What was older than something else still is, and what was as old too. Others may be at work
    there: what has gone meanwhile, or is not ours to date, is passed over.

    Parameters
    ----------
    folder
        Where to look, at any depth.
    """
    now = time.time()
    dated = {}
    for name, folders, files in os.walk(folder):
        for path in (Path(name, inner) for inner in (*folders, *files)):
            with suppress(OSError):
                dated[path] = path.lstat().st_mtime
    late = sorted({moment for moment in dated.values() if moment > now})
    moments = {old: now - STEP * before for before, old in enumerate(reversed(late))}
    for path, old in dated.items():
        if old in moments:
            with suppress(OSError):
                os.utime(path, (moments[old], moments[old]), follow_symlinks=False)
