"""Tables as CSV: one observation per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from deconviz.archive.files import missing, write_bytes
from deconviz.arrays import Row


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV under the names of their columns; numbers get six significant digits.

    Raises
    ------
    ValueError
        If a row has other columns.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if list(row) != list(columns):
            raise ValueError(f"{path.name}: a row has {list(row)}, not {list(columns)}")
        writer.writerow(map(_cell, row.values()))
    write_bytes(path, text.getvalue().encode())


def read_table(path: Path) -> list[Row]:
    """Read a table that the pipeline wrote; what looks like a number becomes one.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except OSError:
        raise missing(path) from None
    return [{name: _value(cell) for name, cell in row.items()} for row in rows]


def _value(cell: str) -> str | int | float:
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell


def _cell(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else value
