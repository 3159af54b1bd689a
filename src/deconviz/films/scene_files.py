"""What files with scenes say about themselves: read as text, since running them takes long."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest
from deconviz.films.shows import Shows


@dataclass(frozen=True)
class SceneFile:
    """A file of scenes.

    Attributes
    ----------
    path
        Where it is.
    scenes
        What each scene can show, by the scene's name.
    names
        All names that mean something in the file.
    """

    path: Path
    scenes: dict[str, Shows]
    names: frozenset[str]


def read_scene_file(path: Path) -> SceneFile:
    """Read a file; its scenes are the classes that it hands to ``films()``.

    Raises
    ------
    UserError
        If it is not Python, or a scene does not write out what it shows.
    """
    try:
        tree = ast.parse(path.read_bytes(), filename=str(path))
    except SyntaxError as error:
        raise UserError(f"{path}, line {error.lineno}: is not Python: correct it") from None
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    try:
        scenes = {name: _shows(name, classes) for name in _handed_over(tree)}
    except (ValueError, TypeError):
        raise UserError(
            f"{path}: what a scene shows must be written out: `shows = Shows(channels=(2, 3))`"
        ) from None
    return SceneFile(path, scenes, frozenset(_names(tree)))


def scene_files(folder: Path) -> list[SceneFile]:
    """Read all files in a folder."""
    return [read_scene_file(path) for path in sorted(folder.glob("*.py"))]


def scene_file(scene: str, files: Iterable[SceneFile]) -> SceneFile:
    """Return the file that tells a scene.

    Raises
    ------
    UserError
        If there is none, with the nearest name that there is, or more than one.
    """
    every = [(name, file) for file in files for name in file.scenes]
    found = [file for name, file in every if name == scene]
    if not found:
        raise UserError(f"there is no scene {scene}{nearest(scene, dict(every))}")
    if len(found) > 1:
        raise UserError(
            f"{found[0].path.name} and {found[1].path.name} both have a scene {scene}: rename one"
        )
    return found[0]


def problems(config: Config, files: list[SceneFile]) -> list[str]:
    """Say which films of a config cannot be made, and what to do about each."""
    return [
        f"films.entries.{film}.{problem}"
        for film in config.films.entries
        for problem in _problems_of(film, config, files)
    ]


def _problems_of(film: str, config: Config, files: list[SceneFile]) -> Iterator[str]:
    entry = config.films.entries[film]
    scene = entry.scene or film
    try:
        file = scene_file(scene, files)
    except UserError as error:
        yield f"scene: {error}"
        return
    if film != scene:
        if any(film in other.scenes for other in files):
            yield f"scene: {film} is a scene too and cannot tell {scene}: rename the film"
        elif film in file.names or hasattr(builtins, film):
            yield f"scene: {file.path.name} uses the name {film} itself: rename the film"
    variants = {name: config.variants[name] for name in entry.variant_names}
    yield from file.scenes[scene].problems(scene, entry, variants, len(config.seeds))


def _handed_over(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the classes that a file calls ``films`` with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "films":
            yield from (argument.id for argument in node.args if isinstance(argument, ast.Name))


def _shows(name: str, classes: Mapping[str, ast.ClassDef]) -> Shows:
    """Return what a class, or one that it inherits from in the same file, says it shows."""
    if name not in classes:
        return Shows()
    for node in classes[name].body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "shows":
            call = node.value
            if not isinstance(call, ast.Call) or call.args:
                raise ValueError
            return Shows(**{str(word.arg): ast.literal_eval(word.value) for word in call.keywords})
    bases = [base.id for base in classes[name].bases if isinstance(base, ast.Name)]
    return next((_shows(base, classes) for base in bases if base in classes), Shows())


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
