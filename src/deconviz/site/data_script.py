"""Data as a script: a page that is a file on a disk may load scripts, but read no other file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from deconviz.archive.files import write_bytes


def write(path: Path, kind: str, content: Any) -> None:
    """Write a script that adds an object to ``deconviz[kind]``, under the name of the file.

    Parameters
    ----------
    path
        ``NAME.js``.
    kind
        "variants" or "layers".
    content
        What JSON can hold; numbers keep all their digits.

    Raises
    ------
    ValueError
        If a number is infinite or not a number.
    UserError
        If its folder cannot be written to.
    """
    text = json.dumps(content, allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    name = json.dumps(path.stem)
    script = f"window.deconviz ??= {{}};\n(deconviz.{kind} ??= {{}})[{name}] = {text};\n"
    write_bytes(path, script.encode())
