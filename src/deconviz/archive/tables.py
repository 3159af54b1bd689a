"""Tables as CSV: one observation per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from deconviz.archive.files import missing, write_bytes
from deconviz.arrays import Row


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as CSV under the names of the first row; numbers get six significant digits.

    Raises
    ------
    ValueError
        If a row has a column that the first one lacks.
    """
    table = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, table[0] if table else (), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in table)
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
