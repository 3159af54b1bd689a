"""All files in ``results`` beside their SHA-256 on record: what is missing, damaged or foreign."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deconviz.archive import records
from deconviz.archive.files import NO_RECORD, sha256
from deconviz.archive.unfinished import may_be_on_its_way

What = Literal["missing", "damaged", "stale", "foreign"]
LEFT_OUT = {records.SUMS, "logs", "manim", "films/stills"}
"""Folders of what nobody reads: logs, and what manim leaves when a still is made by hand."""
OF_SNAKEMAKE = ".snakemake_timestamp"
"""In each folder that a job makes."""

DAMAGED = "is damaged (its SHA-256 is not the one on record)"


@dataclass(frozen=True)
class Finding:
    """A file that is not as it should be.

    Attributes
    ----------
    path
        From ``results`` on.
    what
        In a word.
    why
        In a few more.
    target
        What the pipeline makes to make it, from ``results`` on; empty for what is on no record.
    """

    path: str
    what: What
    why: str
    target: str = ""


@dataclass(frozen=True)
class Inventory:
    """What is there.

    Attributes
    ----------
    sizes
        Bytes of each file that is there, by name from ``results`` on.
    findings
        Those that are missing, damaged or foreign, by name.
    """

    sizes: dict[str, int]
    findings: list[Finding]


def inventory(results: Path) -> Inventory:
    """Compare all files with their records; damage is found by hashing each of them anew."""
    kept = records.kept(results)
    expected = {name: recorded for sums in kept.values() for name, recorded in sums.items()}
    targets = {name: written for written, sums in kept.items() for name in sums}
    there = dict(_files(results))
    known = sorted(there.keys() & expected.keys())
    with ThreadPoolExecutor() as threads:
        sums = dict(zip(known, threads.map(_sum, (results / name for name in known)), strict=True))
    findings = [
        *(
            Finding(name, "missing", "is missing", targets[name])
            for name in expected.keys() - there
        ),
        *(
            Finding(name, "damaged", DAMAGED if sums[name] else "cannot be read", targets[name])
            for name in known
            if sums[name] != expected[name]
        ),
        *(Finding(name, "foreign", NO_RECORD) for name in there.keys() - expected),
    ]
    return Inventory(there, sorted(findings, key=lambda finding: finding.path))


def _files(results: Path) -> Iterator[tuple[str, int]]:
    """Yield the name of each file that somebody may read, and its size; none on its way."""
    for folder, folders, names in os.walk(results):
        place = Path(folder).relative_to(results)
        folders[:] = [
            name
            for name in folders
            if (place / name).as_posix() not in LEFT_OUT and not may_be_on_its_way(name)
        ]
        for name in names:
            if name != OF_SNAKEMAKE and not may_be_on_its_way(name):
                with suppress(FileNotFoundError):  # deleted meanwhile
                    yield (place / name).as_posix(), Path(folder, name).lstat().st_size


def _sum(path: Path) -> str:
    """Return a file's SHA-256; nothing if it cannot be read, as a pipe that nobody writes to."""
    try:
        return sha256(path) if path.is_file() else ""
    except OSError:
        return ""
