"""Arrays in .npz files: each has a header of its own, and none may be a pickle."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO

import numpy as np
from numpy.lib import format as npy

from deconviz.arrays import Floats
from deconviz.layers.importing.found import Shape
from deconviz.layers.importing.limits import check_parts
from deconviz.layers.importing.tensors import Tensors, damaged

ENDING = ".npy"
UNREADABLE = (
    *(ValueError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, SyntaxError, OverflowError, MemoryError, TypeError, KeyError),
)
"""What numpy and zipfile raise over files that are damaged."""


class NumpyArrays(Tensors):
    """A .npz file."""

    any_layout = True

    def __init__(self, file: Path) -> None:
        shapes: dict[str, Shape] = {}
        others: dict[str, str] = {}
        try:
            with zipfile.ZipFile(file) as archive:
                names = [name for name in archive.namelist() if name.endswith(ENDING)]
                check_parts(file, len(names))
                for name in names:
                    with archive.open(name) as opened:
                        shape, _, kind = _header(opened)
                    if kind.kind == "f":
                        shapes[name.removesuffix(ENDING)] = shape
                    else:
                        others[name.removesuffix(ENDING)] = _what(kind)
        except UNREADABLE as error:
            raise damaged(file, str(error)) from None
        super().__init__(file, shapes, others)

    def _read(self, name: str) -> Floats:
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(name + ENDING) as opened:
                shape, by_columns, kind = _header(opened)
                size = int(np.prod(shape, dtype=int)) * kind.itemsize
                stored = np.frombuffer(opened.read(size), kind)
                array = stored.reshape(shape[::-1]).T if by_columns else stored.reshape(shape)
                return np.asarray(array, np.float64, order="C")
        except UNREADABLE as error:
            raise damaged(self.file, f"{name}: {error}") from None


def _header(opened: IO[bytes]) -> tuple[Shape, bool, np.dtype]:
    """Return the shape, whether columns come first, and the type of what follows."""
    version = npy.read_magic(opened)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    return read(opened)


def _what(kind: np.dtype) -> str:
    return "Python objects, which only executing them could read" if kind.hasobject else str(kind)
