"""Networks by their checksums: one file of a variant that stands for the archives of all seeds.

Jobs that read all seeds have this file for an input. Snakemake does not look at the archives then,
so what has happened to one of them is found here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from deconviz.archive import records
from deconviz.archive.files import json_text, sha256, write_bytes
from deconviz.pipeline.strangers import mark_of

LOST = json_text({"external_jobid": None, "lost": True}, indent=2).encode()
"""The mark of checksums whose archives are not all there."""


def inputs(sums: Iterable[Path]) -> list[Path]:
    """Return what jobs that read all seeds of variants take: checksums, and what does not fit them.

    A job that takes a damaged archive refuses it, also where it would else be up to date.

    Parameters
    ----------
    sums
        The checksums of each variant.
    """
    return [path for each in sums for path in (each, *damaged(each))]


def disown_incomplete(sums: Iterable[Path]) -> None:
    """Mark checksums as unfinished as long as an archive that they name is not there."""
    for each in sums:
        mark = mark_of(each)
        if any(not path.exists() for path in _archives(each)):
            write_bytes(mark, LOST)
        elif mark.exists() and mark.read_bytes() == LOST:
            mark.unlink()


@cache
def damaged(sums: Path) -> tuple[Path, ...]:
    """Return the archives that were changed after their checksums had been taken."""
    archives = _archives(sums)
    written = sums.stat().st_mtime if archives else 0.0
    return tuple(
        path
        for path, recorded in archives.items()
        if path.exists() and path.stat().st_mtime > written and sha256(path) != recorded
    )


def _archives(sums: Path) -> dict[Path, str]:
    return {sums.with_name(name): recorded for name, recorded in records.read(sums).items()}
