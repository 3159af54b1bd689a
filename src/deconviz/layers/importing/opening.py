"""Which format a file has, and what it is instead if it is not what its ending says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from deconviz.errors import UserError, nearest
from deconviz.layers.importing.source import Source
from deconviz.layers.importing.tensors import damaged

ENDINGS = (".onnx", ".safetensors", ".pt", ".pth", ".npz")
ZIP, EMPTY_ZIP, NPY, PICKLE = b"PK\x03\x04", b"PK\x05\x06", b"\x93NUMPY", b"\x80"
OF_TORCH, OF_NUMPY = "rename it to .pt if torch saved it", "rename it to .npz if NumPy did"
PAGE = "is a page of the web, and not the file: fetch it with the link to the file itself"
OTHERS = {
    b"version https://git-lfs": "is a pointer of Git LFS, and not the file: git lfs pull",
    b"<!doctype": PAGE,
    b"<html": PAGE,
    b"<?xml": PAGE,
    b"\x89hdf": "is HDF5, as Keras saves it: save its arrays with numpy.savez",
    b"gguf": "is GGUF, whose numbers are rounded: take the file that it was made from",
    b"\x1f\x8b": "is compressed: unpack it with gunzip",
}
"""What files begin with that are none of ours, in small letters."""
HEAD = 64  # bytes


def opened(file: Path) -> Source:
    """Open a file; its numbers are read when they are asked for, and nothing is executed.

    Raises
    ------
    UserError
        If it is missing, no file of ours, or damaged, with what to do.
    """
    try:
        _check(file)
        return _source(file)
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read ({error.strerror or error}): is it a file that you may read?"
        ) from None


def _source(file: Path) -> Source:
    """Open a file by its ending; each library is loaded only for files of its own."""
    if file.suffix == ".onnx":
        from deconviz.layers.importing.onnx_file import OnnxFile

        return OnnxFile(file)
    from deconviz.layers.importing.state_dict import StateDict

    if file.suffix == ".safetensors":
        from deconviz.layers.importing.safetensors_file import SafeTensors

        return StateDict(SafeTensors(file))
    if file.suffix == ".npz":
        from deconviz.layers.importing.numpy_file import NumpyArrays

        return StateDict(NumpyArrays(file))
    from deconviz.layers.importing.torch_file import TorchTensors

    return StateDict(TorchTensors(file))


def _check(file: Path) -> None:
    if file.is_dir():
        raise UserError(f"{file}: is a folder: name a file in it, {_endings()}")
    if not file.exists():
        beside = file.parent.iterdir() if file.parent.is_dir() else ()
        names = sorted(other.name for other in beside if other.suffix in ENDINGS)[:10]
        raise UserError(f"{file}: is missing{nearest(file.name, names)}")
    if not file.is_file():
        raise UserError(f"{file}: is no file that can be read from its middle: copy it into one")
    if file.suffix not in ENDINGS:
        raise UserError(
            f"{file}: ends in {file.suffix or 'nothing'}, and layers are read from {_endings()}"
        )
    with file.open("rb") as held:
        head = held.read(HEAD)
    if not head:
        raise UserError(f"{file}: is empty: fetch or save it again")
    length = int.from_bytes(head[:8], "little")  # of the header
    is_safetensors = head[8:9] == b"{" and length < file.stat().st_size
    if is_safetensors and file.suffix != ".safetensors":
        raise UserError(f"{file}: is a .safetensors file: rename it")
    if not is_safetensors and (what := _other(head) or _mislabelled(file, head)):
        raise UserError(f"{file}: {what}")


def _endings() -> str:
    return f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"


def _other(head: bytes) -> str:
    first = head.lstrip().lower()
    return next((what for start, what in OTHERS.items() if first.startswith(start)), "")


def _mislabelled(file: Path, head: bytes) -> str:
    """Say what a file is by what it begins with, if its ending says otherwise."""
    is_zip = head.startswith((ZIP, EMPTY_ZIP))
    if is_zip and file.suffix in (".onnx", ".safetensors"):
        return f"is a zip file: {OF_TORCH}, {OF_NUMPY}"
    if is_zip and not _has_end(file):
        raise damaged(file, "it begins as a zip file and has no end")
    if head.startswith(NPY):
        return "is one array of NumPy: save it by name, numpy.savez('layer.npz', weight=array)"
    if head.startswith(PICKLE) and file.suffix in (".safetensors", ".npz"):
        return f"is a pickle: {OF_TORCH}"
    if file.suffix == ".npz" and not is_zip:
        return "is no zip file, as numpy.savez makes: fetch or save it again"
    if file.suffix in (".pt", ".pth") and not (is_zip or head.startswith(PICKLE)):
        return "is not what torch.save makes: fetch or save it again"
    return ""


def _has_end(file: Path) -> bool:
    """Tell whether a zip file has the list of its parts, which is the last that is written."""
    try:
        return zipfile.is_zipfile(file)
    except zipfile.BadZipFile:
        return False
