"""A workflow of a few lines that is run and talks like ours."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import termios
from pathlib import Path

from support.workspace import ROOT, Result, Workspace

HEAD = """
import sys
from pathlib import Path
from deconviz.pipeline import voice
from deconviz.provenance.repository import Repository

VOICE = voice.take_over(workflow)
sys.executable = "python"  # on PATH: Snakemake does not quote the name of a folder

onsuccess:
    VOICE.succeed()

onerror:
    VOICE.give_up(log)

wildcard_constraints:
    light="(-light)?",

def fingerprints(name):
    file = f"workflow/scripts/{name}.py"
    checked = "script()" in Path(file).read_text()
    return {file: Repository(Path(workflow.basedir)).fingerprint(file) if checked else ""}
"""
FILM = """
rule film:
    output: "films/{film}{light}.mp4"
    log: "logs/film-{film}{light}.log"
    message: "Filming {wildcards.film}"
    shell: "COMMAND"
"""
SCRIPT = """
rule figure:
    output: "figures/{figure}.pdf"
    log: "logs/{figure}.log"
    message: "Drawing {wildcards.figure}"
    params: fingerprints=lambda wildcards: fingerprints(wildcards.figure)
    script: "workflow/scripts/job.py"
"""


def films(command: str) -> str:
    """Return a rule that makes films with a shell command."""
    return FILM.replace("COMMAND", command)


def collect(*paths: str) -> str:
    """Return a rule that asks for files."""
    return f"""
rule all:
    default_target: True
    input: {list(paths)}
    message: "Everything is built: here"
"""


def workflow(folder: Path, *rules: str, **scripts: str) -> Workspace:
    """Write a workflow whose scripts are started as ours are."""
    started = folder / "workflow/scripts"
    started.mkdir(parents=True)
    shutil.copy(ROOT / "workflow/scripts/job.py", started)
    for name in ("profiles", "src"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in scripts.items():
        (started / f"{name}.py").write_text(text, encoding="utf-8")
    (folder / "Snakefile").write_text(HEAD + "".join(rules), encoding="utf-8")
    return Workspace(folder)


def in_a_terminal(workspace: Workspace, *command: str) -> Result:
    """Run a command in a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    with subprocess.Popen(
        command,
        cwd=workspace.folder,
        env=workspace.environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        text = b""
        while chunk := _read(ours):
            text += chunk
    os.close(ours)
    return Result(process.returncode, text.decode())


def _read(terminal: int) -> bytes:
    """Read what there is; at its end a terminal raises an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
