"""Which code a file uses: what Snakemake cannot see, and needs for rerunning what changed."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from deconviz.archive.files import write_bytes
from deconviz.errors import UserError
from deconviz.provenance.versions import versions_of

READER = sys.version.encode() + Path(__file__).read_bytes()
"""What reads a text: what it takes the text to mean may differ from version to version."""


class Source(NamedTuple):
    """What a Python file does, without layout and docstrings, and the names of all it imports."""

    meaning: str
    imports: list[str]


@dataclass
class Sources:
    """First-party code, read and parsed once for as long as its text stays the same.

    Attributes
    ----------
    package_root
        The folder that first-party packages lie in (``src``).
    cache
        A JSON file that keeps what was parsed from one run to the next; None for no file.
    """

    package_root: Path
    cache: Path | None = None
    _sources: dict[str, Source] = field(default_factory=dict, init=False)  # by hash of the text
    _read: dict[Path, Source] = field(default_factory=dict, init=False)
    _imports: dict[Path, set[Path]] = field(default_factory=dict, init=False)
    _fingerprints: dict[Path, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._modules = dict(_modules(self.package_root))
        self._names = {path: name for name, path in self._modules.items()}
        if self.cache is not None:
            self._sources = _load(self.cache)

    def closure(self, file: Path) -> list[Path]:
        """Return a file and all first-party modules that it imports, directly or not, sorted."""
        reached, new = set[Path](), {file}
        while new:
            reached |= new
            new = set().union(*map(self._imported, new)) - reached
        return sorted(reached)

    def fingerprint(self, file: Path) -> str:
        """Hash what a file and the modules that it imports do.

        Comments, docstrings and layout do not count, so that changing them reruns nothing. Of a
        file in another language than Python, each byte counts. The versions of the libraries that
        they import count too.

        Returns
        -------
        str
            16 hexadecimal digits.
        """
        if file not in self._fingerprints:  # a thousand films ask for that of one scene
            self._fingerprints[file] = self._hash(file)
        return self._fingerprints[file]

    def _hash(self, file: Path) -> str:
        known = len(self._sources)
        sources = [self._source(path) for path in self.closure(file)]
        if self.cache is not None and len(self._sources) > known:
            with suppress(UserError):  # in a folder that cannot be written to there is no cache
                write_bytes(self.cache, json.dumps(self._sources).encode())
        libraries = versions_of(name for source in sources for name in source.imports)
        parts = [*(source.meaning for source in sources), *libraries]
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]

    def _source(self, path: Path) -> Source:
        if path not in self._read:
            text = path.read_bytes()
            key = hashlib.sha256(READER + text).hexdigest()
            if key not in self._sources:
                self._sources[key] = _parse(text, path)
            self._read[path] = self._sources[key]
        return self._read[path]

    def _imported(self, file: Path) -> set[Path]:
        """Return the first-party files that a file's imports run, and the packages it lies in."""
        if file not in self._imports:
            modules = [*self._source(file).imports, self._names.get(file, "")]
            parts = (module.split(".") for module in modules)
            names = {".".join(of[:n]) for of in parts for n in range(1, len(of) + 1)}
            self._imports[file] = {self._modules[name] for name in names & self._modules.keys()}
        return self._imports[file]


def _parse(text: bytes, path: Path) -> Source:
    if path.suffix != ".py":
        return Source(hashlib.sha256(text).hexdigest(), [])
    tree = ast.parse(text, filename=str(path))
    imports: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imports += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    meaning = ast.dump(_WithoutWords().visit(tree))
    return Source(hashlib.sha256(meaning.encode()).hexdigest(), imports)


class _WithoutWords(ast.NodeTransformer):
    """Leave out docstrings: they say what code does, and change nothing of it."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        string = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if string else node


def _modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the full name of each first-party module and package, and its file."""
    for path in root.rglob("*.py"):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def _load(cache: Path) -> dict[str, Source]:
    """Read what an earlier run parsed; a cache that cannot be read is an empty one."""
    try:
        return {key: Source(*entry) for key, entry in json.loads(cache.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
