"""What an archive is about, read without its arrays and without NumPy: for checks at the start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from deconviz.archive.files import damaged, there

LONGEST = 1_000_000  # bytes of a header


def read_about(path: Path) -> dict[str, Any]:
    """Read the metadata of a ``.safetensors`` file, which is not checked for damage.

    The format: the length of the header in 8 bytes, then the header, which is JSON.

    Raises
    ------
    UserError
        If it is no archive, with the command that rebuilds it.
    """
    try:
        with there(path).open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header = json.loads(opened.read(min(length, LONGEST)))
        about: dict[str, Any] = dict(json.loads(header["__metadata__"]["deconviz"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(path, f"is not an archive of this version: {error!s:.80}") from None
    return about
