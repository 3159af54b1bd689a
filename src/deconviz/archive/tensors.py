"""Named arrays with what they are about, as safetensors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from deconviz.archive.files import damaged, verify, write_bytes
from deconviz.archive.made_by import MadeBy
from deconviz.arrays import Arrays

Shapes = Mapping[str, tuple[int | None, ...]]
"""By name; None stands for any length."""


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
    """Write arrays with what they are about; the same content gives the same bytes.

    Parameters
    ----------
    path
        A ``.safetensors`` file.
    arrays
        By name.
    about
        Metadata; values are stored as JSON.
    """
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # One string: safetensors does not keep the order of several.
    metadata = {"deconviz": json.dumps(about, sort_keys=True)}
    write_bytes(path, save(contiguous, metadata))


def read_arrays(path: Path, shapes: Shapes | None = None) -> Arrays:
    """Read arrays, after checking them against the recorded SHA-256 and against shapes.

    Parameters
    ----------
    path
        A ``.safetensors`` file with a ``SHA256SUMS`` beside it.
    shapes
        The shape that an array of this name must have; None stands for any length.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return read_archive(path, shapes)[0]


def read_archive(path: Path, shapes: Shapes | None = None) -> tuple[Arrays, dict[str, Any]]:
    """Read arrays as `read_arrays` does, with what they are about."""
    try:
        with safe_open(verify(path), framework="numpy") as opened:
            about = json.loads((opened.metadata() or {})["deconviz"])
            arrays = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
        check_shapes(arrays, shapes or {})
    except (SafetensorError, KeyError, ValueError) as error:
        raise damaged(path, f"is not an archive of this version: {error!s:.80}") from None
    return arrays, about


def read_made(path: Path, made_by: MadeBy, shapes: Shapes) -> tuple[Arrays, dict[str, Any]]:
    """Read arrays as `read_archive` does, and check what made them.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    arrays, about = read_archive(path, shapes)
    made_by.check(path, about)
    return arrays, about


def read_of_seeds(path: Path, made_by: MadeBy, shapes: Shapes, seeds: Sequence[int]) -> Arrays:
    """Read arrays as `read_made` does, and check whose they are.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    arrays, about = read_made(path, made_by, shapes)
    if about["seeds"] != list(seeds):
        raise damaged(path, f"is that of the seeds {about['seeds']}")
    return arrays


def check_shapes(arrays: Arrays, shapes: Shapes) -> None:
    """Raise ValueError or KeyError if an array is missing or has another shape."""
    for name, shape in shapes.items():
        actual = arrays[name].shape
        fits = len(actual) == len(shape) and all(
            length is None or length == size for length, size in zip(shape, actual, strict=True)
        )
        if not fits:
            raise ValueError(f"{name} has shape {actual}, not {shape}")
