"""How much of a file is read, and how much memory it may take."""

from __future__ import annotations

import math
from pathlib import Path

from deconviz.errors import UserError
from deconviz.layers.importing.found import Shape, by

MOST_NUMBERS = 2**27
"""Of one tensor: 1 GiB as float64. Reading a layer takes less than three times that."""
MOST_HEADER = 32 * 2**20
"""Bytes that say what is in a file."""
MOST_PARTS = 1_000_000
"""Tensors, nodes or fields of one file."""
MOST_LEGACY = 2**30
"""Bytes of a file of torch's old format, which must be read whole."""


def check_numbers(file: Path, name: str, shape: Shape) -> None:
    """Refuse a tensor that would take too much memory.

    Raises
    ------
    UserError
        If it has more than `MOST_NUMBERS`.
    """
    if any(length < 0 for length in shape) or math.prod(shape) > MOST_NUMBERS:
        gigabytes = min(math.prod(shape), 10**18) * 8 / 2**30
        raise UserError(
            f"{file}: {name} is {by(shape)}, which takes {gigabytes:.3g} GiB, and the most that is "
            f"read is {MOST_NUMBERS * 8 / 2**30:g} GiB: save some of its channels alone"
        )


def check_header(file: Path, size: int) -> None:
    """Refuse a file whose list of contents is too long.

    Raises
    ------
    UserError
        If it has more than `MOST_HEADER` bytes.
    """
    if size > MOST_HEADER:
        raise UserError(
            f"{file}: the list of what it holds has {size / 2**20:.3g} MiB, and the most that is "
            f"read is {MOST_HEADER / 2**20:g} MiB: it is damaged, or save the layer alone"
        )


def check_parts(file: Path, parts: int) -> None:
    """Refuse a file of too many parts.

    Raises
    ------
    UserError
        If it has more than `MOST_PARTS`.
    """
    if parts > MOST_PARTS:
        raise UserError(
            f"{file}: has more than {MOST_PARTS:,} parts: it is damaged, or save the layer alone"
        )
