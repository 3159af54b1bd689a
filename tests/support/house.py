"""The house as it stands: its rooms, what each file imports, and what CONTRIBUTING.md lists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = "deconviz"
NO_PART_OF_IT = {"__init__.py", "__pycache__"}


@dataclass(frozen=True)
class House:
    """A repository whose rooms are given from the lowest to the highest.

    Attributes
    ----------
    root
        Its folder.
    rooms
        Modules and folders of the package, as ``"errors"`` and ``"films/rendering"``.
    """

    root: Path
    rooms: Sequence[str]

    @property
    def package(self) -> Path:
        return self.root / "src" / PACKAGE

    @property
    def modules(self) -> list[Path]:
        return sorted(self.package.rglob("*.py"))

    @property
    def users(self) -> list[Path]:
        """Scenes and scripts: they stand above all rooms."""
        return sorted([*self.root.glob("scenes/*.py"), *self.root.glob("workflow/scripts/*.py")])

    def name(self, file: Path) -> str:
        """Return a file's path in the package, or outside of it that in the repository."""
        inside = file.is_relative_to(self.package)
        return file.relative_to(self.package if inside else self.root).as_posix()

    def room(self, file: Path) -> str:
        """Return the innermost room of a file; what is in no room is a room of its own."""
        name = self.name(file)
        rooms = [room for room in self.rooms if is_in(name, room)]
        return max(rooms, key=len, default=name.split("/")[0].removesuffix(".py"))

    def in_room(self, room: str) -> list[Path]:
        """Return the modules in a room, and in the rooms inside it."""
        return [file for file in self.modules if is_in(self.name(file), room)]

    def uses(self, file: Path) -> set[Path]:
        """Return the modules of the package that a file imports, wherever it does."""
        found = (self._module(name) for name in imports(file))
        return {module for module in found if module and module != file}

    def _module(self, name: str) -> Path | None:
        """Return the module that a full name is, or is in."""
        top, *parts = name.split(".")
        if top != PACKAGE:
            return None
        while parts:
            path = self.package.joinpath(*parts)
            for module in (path.with_suffix(".py"), path / "__init__.py"):
                if module.is_file():
                    return module
            parts.pop()
        return self.package / "__init__.py"


def is_in(name: str, place: str) -> bool:
    """Tell whether a file is the place, or lies in it."""
    return name.removesuffix(".py") == place.removesuffix(".py") or name.startswith(f"{place}/")


def nodes(file: Path) -> Sequence[ast.AST]:
    """Return all that a file consists of, read once for as long as it does not change."""
    return _nodes(file, file.stat().st_mtime_ns)


@cache
def _nodes(file: Path, _changed: int) -> Sequence[ast.AST]:
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    return tuple(ast.walk(tree))


def imports(file: Path) -> set[str]:
    """Return the full names of all that a file imports, wherever it does."""
    names: set[str] = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import, which fingerprints do not see"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def libraries(file: Path) -> set[str]:
    """Return the names of the packages that a file imports from."""
    return {name.split(".")[0] for name in imports(file)}


def import_statements(file: Path) -> str:
    """Return what a file imports, as code without the work that the file does."""
    statements = (
        ast.unparse(node) for node in nodes(file) if isinstance(node, ast.Import | ast.ImportFrom)
    )
    return "\n".join(line for line in statements if "__future__" not in line)


def calls(file: Path) -> set[str]:
    """Return the names of the functions and methods that a file calls."""
    functions = [node.func for node in nodes(file) if isinstance(node, ast.Call)]
    methods = {function.attr for function in functions if isinstance(function, ast.Attribute)}
    return methods | {function.id for function in functions if isinstance(function, ast.Name)}


def broken_walls(house: House) -> list[str]:
    """Name every import that goes up, and every file that stands in no room."""
    return [*_homeless(house), *_imports_that_go_up(house)]


def _homeless(house: House) -> Iterator[str]:
    for file in house.modules:
        if file != house.package / "__init__.py" and house.room(file) not in house.rooms:
            yield f"{house.name(file)} is in no room: add {house.room(file)} to the rooms"


def _imports_that_go_up(house: House) -> Iterator[str]:
    height = {room: number for number, room in enumerate(house.rooms)}
    for file in house.modules:
        room = house.room(file)
        for module in sorted(house.uses(file)):
            other = house.room(module)
            if height.get(room, 0) < height.get(other, 0):
                yield f"{house.name(file)} imports {house.name(module)}: {room} is below {other}"


def circle(house: House) -> str:
    """Name a circle of modules that import each other, if there is one."""
    try:
        TopologicalSorter({file: house.uses(file) for file in house.modules}).prepare()
    except CycleError as error:
        return " imports ".join(map(house.name, reversed(error.args[1])))
    return ""


def smugglers(house: House, places: Mapping[str, set[str]]) -> list[str]:
    """Name every file that imports a library outside of its places."""
    return [
        f"{house.name(file)} imports {library}: its place is {', '.join(sorted(places[library]))}"
        for file in house.modules + house.users
        for library in sorted(libraries(file) & places.keys())
        if not any(is_in(house.name(file), place) for place in places[library])
    ]


def listing(text: str, heading: str) -> set[str]:
    """Return the paths that the first fenced block under a heading lists.

    A line has one name, or several with commas between them, then two spaces and a remark. Two
    spaces more than the line before mean that a name lies in its folder; a line that goes in
    further continues a remark.
    """
    block = re.search(rf"^#+ {re.escape(heading)}$.*?^```\w*\n(.*?)^```$", text, re.M | re.S)
    assert block, f"there is no fenced block under {heading}"
    paths: set[str] = set()
    folders: list[str] = []
    for line in filter(str.strip, block[1].splitlines()):
        depth, rest = divmod(len(line) - len(line.lstrip()), 2)
        if rest or depth > len(folders):
            continue
        names = [name.rstrip("/") for name in re.split(r",\s*", line.strip().split("  ")[0])]
        paths |= {"/".join([*folders[:depth], name]) for name in names}
        folders[depth:] = [names[-1]]
    return paths


def misprints(root: Path, paths: set[str]) -> list[str]:
    """Name what a listing has and the tree has not, and what it lacks of a folder that it opens.

    What git does not keep is not missed, nor are the hidden files.
    """
    folders = {str(Path(path).parent) for path in paths}
    there = {path for folder in folders for path in _content(root / folder, root)}
    gone = [f"{path} is listed and not there" for path in paths if not (root / path).exists()]
    lacking = [
        f"{path} is not listed"
        for path in there
        if path not in paths and not any(known.startswith(f"{path}/") for known in paths)
    ]
    return sorted(gone + lacking)


def _content(folder: Path, root: Path) -> Iterator[str]:
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    for path in folder.iterdir() if folder.is_dir() else ():
        kept = not any(path.match(pattern.rstrip("/")) for pattern in ignored)
        if kept and path.name not in NO_PART_OF_IT and not path.name.startswith("."):
            yield path.relative_to(root).as_posix()
