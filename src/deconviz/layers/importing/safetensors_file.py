"""Tensors in .safetensors files: the header says what there is, the rest is numbers alone.

The header is read here, as the library's reader for NumPy knows no bfloat16. Its layout is that of
https://huggingface.co/docs/safetensors: its length in 8 bytes, JSON, and then the numbers.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.importing.found import Shape
from deconviz.layers.importing.limits import check_header, check_parts
from deconviz.layers.importing.tensors import Tensors, damaged

REAL = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
"""How numbers are stored; bfloat16 is the upper half of float32."""
LENGTH = 8  # bytes


class SafeTensors(Tensors):
    """A .safetensors file."""

    def __init__(self, file: Path) -> None:
        size = file.stat().st_size
        with file.open("rb") as opened:
            header = int.from_bytes(opened.read(LENGTH), "little")
            if not 0 < header <= size - LENGTH:
                raise damaged(file, "its first 8 bytes are no length of a header")
            check_header(file, header)
            text = opened.read(header)
        self._start = LENGTH + header
        try:
            parts = json.loads(text)
            parts.pop("__metadata__", None)
            check_parts(file, len(parts))
            self._parts = {str(name): _part(about) for name, about in parts.items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise damaged(file, "its header cannot be read") from None
        for name, (kind, shape, begin, end) in self._parts.items():
            room = math.prod(shape) * np.dtype(REAL[kind]).itemsize if kind in REAL else end - begin
            if not 0 <= begin <= end <= size - self._start or room != end - begin:
                raise damaged(file, f"{name} does not fit into it: it may be cut short")
        real = {name: part[1] for name, part in self._parts.items() if part[0] in REAL}
        others = {name: part[0] for name, part in self._parts.items() if part[0] not in REAL}
        super().__init__(file, real, others)

    def _read(self, name: str) -> Floats:
        kind, shape, begin, end = self._parts[name]
        with self.file.open("rb") as opened:
            opened.seek(self._start + begin)
            stored = np.frombuffer(opened.read(end - begin), REAL[kind])
        if kind == "BF16":
            stored = (stored.astype("<u4") << 16).view("<f4")
        return stored.astype(np.float64).reshape(shape)


def _part(about: dict[str, Any]) -> tuple[str, Shape, int, int]:
    """Return the type, the shape, and where the numbers begin and end."""
    begin, end = about["data_offsets"]
    shape = about["shape"]
    if not all(isinstance(length, int) and length >= 0 for length in [*shape, begin, end]):
        raise ValueError
    return str(about["dtype"]), tuple(shape), begin, end
