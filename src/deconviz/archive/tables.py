"""Tables as CSV: one observation per row."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from deconviz.archive.files import damaged, read_text, write_bytes
from deconviz.arrays import Row


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV under the names of their columns; numbers get six significant digits.

    Raises
    ------
    ValueError
        If a row has other columns, or a number that is NaN or infinite.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if list(row) != list(columns):
            raise ValueError(f"{path.name}: a row has {list(row)}, not {list(columns)}")
        if unfit := [name for name, value in row.items() if not _is_fit(value)]:
            raise ValueError(f"{path.name}: a row has NaN or infinity: {unfit[0]} in {row}")
        writer.writerow(map(_cell, row.values()))
    write_bytes(path, text.getvalue().encode())


def read_table(path: Path) -> list[Row]:
    """Read a table that the pipeline wrote, and check it against its SHA-256 on record.

    What looks like a number becomes one.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        rows = list(csv.DictReader(read_text(path).splitlines(), restkey="", restval=""))
    except csv.Error as error:
        raise damaged(path, f"is no table: {error!s:.80}") from None
    if any("" in row for row in rows):
        raise damaged(path, "has a row with more cells than columns")
    table = [{name: _value(cell) for name, cell in row.items()} for row in rows]
    for row in table:
        for name, value in row.items():
            if not _is_fit(value):
                raise damaged(path, f"has {value} under {name}")
    return table


def _value(cell: str) -> str | int | float:
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell


def _cell(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else value


def _is_fit(value: Any) -> bool:
    return not isinstance(value, float | np.floating) or math.isfinite(value)
