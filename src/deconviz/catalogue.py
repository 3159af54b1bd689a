"""Which figures there are: each file in `figures/` says what it draws, without being imported."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deconviz.experiment import Strict
from deconviz.messages import UserError, nearest

EACH, ALL = "each", "all"


class Entry(Strict):
    """A figure: the file that draws it, and what it shows."""

    stem: str
    """Of the file in `figures/` that draws it."""
    variants: tuple[str, ...]
    """Whose networks it shows."""
    needs: tuple[str, ...]
    """What it reads: curves, models, histories, claims, and tables as ``"tables/losses"``."""


def figures(folder: Path, variants: Sequence[str], audited: Sequence[str] = ()) -> dict[str, Entry]:
    """Return every figure that can be drawn of these variants, by name.

    A file says with ``VARIANTS`` whose networks it shows: ``"each"`` for a figure a variant,
    named after the file and the variant, ``"all"`` for all in one, or the names of those that
    it is about; without these it is left out. With ``NEEDS`` it says what it reads.

    Parameters
    ----------
    folder
        The files of `deconviz.figures`.
    variants
        Those of the config.
    audited
        Those that only the audit has: shown where they are named.
    """
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("[!_]*.py")):
        said = _constants(path)
        name, needs = path.stem.replace("_", "-"), said["NEEDS"]
        for suffix, shown in _choices(said["VARIANTS"], variants, audited):
            found[name + suffix] = Entry(stem=path.stem, variants=shown, needs=needs)
    return found


def named(name: str, known: Mapping[str, Entry]) -> Entry:
    """Return the figure of this name.

    Raises
    ------
    UserError
        If there is none, with the nearest name that there is.
    """
    if name not in known:
        raise UserError(f"no figure {name!r}{nearest(name, known)}")
    return known[name]


def _choices(
    said: Any, variants: Sequence[str], audited: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the suffix of each figure's name, and its variants."""
    if said == EACH:
        return [(f"-{variant}", (variant,)) for variant in variants]
    shown = tuple(variants) if said == ALL else tuple(said)
    return [("", shown)] if set(shown) <= {*variants, *audited} else []


def _constants(path: Path) -> dict[str, Any]:
    """Read the two constants that every figure has."""
    body = ast.parse(path.read_text(encoding="utf-8"), filename=str(path)).body
    said = {
        target.id: node.value
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {name: ast.literal_eval(said[name]) for name in ("VARIANTS", "NEEDS")}
