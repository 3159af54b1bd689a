"""Jobs that write down which files of their repository they open."""

from __future__ import annotations

import ast
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from support.workspace import Workspace

WATCH = """
import atexit
import os
import sys

_root = os.environ["DECONVIZ_ROOT"]
_opened = set()


def _watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        _opened.add(os.path.abspath(arguments[0]))


def _tell():
    log = os.path.basename(os.readlink("/proc/self/fd/1"))  # each job has a log of its own
    with open(os.path.join(_root, "watched", f"{log}.{os.getpid()}"), "w") as file:
        inside = (name for name in sorted(_opened) if name.startswith(_root))
        file.write("\\n".join(os.path.relpath(name, _root) for name in inside))


sys.addaudithook(_watch)
atexit.register(_tell)
"""
STARTUP = Path("workflow/startup/sitecustomize.py")
FOLDER = Path("watched")
NO_SOURCES = {"results", ".snakemake", FOLDER.name}


def watch(workspace: Workspace) -> None:
    """Let each job of a workspace write down what it opens."""
    workspace.path(FOLDER).mkdir()
    startup = workspace.path(STARTUP)
    startup.write_text(WATCH + startup.read_text(encoding="utf-8"), encoding="utf-8")


def opened(workspace: Workspace) -> Mapping[str, set[Path]]:
    """Return the sources that the jobs of each rule opened, relative to the repository."""
    rules = {
        Path(log).name: record["rule"] for record in _records(workspace) for log in record["log"]
    }
    found = defaultdict[str, set[Path]](set)
    for file in workspace.path(FOLDER).iterdir():
        sources = {_source(Path(name)) for name in file.read_text(encoding="utf-8").splitlines()}
        there = {name for name in sources if workspace.path(name).is_file()}  # still, and no folder
        found[rules[file.stem]] |= {name for name in there if _is_source(name)}
    return found


def named(workspace: Workspace) -> Mapping[str, set[Path]]:
    """Return the files on whose content the jobs of each rule depend, but for what they import."""
    found = defaultdict[str, set[Path]](set)
    for record in _records(workspace):
        found[record["rule"]] |= {*_in_parameters(record["params"]), *map(Path, record["input"])}
    return {rule: {file for file in files if _is_source(file)} for rule, files in found.items()}


def _in_parameters(parameters: Iterable[str]) -> Iterable[Path]:
    """Yield the files whose fingerprints, or whose settings, are parameters."""
    for parameter in map(ast.literal_eval, parameters):
        if isinstance(parameter, str) and parameter.endswith(".py"):
            yield Path(parameter)
        elif isinstance(parameter, dict):
            yield from (Path(name) for name in parameter if "/" in name or name == "CITATION.cff")
            if "video_encoder.options" in parameter:
                yield Path("manim.cfg")


def _records(workspace: Workspace) -> list[dict[str, Any]]:
    """Return what Snakemake keeps of each file that it made."""
    folder = workspace.path(".snakemake/metadata")
    return [json.loads(file.read_bytes()) for file in folder.rglob("*") if file.is_file()]


def _source(file: Path) -> Path:
    """Return the module that a compiled file is of, and any other file as it is."""
    return Path(importlib.util.source_from_cache(file)) if file.suffix == ".pyc" else file


def _is_source(file: Path) -> bool:
    return file.parts[0] not in NO_SOURCES and "__pycache__" not in file.parts
