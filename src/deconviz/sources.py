"""Which code a file uses: what Snakemake cannot see, and needs for rerunning what changed."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deconviz.messages import UserError, nearest


def closure(file: Path, package_root: Path) -> list[Path]:
    """Return `file` and all first-party modules that it imports, directly or not, sorted.

    Parameters
    ----------
    file
        A Python file.
    package_root
        The folder that first-party packages lie in (``src``).
    """
    found: set[Path] = set()
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += _imported(current, package_root)
    return sorted(found)


def fingerprint(file: Path, package_root: Path) -> str:
    """Hash what a file and the modules that it imports do.

    Comments, blank lines and layout do not count, so that changing them reruns nothing.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    together = hashlib.sha256()
    for path in closure(file, package_root):
        together.update(_read(path).meaning)
    return together.hexdigest()[:16]


def file_with_class(name: str, folder: Path) -> Path:
    """Return the file in `folder` that defines a class of this name.

    Raises
    ------
    UserError
        If there is none, with the nearest name that there is.
    """
    found = {
        node.name: path
        for path in sorted(folder.glob("*.py"))
        for node in _parse(path).body
        if isinstance(node, ast.ClassDef)
    }
    if name not in found:
        raise UserError(f"no class {name} in {folder.name}/{nearest(name, found)}")
    return found[name]


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@dataclass(frozen=True)
class _Source:
    """What a file does, without its layout, and the full names of all that it imports."""

    meaning: bytes
    imports: tuple[str, ...]


def _read(path: Path) -> _Source:
    """Read a file, once for as long as it does not change: widely used ones are asked for often."""
    return _read_once(path, path.stat().st_mtime_ns)


@cache
def _read_once(path: Path, _changed: int) -> _Source:
    tree = _parse(path)
    imports: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imports += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return _Source(ast.dump(tree).encode(), tuple(imports))


def _imported(file: Path, root: Path) -> list[Path]:
    return [path for name in _read(file).imports for path in _files(name, root)]


@cache
def _files(module: str, root: Path) -> list[Path]:
    """Return the files that importing a module runs: its packages' and its own."""
    parts = module.split(".")
    packages = [root.joinpath(*parts[:n], "__init__.py") for n in range(1, len(parts) + 1)]
    own = root.joinpath(*parts).with_suffix(".py")
    return [path for path in (*packages, own) if path.is_file()]
