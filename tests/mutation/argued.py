"""Faults that no test can notice, with the reason why."""

from __future__ import annotations

import tomllib
from pathlib import Path

ARGUED = Path(__file__).with_name("argued.toml")


def argued(file: str) -> dict[str, str]:
    """Return the reasons by the names of the faults of a file, such as layers/axis.py."""
    by_file: dict[str, dict[str, str]] = tomllib.loads(ARGUED.read_text(encoding="utf-8"))
    return by_file.get(file, {})
