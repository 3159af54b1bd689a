"""Put faults into the pure rooms one by one, and list those that no test notices."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.pure import (
    COMPILED,
    PACKAGE,
    QUICK,
    ROOMS,
    ROOT,
    UNCOMPILED,
    mirror,
    name_of,
    pure_files,
    tests_of,
    that_name,
)

from .argued import ALL_THAT_BEGIN_SO, argued, is_choice
from .forks import answer
from .mutants import Mutant, mutants
from .recorder import Record
from .trial import FewExamples, File, InFunctions, at_import

ARGUMENTS = ["-qsx", "-p", "no:cacheprovider", "-m", QUICK, "--rootdir", str(ROOT)]
LIBRARIES = ("numpy", "scipy.optimize", "scipy.sparse", "scipy.stats", "pydantic", "pywt", "yaml")


def main() -> int:
    """Try the faults of rooms or files."""
    parser = argparse.ArgumentParser(prog="./run mutants", description=__doc__)
    parser.add_argument("places", nargs="*", default=ROOMS, help="rooms or files: layers/axis.py")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="at a time")
    options = parser.parse_args()
    for library in LIBRARIES:
        importlib.import_module(library)
    left = [try_room(room, options.places, options.workers) for room in ROOMS]
    return int(any(left))


def try_room(room: str, places: Sequence[str], workers: int) -> int:
    """Try the faults of a room's files, and return how many survive."""
    start = time.perf_counter()
    paths = chosen(room, places)
    plain = [path for path in paths if path != COMPILED]
    left = try_files(plain, that_name(tests_of(room), plain), workers)
    if COMPILED in paths:
        os.environ.update(UNCOMPILED)
        left += try_files([COMPILED], [mirror(COMPILED)], workers)
        for name in UNCOMPILED:
            del os.environ[name]
    if paths:
        print(f"{room}: {time.perf_counter() - start:.0f} s", flush=True)
    return left


def try_files(paths: list[Path], tests: list[Path], workers: int) -> int:
    """Try the faults of files with tests, and return how many survive."""
    files = [file for path in paths if (file := read(path)).mutants]
    if not files:
        return 0
    if not tests:
        raise SystemExit(f"no quick test names {', '.join(file.name for file in files)}: write one")

    def first() -> tuple[Record, list[list[int]]]:
        trials = InFunctions(files, workers)
        if pytest.main([*ARGUMENTS, *map(str, tests)], plugins=[FewExamples(), trials]) != 0:
            raise SystemExit(1)
        return trials.record, trials.missed

    record, missed = answer(first)
    left = 0
    for file, numbers in zip(files, missed, strict=True):
        others = list(at_import(file, record, ARGUMENTS, workers))
        left += tell(file, [*(file.mutants[number] for number in numbers), *others])
    return left


def chosen(room: str, places: Sequence[str]) -> list[Path]:
    """Return the pure files of a room that are in one of the places."""
    wanted = [PACKAGE / place for place in places]
    return [path for path in pure_files(room) if any(map(path.is_relative_to, wanted))]


def read(path: Path) -> File:
    """Read a file and think of its faults, but for those of what may as well be otherwise."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    reasons = argued(name_of(path))
    faults = mutants(path.read_text(encoding="utf-8"), str(path))
    tried = [fault for fault in faults if not is_choice(fault.name, reasons)]
    return File(path, name_of(path), module, tried)


def tell(file: File, left: list[Mutant]) -> int:
    """Print what became of a file's faults, and return how many survive without a reason."""
    reasons = argued(file.name)
    unargued = [mutant for mutant in left if mutant.name not in reasons]
    print(
        f"{file.name}: {len(file.mutants)} faults, {len(file.mutants) - len(left)} noticed,"
        f" {len(left) - len(unargued)} argued, {len(unargued)} survive",
        flush=True,
    )
    for mutant in unargued:
        print(f"  {file.line(mutant)}", flush=True)
    tried = {name for name in reasons if not name.endswith(ALL_THAT_BEGIN_SO)}
    for name in sorted(tried - {mutant.name for mutant in left}):
        print(f"  argued, and noticed or gone: {name}", flush=True)
    return len(unargued)


if __name__ == "__main__":
    sys.exit(main())
