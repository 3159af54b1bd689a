"""Which SHA-256 each file in ``results`` has: one record for all that is written at once.

That of ``results/tables/losses.csv`` is ``results/.sums/tables/losses.csv.sha256``, and that of a
folder lists all that is in it. In ``results``, `sha256sum -c` reads them too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from deconviz.paths import KINDS, RESULTS

SUMS = ".sums"
ENDING = ".sha256"


def in_results(path: Path) -> Path:
    """Return a path from ``results`` on; any other path as it is.

    The repository may lie below a folder of that name too, and a variant may have it.
    """
    folder = _results_around(path)
    return RESULTS / path.relative_to(folder) if folder else path


def record_of(path: Path) -> Path | None:
    """Return where the record of a file or a folder is; None for what is no result."""
    folder = _results_around(path)
    if folder is None:
        return None
    name = path.relative_to(folder)
    if any(part.startswith(".") for part in name.parts):
        return None
    return folder / SUMS / name.with_name(name.name + ENDING)


def text(path: Path, sums: Mapping[str, str]) -> str:
    """Write a record.

    Parameters
    ----------
    path
        What was written: a file or a folder.
    sums
        SHA-256 in hexadecimal, by what follows `path`: "" for a file, "/NAME" in a folder.
    """
    name = in_results(path).relative_to(RESULTS).as_posix()
    return "".join(f"{sums[rest]}  {name}{rest}\n" for rest in sorted(sums))


def read(path: Path) -> dict[str, str]:
    """Read names and sums, as ``sha256sum`` writes them; of a damaged file only what is whole."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    except (OSError, ValueError):
        return {}
    parts = (line.partition("  ") for line in lines)
    return {name: recorded for recorded, _, name in parts if len(recorded) == 64 and name}


def recorded_sum(path: Path) -> str | None:
    """Return the sum on record of a file, or of one in a folder; None if there is none."""
    record = record_of(_written_as(path))
    name = in_results(path).as_posix().removeprefix(f"{RESULTS}/")
    return read(record).get(name) if record else None


def files_of(folder: Path) -> list[Path]:
    """Return all files that were written with a folder."""
    record = record_of(folder)
    prefix = in_results(folder).relative_to(RESULTS).as_posix() + "/"
    names = read(record) if record else {}
    return [folder / name.removeprefix(prefix) for name in names]


def target(path: Path) -> Path:
    """Return what the pipeline makes to make a file: the file, or the folder that it lies in."""
    return in_results(_written_as(path))


def _written_as(path: Path) -> Path:
    """Return the file or the folder around it that has a record; if none has, the file."""
    for whole in (path, *path.parents):
        record = record_of(whole)
        if record is None:
            break
        if record.is_file():
            return whole
    return path


def _results_around(path: Path) -> Path | None:
    parts = path.parts
    starts = [
        number
        for number, (outer, inner) in enumerate(pairwise(parts), 1)
        if outer == RESULTS.name and inner in KINDS
    ]
    if not starts or SUMS in parts:
        return None
    return Path(*parts[: starts[-1 if path.is_absolute() else 0]])


def kept(results: Path) -> dict[str, dict[str, str]]:
    """Read all records: what was written, and the sums of all in it; names from ``results`` on."""
    found = {}
    for folder, _, names in os.walk(results / SUMS):
        for name in names:
            record = Path(folder, name)
            if name.endswith(ENDING) and not name.startswith("."):
                written = record.relative_to(results / SUMS).as_posix().removesuffix(ENDING)
                found[written] = {
                    each: recorded
                    for each, recorded in read(record).items()
                    if each == written or each.startswith(f"{written}/")
                }
    return found
