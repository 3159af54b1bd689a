"""Where jobs work: the same environment on any machine, whatever its user's own is."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from deconviz.errors import UserError

FOREIGN = (
    *("PYTHON", "NUMBA_", "NPY_", "ATEN_", "TORCH_", "PYTORCH_"),
    *("OMP_", "MKL_", "OPENBLAS_", "KMP_"),
    *("MPL", "MATPLOTLIB", "XDG_", "FONTCONFIG_"),
    *("LC_", "LANG"),  # without a locale, Python takes UTF-8
)
"""How the variables begin that change what Python and its libraries do."""
THREADS = {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"}
"""Snakemake sets these itself, to the threads that a job asks for."""


def start(root: Path, workflow_folder: Path) -> str:
    """Prepare for jobs, or end with a few plain lines.

    Parameters
    ----------
    root
        The repository whose code the jobs run.
    workflow_folder
        The folder of the workflow that runs.

    Returns
    -------
    str
        What each job's shell does first: for ``shell.prefix`` of Snakemake.
    """
    try:
        _check(root, workflow_folder)
    except UserError as error:
        sys.exit(str(error))
    _name_interpreter()
    return shell_prefix(root, os.environ)


def shell_prefix(root: Path, names: Iterable[str]) -> str:
    """Return what each job's shell does first, for ``snakemake.shell.shell.prefix``.

    A shell does it, and not Snakemake's own process: in a conda environment only what is set
    after its activation holds, and Snakemake itself still needs the user's settings, to call
    conda or a cluster. Home is an empty folder, so that no settings, fonts or packages of the
    user's get in; what libraries cache there is kept from job to job.

    Parameters
    ----------
    root
        The repository whose code the jobs run.
    names
        The environment variables that are set now.
    """
    foreign = {name for name in names if name.startswith(FOREIGN) and name.isidentifier()}
    own = {
        "DECONVIZ_ROOT": str(root),
        "HOME": str(Path.cwd() / ".snakemake/home"),
        "PYTHONNOUSERSITE": "1",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "workflow/startup")]),
    }
    unset = "".join(f"unset {name}; " for name in sorted(foreign - THREADS))
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in own.items())
    prefix = f"set -euo pipefail; {unset}export {settings}; "
    return prefix.replace("{", "{{").replace("}", "}}")  # Snakemake formats it


def _name_interpreter() -> None:
    """Let jobs find this Python and its programs on PATH, and Snakemake call it by a safe name.

    Snakemake starts a script with ``sys.executable`` in a shell command, and does not quote it.
    """
    folder, name = os.path.split(sys.executable)
    os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])
    if shlex.quote(sys.executable) != sys.executable:
        sys.executable = name


def _check(root: Path, workflow_folder: Path) -> None:
    """Check that the repository lies where its jobs can work, and is the workflow that runs."""
    if os.pathsep in str(root):
        raise UserError(
            f"{root}: has a {os.pathsep} in its name, which separates folders in PATH: rename it"
        )
    if not workflow_folder.samefile(root):
        raise UserError(
            "deconviz cannot be a part of another workflow (module, include): "
            "it sets up jobs in its own way.\nTo use its results there, write a rule "
            f"that runs `snakemake --cores 2 -s {shlex.quote(str(root / 'Snakefile'))} models`"
        )
