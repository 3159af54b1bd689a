"""Faults that no test can notice, with the reason why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

ARGUED = Path(__file__).with_name("argued.toml")
ALL_THAT_BEGIN_SO = "..."


def argued(file: str) -> dict[str, str]:
    """Return the reasons by the names of the faults of a file, such as layers/axis.py."""
    by_file: dict[str, dict[str, str]] = tomllib.loads(ARGUED.read_text(encoding="utf-8"))
    return by_file.get(file, {})


def is_choice(fault: str, reasons: Iterable[str]) -> bool:
    """Return whether a fault begins as a name that ends in three dots: it need not be tried."""
    wide = (name for name in reasons if name.endswith(ALL_THAT_BEGIN_SO))
    return any(fault.startswith(name.removesuffix(ALL_THAT_BEGIN_SO)) for name in wide)
