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
from deconviz.errors import UserError

STEPS = "steps"
"""The one array of integers that an archive may have; all others have floats."""
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

    Raises
    ------
    UserError
        If there is a number that is NaN or infinite, or the folder cannot be written to.
    """
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            raise UserError(
                f"{path}: is not written, since {name} has numbers that are NaN or infinite: a "
                "training that runs away does so: lower its learning_rate"
            )
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # One string: safetensors does not keep the order of several.
    metadata = {"deconviz": json.dumps(about, sort_keys=True, allow_nan=False)}
    write_bytes(path, save(contiguous, metadata))


def read_arrays(path: Path, shapes: Shapes | None = None) -> Arrays:
    """Read arrays, after checking the file's SHA-256, and that all their numbers are finite.

    Parameters
    ----------
    path
        A ``.safetensors`` file.
    shapes
        Which arrays there must be, and their shapes, where None stands for any length; all arrays
        may be there if it is not given.

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
            about = dict(json.loads((opened.metadata() or {})["deconviz"]))
            arrays = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
        _check_numbers(arrays)
        if shapes is not None:
            check_shapes(arrays, shapes)
    except (SafetensorError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise damaged(path, f"is not an archive of this version: {error!s:.80}") from None
    return arrays, about


def read_made(
    path: Path, made_by: MadeBy, shapes: Shapes | None = None
) -> tuple[Arrays, dict[str, Any]]:
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
    if about.get("seeds") != list(seeds):
        raise damaged(path, f"is that of the seeds {about.get('seeds')}")
    begin = (len(seeds), len(arrays[STEPS]))
    for name, array in arrays.items():
        if name != STEPS and array.shape[:2] != begin:
            raise damaged(path, f"has {name} of shape {array.shape}, not {begin} and more")
    return arrays


def _check_numbers(arrays: Arrays) -> None:
    """Raise ValueError if an array has numbers of another kind, or some that are not finite."""
    for name, array in arrays.items():
        kinds = (np.int64,) if name == STEPS else (np.float32, np.float64)
        if array.dtype not in kinds:
            raise ValueError(f"{name} holds {array.dtype}")
        if not np.isfinite(array).all():
            raise ValueError(f"{name} has numbers that are NaN or infinite")


def check_shapes(arrays: Arrays, shapes: Shapes) -> None:
    """Raise ValueError if an array is missing, not asked for, or of another shape."""
    for name in sorted(arrays.keys() ^ shapes.keys()):
        raise ValueError(f"{name} is {'not known' if name in arrays else 'missing'}")
    for name, shape in shapes.items():
        actual = arrays[name].shape
        fits = len(actual) == len(shape) and all(
            length is None or length == size for length, size in zip(shape, actual, strict=True)
        )
        if not fits:
            raise ValueError(f"{name} has shape {actual}, not {shape}")
