"""Which figures there are: each file in `figures/` says what it draws, without being imported."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deconviz.config.jobs import FigureEntry
from deconviz.errors import UserError, nearest

EACH, ALL = "each", "all"


def figures(
    folder: Path, variants: Sequence[str], audited: Sequence[str] = ()
) -> dict[str, FigureEntry]:
    """Return every figure that can be drawn of these variants, by name.

    A file says with ``VARIANTS`` whose networks it shows: ``"each"`` for one figure per variant,
    named after the file and the variant, ``"all"`` for all in one, or the names of those that
    it is about; without these it is left out. With ``NEEDS`` it says what it reads.

    Parameters
    ----------
    folder
        The files of `deconviz.figures`.
    variants
        Those of the config.
    audited
        Those that only the audit has: for figures that name them.

    Raises
    ------
    UserError
        If two figures would have one name, with the variants to rename.
    """
    entries: dict[str, FigureEntry] = {}
    for path in sorted(folder.glob("[!_]*.py")):
        whose, needs = _constants(path)
        for suffix, names in _groups(whose, variants, audited):
            entry = FigureEntry(stem=path.stem, variants=names, needs=needs)
            name = _title(entry) + suffix
            if name in entries:
                raise _one_name(name, entries[name], entry)
            entries[name] = entry
    return entries


def figure(name: str, entries: Mapping[str, FigureEntry]) -> FigureEntry:
    """Return the figure of this name.

    Raises
    ------
    UserError
        If there is none, with the nearest name that there is.
    """
    if name not in entries:
        raise UserError(f"no figure {name!r}{nearest(name, entries)}")
    return entries[name]


def _title(entry: FigureEntry) -> str:
    return entry.stem.replace("_", "-")


def _one_name(name: str, *entries: FigureEntry) -> UserError:
    of_one = {_title(entry): entry.variants[0] for entry in entries if _title(entry) != name}
    figures = [
        f"{title} of {of_one[title]}" if title in of_one else title
        for title in map(_title, entries)
    ]
    return UserError(
        f"variants: the figures {' and '.join(figures)} would both be {name}: "
        f"rename {' or '.join(of_one.values())}"
    )


def _groups(
    whose: Any, variants: Sequence[str], audited: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the suffix of each figure's name, and its variants."""
    if whose == EACH:
        return [(f"-{variant}", (variant,)) for variant in variants]
    names = tuple(variants) if whose == ALL else tuple(whose)
    return [("", names)] if set(names) <= {*variants, *audited} else []


def _constants(path: Path) -> tuple[Any, tuple[str, ...]]:
    """Read the two constants that every figure has: ``VARIANTS`` and ``NEEDS``."""
    body = ast.parse(path.read_text(encoding="utf-8"), filename=str(path)).body
    values = {
        target.id: node.value
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return ast.literal_eval(values["VARIANTS"]), ast.literal_eval(values["NEEDS"])
