"""Measured values beside their targets, as a table for readers and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

HEADINGS = ("", "value", "target", "reached")


@dataclass(frozen=True)
class Row:
    """One measured value.

    Attributes
    ----------
    name
        What was measured.
    value
        The result, in `unit`.
    unit
        Empty for a ratio.
    at_most, at_least
        The target; without either the row only informs.
    digits
        Significant digits that are shown.
    """

    name: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    digits: int = 3

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None without a target, and NaN reaches none."""
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.at_least is not None:
            return self.value >= self.at_least
        return None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as the table shows it."""
        reached = {True: "yes", False: "NO", None: ""}[self.reached]
        return (self.name, self._number(self.value), self._target(), reached)

    def _number(self, value: float) -> str:
        shown = f"{value:#.{self.digits}g}".rstrip(".")
        return f"{shown} {self.unit}".rstrip()

    def _target(self) -> str:
        if self.at_most is not None:
            return f"at most {self.at_most:g} {self.unit}".rstrip()
        if self.at_least is not None:
            return f"at least {self.at_least:g} {self.unit}".rstrip()
        return ""


def table(rows: Sequence[Row]) -> str:
    """Return rows as aligned lines of text under a line of headings."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_json(rows: Sequence[Row], commit: str) -> bytes:
    """Return rows as JSON, with the commit that was measured."""
    content = {"commit": commit, "rows": [asdict(row) | {"reached": row.reached} for row in rows]}
    return (json.dumps(content, indent=2) + "\n").encode()
