"""Arrays in .npz files: each has a header of its own, and none may be a pickle."""

from __future__ import annotations

import io
import math
import tokenize
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from deconviz.arrays import Floats
from deconviz.layers.importing.found import Shape
from deconviz.layers.importing.limits import check_parts
from deconviz.layers.importing.tensors import Tensors, damaged

ENDING = ".npy"
MOST_OF_HEADER = 2**14  # bytes: a header says how long it is, and may say anything
UNREADABLE = (
    *(ValueError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, SyntaxError, OverflowError, MemoryError, TypeError, KeyError),
    tokenize.TokenError,
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
                        shape, _, kind, _ = _header(opened.read(MOST_OF_HEADER))
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
                head = opened.read(MOST_OF_HEADER)
                shape, by_columns, kind, start = _header(head)
                count = math.prod(shape)
                size = start + count * kind.itemsize
                held = head + opened.read(max(size - len(head), 0))
                stored = np.frombuffer(held, kind, count, start)
                array = stored.reshape(shape[::-1]).T if by_columns else stored.reshape(shape)
                return np.asarray(array, np.float64, order="C")
        except UNREADABLE as error:
            raise damaged(self.file, f"{name}: {error}") from None


def _header(head: bytes) -> tuple[Shape, bool, np.dtype, int]:
    """Return the shape, whether columns come first, the type, and where the numbers begin."""
    opened = io.BytesIO(head)
    version = npy.read_magic(opened)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    return *read(opened), opened.tell()


def _what(kind: np.dtype) -> str:
    return "Python objects, which only executing them could read" if kind.hasobject else str(kind)
