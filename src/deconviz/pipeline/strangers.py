"""Archives that Snakemake knows nothing of, and that are not those that the config asks for.

Snakemake takes a file without a record for a finished one: without this, results that were copied
from elsewhere would be shown as if they had been made here.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from pathlib import Path

from deconviz import paths
from deconviz.archive.files import write_json
from deconviz.archive.header import read_about
from deconviz.archive.made_by import MadeBy
from deconviz.config.jobs import EvidenceJob, Fingerprints, evidence_job, layer_job
from deconviz.config.schema import Config
from deconviz.errors import UserError

RECORDS = Path(".snakemake/metadata")
"""Where Snakemake keeps what it knows of each file."""
UNFINISHED = Path(".snakemake/incomplete")
"""Where Snakemake marks files that it has to make again."""


def disown_strangers(config: Config, fingerprints: Fingerprints) -> None:
    """Mark archives that were made elsewhere, and not as asked, as unfinished; and say so."""
    asked = [
        *_networks(evidence_job(config, fingerprints)),
        *_layers(config, fingerprints.layer),
        (Path(paths.UPSAMPLING), MadeBy(config.upsampling, fingerprints.upsampling)),
    ]
    found = [path for path, made_by in asked if _is_stranger(path, made_by)]
    for path in found:
        write_json(mark_of(path), {"external_jobid": None})
    if found:
        more = f" and {len(found) - 1} more" if found[1:] else ""
        print(
            f"{found[0]}{more}: made elsewhere, with other settings or other code than this "
            "repository's: to be made again",
            file=sys.stderr,
        )


def mark_of(path: Path) -> Path:
    """Return the file that marks another as one that Snakemake has to make again."""
    return UNFINISHED / _key(path)


def _networks(job: EvidenceJob) -> Iterator[tuple[Path, MadeBy]]:
    for variant, experiment in job.experiments.items():
        yield job.curves_of(variant), MadeBy(experiment.data, job.fingerprints.curves)
        trained = MadeBy(experiment, job.fingerprints.train)
        yield paths.history_path(variant), trained
        yield from ((paths.model_path(variant, seed), trained) for seed in job.seeds)


def _layers(config: Config, code: str) -> Iterator[tuple[Path, MadeBy]]:
    for name in config.layers:
        yield paths.layer_path(name), MadeBy(layer_job(config, name), code)


def _is_stranger(path: Path, made_by: MadeBy) -> bool:
    if not path.exists() or (RECORDS / _key(path)).exists():
        return False
    try:
        made_by.check(path, read_about(path))
    except UserError:
        return True
    return False


def _key(path: Path) -> str:
    """Return the name under which Snakemake keeps what it knows of a file."""
    return base64.urlsafe_b64encode(str(path).encode()).decode()
