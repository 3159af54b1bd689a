"""Inputs that users bring for a layer: ``.npy`` files, of which nothing is executed."""

from __future__ import annotations

from pathlib import Path
from tokenize import TokenError

import numpy as np

from deconviz.arrays import Floats
from deconviz.errors import UserError

UNREADABLE = (
    *(ValueError, EOFError, SyntaxError, TokenError),
    *(TypeError, KeyError, OverflowError, MemoryError),
)
"""What numpy raises over files that are damaged."""
MOST = 1_000_000  # numbers: of more, a film could show nothing


def read_given(path: Path, channels: int, dimensions: int) -> Floats:
    """Read an input of shape (C, *n).

    Parameters
    ----------
    path
        An ``.npy`` file with numbers.
    channels, dimensions
        Those that the layer takes.

    Raises
    ------
    UserError
        One line: what is wrong with the file, and how to write it.
    """
    try:
        values = np.lib.format.open_memmap(path, mode="r")
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such file: correct input") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror})") from None
    except UNREADABLE:
        raise UserError(
            f"{path}: is no .npy file of numbers, or not all of one: write it with numpy.save"
        ) from None
    if problem := _problem(values.shape, values.dtype, channels, dimensions):
        raise UserError(f"{path}: {problem}")
    given = np.array(values, np.float64)  # (C, *n)
    if not np.isfinite(given).all():
        raise UserError(f"{path}: has numbers that are NaN or infinite: replace them")
    return given


def _problem(
    shape: tuple[int, ...], kind: np.dtype[np.generic], channels: int, dimensions: int
) -> str:
    if kind.kind not in "iuf":
        return f"holds {kind}, not real numbers: convert it"
    if len(shape) != dimensions + 1 or shape[0] != channels:
        points = ", ".join("nm"[:dimensions])
        return (
            f"has the shape {shape}, but the layer takes ({channels}, {points}): channels first, "
            "and no batch"
        )
    numbers = int(np.prod(shape, dtype=object))
    if not 0 < numbers <= MOST:
        return f"has {numbers} numbers, but 1 to {MOST} can be shown: take a part of it"
    return ""
