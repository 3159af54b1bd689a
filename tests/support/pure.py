"""The rooms that compute and read no file, with their quick tests."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/deconviz"
ROOMS = ("look", "config", "data", "network", "layers", "analysis", "audit")
READS_FILES = {"look/fonts.py", "config/file.py", "config/given_job.py", "layers/importing"}
COMPILED = PACKAGE / "network/descent.py"
"""By numba: which lines of it are run can be seen, and faults tried, if that is turned off."""
UNCOMPILED = {"NUMBA_DISABLE_JIT": "1"}
QUICK = "not pipeline and not slow and not faults"
"""The marks of tests that are run for them."""


def pure_files(room: str) -> list[Path]:
    """Return the files of a room that read no others."""
    return [
        path
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if not any(path.is_relative_to(PACKAGE / place) for place in READS_FILES)
    ]


def tests_of(room: str) -> list[Path]:
    """Return the tests of a room, without those of rooms in it."""
    return sorted((ROOT / "tests" / room).glob("test_*.py"))


def mirror(path: Path) -> Path:
    """Return the tests of one file."""
    return ROOT / "tests" / path.relative_to(PACKAGE).with_name(f"test_{path.name}")


def that_name(tests: list[Path], files: list[Path]) -> list[Path]:
    """Return the tests that name one of the files: those that import it."""
    names = "|".join(re.escape(path.stem) for path in files)
    pattern = re.compile(rf"\b({names})\b")
    return [test for test in tests if pattern.search(test.read_text(encoding="utf-8"))]


def name_of(path: Path) -> str:
    """Return the name of a file within the package, such as layers/axis.py."""
    return path.relative_to(PACKAGE).as_posix()
