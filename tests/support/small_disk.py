"""A folder of a build on a disk of its own, which is full or read-only for a while."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from support.workspace import Result, Workspace

THEN = "--- and then ---"
TWICE = f"""
folder=$1 kept=$2 trouble=$3
shift 3
mkdir "$kept"
cp -a "$folder/." "$kept"
mount -t tmpfs -o size=1g none "$folder"
cp -a "$kept/." "$folder"
used=$(df -k --output=used "$folder" | tail -n 1)
mount -o "remount,$(eval "echo $trouble")" "$folder"
cd "$PWD" # which is on the disk now, if it is the folder
code=0
"$@" || code=$?
echo "{THEN}$code"
mount -o remount,rw,size=1g "$folder"
"$@"
rm -r "$kept" && mkdir "$kept"
cp -a "$folder/." "$kept"
"""
READ_ONLY = "ro"


@dataclass(frozen=True)
class Outcome:
    """How a command ended in trouble, and how after it."""

    in_trouble: Result
    after: Result


def with_room(kilobytes: int) -> str:
    """Return the trouble of a disk that has room for so much more."""
    return f"size=$((used + {kilobytes}))k"


def run_twice(workspace: Workspace, name: str, trouble: str, command: list[str]) -> Outcome:
    """Run a command in a workspace where a folder is in trouble, and once more when it is not.

    Parameters
    ----------
    workspace
        Where to run it.
    name
        The folder, from the workspace on; it is put on a disk and back.
    trouble
        `READ_ONLY`, or as `with_room` returns it.
    command
        What to run.
    """
    folder, kept = workspace.path(name), workspace.folder.with_name("kept")
    shell = ["sh", "-eu", "-c", TWICE, "sh", str(folder), str(kept), trouble]
    both = workspace.run("unshare", "--map-root-user", "--mount", *shell, *command)
    assert THEN in both.text, both.text
    shutil.rmtree(folder)
    kept.rename(folder)
    said, _, rest = both.text.partition(THEN)
    code, _, later = rest.partition("\n")
    return Outcome(Result(int(code), said), Result(both.code, later))
