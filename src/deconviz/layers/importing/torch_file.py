"""Tensors in .pt and .pth files, of which torch reads weights alone: nothing is executed.

A zip file is mapped into memory, so that only the tensors that are needed are read.
"""

from __future__ import annotations

import mmap
import pickle
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.importing.limits import MOST_LEGACY, check_header, check_parts
from deconviz.layers.importing.tensors import Tensors, damaged

ZIP = b"PK\x03\x04"
DEEPEST = 8  # dicts in dicts
MAKE_BYTES = (b"bytearray\n", b"_codecs\nencode\n")
"""What a pickle of few bytes could fill the memory with, though torch lets it pass."""
FOREIGN = re.compile(r"GLOBAL (\S+) was not an allowed|unsupported GLOBAL (\S+) whose")
SAVE = "torch.save(model.state_dict(), 'weights.pt')"


class TorchTensors(Tensors):
    """A state dict, or a checkpoint with one in it."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            is_zip = opened.read(len(ZIP)) == ZIP  # as torch tells them apart
        if is_zip:
            _check_zip(file)
        else:
            _check_legacy(file)
        parts = dict(_flat(_load(file, mapped=is_zip), DEEPEST))
        check_parts(file, len(parts))
        real = {name: part for name, part in parts.items() if _is_real(part)}
        self._tensors = real
        shapes = {name: tuple(part.shape) for name, part in real.items()}
        others = {name: str(part.dtype) for name, part in parts.items() if name not in real}
        super().__init__(file, shapes, others)

    def _read(self, name: str) -> Floats:
        array: Floats = self._tensors[name].detach().to(torch.float64).numpy()
        return np.asarray(array, order="C")


def _is_real(part: torch.Tensor) -> bool:
    return part.dtype.is_floating_point and part.layout == torch.strided and not part.is_meta


def _flat(held: Any, depth: int, above: str = "") -> Iterator[tuple[str, torch.Tensor]]:
    """Yield tensors with the names of all dicts that they lie in, with dots between."""
    if isinstance(held, torch.Tensor):
        yield above, held
    elif isinstance(held, Mapping) and depth:
        for key, value in held.items():
            yield from _flat(value, depth - 1, f"{above}.{key}" if above else str(key))


def _load(file: Path, mapped: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.load(str(file), map_location="cpu", weights_only=True, mmap=mapped)
    except pickle.UnpicklingError as error:
        if foreign := FOREIGN.search(str(error)):
            raise _with_code(file, foreign[1] or foreign[2]) from None
        raise damaged(file, "torch cannot read it as weights alone") from None
    except Exception as error:  # over a damaged file torch raises whatever comes first
        first = str(error).partition("\n")[0]
        raise damaged(file, f"torch cannot read it: {first or type(error).__name__}") from None


def _with_code(file: Path, name: str) -> UserError:
    return UserError(
        f"{file}: holds more than weights ({name}), which only executing it could read, and that "
        f"is never done\nWhere you trust it, save the weights alone: {SAVE}"
    )


def _check_zip(file: Path) -> None:
    """Refuse what is no archive of weights as torch writes it, before torch opens it."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            check_parts(file, len(parts))
            names = [part.filename for part in parts]
            if any(name.endswith("/constants.pkl") for name in names):
                raise UserError(
                    f"{file}: is a TorchScript archive, which holds code, and that is never "
                    "executed\nWhere you trust it, save the weights alone: "
                    "torch.save(torch.jit.load(file).state_dict(), 'weights.pt')"
                )
            if any(part.compress_type != zipfile.ZIP_STORED for part in parts):
                raise damaged(file, "it is compressed, which torch never does: unpack it first")
            if sum(part.file_size for part in parts) > file.stat().st_size:
                raise damaged(file, "its parts are larger than the file")
            pickles = [name for name in names if name.endswith("data.pkl")]
            for name in pickles:
                check_header(file, archive.getinfo(name).file_size)
                _check_pickle(file, archive.read(name))
            if not pickles:
                raise damaged(file, "it is a zip file without data.pkl, which torch would write")
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise damaged(file, "its list of parts cannot be read") from None


def _check_legacy(file: Path) -> None:
    """Refuse what is too large to be read whole, as torch's old format must be."""
    size = file.stat().st_size
    if size > MOST_LEGACY:
        raise UserError(
            f"{file}: is in torch's old format, which must be read whole, and has "
            f"{size / 2**30:.3g} GiB; the most that is read is {MOST_LEGACY / 2**30:g} GiB\n"
            "Load it with torch and save it again."
        )
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        _check_pickle(file, held)


def _check_pickle(file: Path, held: bytes | mmap.mmap) -> None:
    for name in MAKE_BYTES:
        if held.find(name) >= 0:
            raise _with_code(file, name.decode().strip().replace("\n", "."))
