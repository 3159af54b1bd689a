"""What was seen in a program, as a table for readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("host", "version", "asked", "seen", "holds")


@dataclass(frozen=True)
class Seen:
    """One thing that a program was asked for.

    Attributes
    ----------
    host, version
        The program.
    asked
        What it should do.
    seen
        What it did.
    holds
        Whether that is what it should do.
    limit
        Whether the program is known not to be able to.
    """

    host: str
    version: str
    asked: str
    seen: str
    holds: bool
    limit: bool = False

    @property
    def fails(self) -> bool:
        """Whether this should have been otherwise."""
        return not (self.holds or self.limit)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        answer = "yes" if self.holds else "no, as known" if self.limit else "NO"
        return (self.host, self.version, self.asked, self.seen, answer)


def as_text(rows: Sequence[Seen]) -> str:
    """Lay rows out in columns."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
