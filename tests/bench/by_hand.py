"""How long a draft by hand takes, from the command to the file."""

from __future__ import annotations

from statistics import median

from deconviz.config.file import load_config
from deconviz.films.scene_files import scene_file, scene_files
from support.workspace import Workspace

from .clones import run, say
from .report import Row

ROUNDS = 3
LONGEST = 6.0  # seconds that anyone should wait


def measure(clone: Workspace, films: list[str]) -> list[Row]:
    """Make drafts with the command that a user calls."""
    entries = load_config(clone.path("workflow/config.yaml")).films.entries
    files = scene_files(clone.path("scenes"))
    rows = []
    for film in films:
        say(f"Making a draft of {film} by hand, {ROUNDS} times")
        path = str(scene_file(entries[film].scene or film, files).path)
        command = ("manim", "--progress_bar", "none", "-ql", path, film)
        seconds = median(run(clone, *command).wall for _ in range(ROUNDS))
        rows.append(Row(f"{film}: a draft by hand", seconds, "s", at_most=LONGEST))
    return rows
