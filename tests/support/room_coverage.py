"""How much of the pure rooms their tests run, by room: `python -m support.room_coverage`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
)

ENOUGH = 0.95
COUNTED = ("num_statements", "covered_lines", "num_branches", "covered_branches")
Numbers = Mapping[str, int]


def measure(arguments: list[str]) -> dict[str, Numbers]:
    """Run the quick tests of all pure rooms, and return the numbers of each pure file."""
    files = [path for room in ROOMS for path in pure_files(room)]
    tests = [str(test) for room in ROOMS for test in tests_of(room)]
    with TemporaryDirectory() as folder:
        data = ["--data-file", f"{folder}/data"]
        include = ["--include", ",".join(map(str, files))]
        pytest = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", QUICK, *arguments]
        run = ["run", "--append", *data, "--source", str(PACKAGE), *pytest]
        _run(*run, *tests)
        _run(*run, str(mirror(COMPILED)), **UNCOMPILED)
        _run("json", *data, *include, "-q", "-o", f"{folder}/report.json")
        report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    return counted(report)


def counted(report: Mapping[str, Any]) -> dict[str, Numbers]:
    """Return how many lines and branches each file of a report of coverage has, and are run."""
    return {
        name_of(ROOT / path): {name: file["summary"][name] for name in COUNTED}
        for path, file in report["files"].items()
    }


def table(files: Mapping[str, Numbers]) -> Iterator[str]:
    """Yield a line per room, and one per file in it that has less than is enough."""
    for room in ROOMS:
        within = {name: numbers for name, numbers in files.items() if name.startswith(f"{room}/")}
        total = sum((Counter(numbers) for numbers in within.values()), Counter[str]())
        yield f"{room:30}{_shares(total)}"
        for name, numbers in within.items():
            if not is_enough(numbers):
                yield f"  {name:28}{_shares(numbers)}"


def is_enough(numbers: Numbers) -> bool:
    """Return whether enough lines are run, and enough branches."""
    return min(share(numbers, "lines"), share(numbers, "branches")) >= ENOUGH


def share(numbers: Numbers, kind: str) -> float:
    """Return which part of the lines or the branches is run; all of none."""
    there = numbers["num_statements" if kind == "lines" else "num_branches"]
    return numbers[f"covered_{kind}"] / there if there else 1.0


def rooms_with_little(files: Mapping[str, Numbers]) -> list[str]:
    """Return the rooms of which too few lines or branches are run."""
    totals = {room: Counter[str]() for room in ROOMS}
    for name, numbers in files.items():
        totals[name.split("/")[0]].update(numbers)
    return [room for room, numbers in totals.items() if not is_enough(numbers)]


def _shares(numbers: Numbers) -> str:
    return "  ".join(f"{share(numbers, kind):6.1%} of {kind}" for kind in ("lines", "branches"))


def _run(*arguments: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coverage", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    measured = measure(sys.argv[1:])
    print(*table(measured), sep="\n")
    little = rooms_with_little(measured)
    if little:
        sys.exit(f"less than {ENOUGH:.0%} in {', '.join(little)}: add tests")
