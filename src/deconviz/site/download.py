"""A file to download: copied into the site, with what a page says about it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypedDict

from deconviz.archive.files import there


class Download(TypedDict):
    """What a page says about a file."""

    name: str
    """What its link says."""
    remark: str
    """What it is for."""
    file: str
    """In the folder of the card."""
    size: int
    """Bytes."""


def add(source: Path, folder: Path, file: str, name: str, remark: str) -> Download:
    """Copy a file into a folder.

    Raises
    ------
    UserError
        If there is no such file.
    """
    shutil.copyfile(there(source), folder / file)
    return Download(name=name, remark=remark, file=file, size=source.stat().st_size)
