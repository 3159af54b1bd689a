"""Names in the config, and which cannot be names of files, or words in tables, everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
"""Of variants, figures and decks."""
FilmName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=40)]
"""Of films and scenes, which are classes."""

SIDE_FILES = {"sha256sums"}  # that lie beside the folders of variants
OF_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""Names that no file may have on Windows."""


REPEATED = re.compile(r"(.+)\1{19}$")
"""What Snakemake takes for a rule that asks for itself."""
NUMBERS = {"nan", "inf", "infinity", "null"}  # to programs that read tables


def unusable(where: str, names: Iterable[str]) -> list[str]:
    """Say which names would share a file with another, have none, or be no words in tables.

    macOS and Windows take names that differ in case alone for the same.

    Parameters
    ----------
    where
        The key that holds the names.
    names
        Of files or folders, without their endings.
    """
    problems = []
    known: dict[str, str] = {}
    for name in names:
        small = name.lower()
        if small in known:
            problems.append(
                f"{where}: {known[small]} and {name} differ in case alone, and would share a file "
                "on macOS and Windows: rename one"
            )
        if small in OF_DEVICES:
            problems.append(f"{where}.{name}: no file can be called so on Windows: rename it")
        if small in SIDE_FILES:
            problems.append(f"{where}.{name}: the file of checksums is called so: rename it")
        if name in NUMBERS:
            problems.append(f"{where}.{name}: would read as a number in tables: rename it")
        if REPEATED.search(name):
            problems.append(f"{where}.{name}: ends in 20 times the same: rename it")
        known[small] = name
    return problems
