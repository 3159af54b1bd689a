"""The entry for a layer, to paste under ``layers`` in the config."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deconviz.config.names import unusable
from deconviz.layers.importing.found import Found, Said
from deconviz.layers.importing.guesses import guesses

PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./-]*")
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
LONGEST = 40  # characters of a name
TO_BE_CHECKED = "# a guess: check it in the model's code"


def key(found: Found) -> str:
    """Return a name for a layer that the config allows."""
    last = [part for part in re.split(r"[^a-z0-9]+", found.name.lower()) if part]
    if len(last) > 1 and last[-1] in ("weight", "kernel", "convtranspose"):
        last = last[:-1]
    name = "-".join(last)
    name = name[-LONGEST:].lstrip("-")
    fits = name[:1].isalpha() and not unusable("layers", [name])
    return name if fits else f"layer-{name}"[:LONGEST].rstrip("-")


def entry(found: Found, file: str) -> dict[str, Any]:
    """Return what the config needs: where the layer lies, and guesses for what is not said."""
    where: dict[str, Any] = {"file": file, found.kind: found.name}
    if found.kind == "node":
        return where
    groups = {"groups": found.groups} if (found.groups or 1) > 1 else {}
    return where | guesses(found.taps) | groups


def text(found: Found, file: str) -> str:
    """Return the entry as YAML, with remarks on what is guessed, and on what the file says."""
    lines = [f"  {key(found)}:"]
    guessed = guesses(found.taps) if found.kind == "tensor" else {}
    for name, value in entry(found, file).items():
        line = f"    {name}: {_yaml(value)}"
        lines.append(f"{line}  {TO_BE_CHECKED}" if name in guessed else line)
    if found.kind == "node":
        lines.append(f"    # the file says: {said(found.said)}")
    return "\n".join(["layers:", *lines])


def said(settings: Said) -> str:
    """Return the settings that a file has, in its own words; empty if they cannot be read."""
    return ", ".join(_said(settings))


def _said(settings: Said) -> Iterator[str]:
    for name, value in vars(settings).items():
        if isinstance(value, tuple):
            yield f"{name} {' '.join(map(str, value))}"
        elif value is not None and value != "NOTSET":
            yield f"{'group' if name == 'groups' else name} {value}"


def _yaml(value: Any) -> str:
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in WORDS:
        return value
    return json.dumps(value, ensure_ascii=isinstance(value, str) and not value.isprintable())


def relative(file: Path, folder: Path) -> str:
    """Return a path as the config has it: relative to the repository, if the file lies in it."""
    whole = file.resolve()
    inside = whole.is_relative_to(folder.resolve())
    return whole.relative_to(folder.resolve()).as_posix() if inside else whole.as_posix()
