"""What every script of the pipeline shares: its job, and plain messages for users."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deconviz.archive.files import verify_all
from deconviz.archive.records import record_of
from deconviz.errors import UserError
from deconviz.provenance.job import Job, check_code
from deconviz.provenance.repository import Repository


@contextmanager
def script() -> Iterator[Any]:
    """Run a script's body. What it prints is in its log: `workflow/scripts/job.py` sees to that.

    Of an error that the user can put right the log has the message alone; anything else is a bug
    of ours and keeps its traceback.

    Yields
    ------
    snakemake.iocontainers.Snakemake
        The job, a global variable that Snakemake writes above the script.
    """
    try:
        snakemake = vars(sys.modules["__main__"])["snakemake"]
        check_job(snakemake)
        check_inputs(snakemake.input)
        with Job().publishing():
            yield snakemake
    except UserError as error:
        sys.exit(str(error))


def check_job(snakemake: Any) -> None:
    """Check that what this process has imported is the code that the build asked for.

    Raises
    ------
    UserError
        If a file of it was edited since.
    """
    repository = Repository(Path(snakemake.scriptdir).resolve().parents[1])
    asked = {repository.root / file: of for file, of in snakemake.params.fingerprints.items()}
    check_code(repository.sources, asked)


def check_inputs(files: Iterable[str]) -> None:
    """Check all that a job reads from ``results`` against the SHA-256 on record.

    Raises
    ------
    UserError
        If a file is damaged, with the command that rebuilds it.
    """
    for path in map(Path, files):
        if record_of(path):
            verify_all(path)
