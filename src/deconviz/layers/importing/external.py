"""Numbers that an ONNX file keeps in a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deconviz.errors import UserError


def external_bytes(file: Path, name: str, about: Mapping[str, str], size: int) -> bytes:
    """Read the bytes of a tensor from the file beside, which must lie in the same folder.

    Parameters
    ----------
    file
        The ONNX file.
    name
        Of the tensor.
    about
        What it says of the place: location, offset and length.
    size
        How many bytes the tensor has.

    Raises
    ------
    UserError
        If the place lies outside, or there are not so many bytes.
    """
    location = about.get("location", "")
    place = _inside(file.parent.resolve(), location)
    if place is None:
        raise UserError(
            f"{file}: the numbers of {name} lie in {location!r:.100}, outside of its folder, where "
            "nothing is read\nPut that file beside it, or save the model as one file: "
            "onnx.save(onnx.load(file), 'one.onnx')"
        )
    if not place.is_file():
        raise UserError(
            f"{file}: the numbers of {name} lie in {location!r:.100}, which is missing: put that "
            "file beside it"
        )
    offset, length = _number(about.get("offset", "0")), _number(about.get("length", str(size)))
    if offset < 0 or length != size or offset + size > place.stat().st_size:
        raise UserError(
            f"{file}: {name} does not fit into {location!r:.100}: one of the two files is damaged, "
            "or of another model"
        )
    with place.open("rb") as opened:
        opened.seek(offset)
        return opened.read(size)


def _inside(folder: Path, location: str) -> Path | None:
    """Return where a file beside lies; None if that is outside of the folder, or nowhere."""
    try:
        place = (folder / location).resolve()
    except (RuntimeError, ValueError):  # a link to itself, or a name that no file can have
        return None
    return place if location and "\\" not in location and place.is_relative_to(folder) else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 20 else -1
