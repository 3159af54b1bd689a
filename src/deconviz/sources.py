"""Which code a file uses: what Snakemake cannot see, and needs for rerunning what changed."""

from __future__ import annotations

import ast
import hashlib
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
        together.update(ast.dump(_parse(path)).encode())
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


def _imported(file: Path, root: Path) -> list[Path]:
    names: list[str] = []
    for node in ast.walk(_parse(file)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [path for name in names for path in _files(name, root)]


def _files(module: str, root: Path) -> list[Path]:
    """Return the files that importing a module runs: its packages' and its own."""
    parts = module.split(".")
    packages = [root.joinpath(*parts[:n], "__init__.py") for n in range(1, len(parts) + 1)]
    own = root.joinpath(*parts).with_suffix(".py")
    return [path for path in (*packages, own) if path.is_file()]
