"""The rooms that compute and read no file, with their quick tests."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/deconviz"
ROOMS = ("look", "config", "data", "network", "layers", "analysis", "audit")
READS_FILES = {"look/fonts.py", "config/file.py", "config/given_job.py", "layers/importing"}
QUICK = "not pipeline and not slow and not faults"
"""The marks of tests that are run for them."""


def pure_files(room: str) -> list[Path]:
    """Return the files of a room that read no others."""
    return [
        path
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if not any(path.is_relative_to(PACKAGE / place) for place in READS_FILES)
    ]


def tests_of(room: str) -> list[str]:
    """Return what pytest takes for the tests of a room, without those of rooms in it."""
    return [str(path) for path in sorted((ROOT / "tests" / room).glob("test_*.py"))]


def name_of(path: Path) -> str:
    """Return the name of a file within the package, such as layers/axis.py."""
    return path.relative_to(PACKAGE).as_posix()
