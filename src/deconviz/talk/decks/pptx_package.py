"""The parts of an Office file in a zip: the same bytes each time and on each machine."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

Part = tuple[str, bytes]
"""Its name in the package, and its content."""


def read_parts(package: IO[bytes]) -> list[Part]:
    """Return the parts of a package, in their order."""
    with ZipFile(package) as zipped:
        return [(name, zipped.read(name)) for name in zipped.namelist()]


def write_parts(parts: Iterable[Part], package: IO[bytes]) -> None:
    """Write a package of parts, in their order.

    Nothing is compressed: films and pictures are already, and versions of zlib differ.
    """
    with ZipFile(package, "w", compression=ZIP_STORED) as zipped:
        for name, content in parts:
            about = ZipInfo(name)  # dated 1980-01-01
            about.create_system = 0
            zipped.writestr(about, content)


def package_of(parts: Iterable[Part]) -> IO[bytes]:
    """Return a package of parts, ready to be read."""
    package = io.BytesIO()
    write_parts(parts, package)
    package.seek(0)
    return package
