"""The list of all files for talks: what each is made of, and how to make it again.

It has no dates and no places of a machine: the same files have the same list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deconviz.archive.files import missing, sha256
from deconviz.config.manifest_job import Deliverable, ManifestJob


def manifest(job: ManifestJob, root: Path = Path()) -> dict[str, Any]:
    """List all files, relative to the folder that holds ``results``.

    Raises
    ------
    UserError
        If one is missing, with the command that builds it.
    """
    return {
        **job.credit.model_dump(mode="json"),
        "versions": job.versions,
        "deliverables": [_described(deliverable, root) for deliverable in job.deliverables],
    }


def _described(deliverable: Deliverable, root: Path) -> dict[str, Any]:
    return {
        "rule": deliverable.rule,
        "settings": deliverable.settings,
        "seeds": list(deliverable.seeds),
        "rebuild": f"./run -f {deliverable.targets[0]}",
        "files": [
            {
                "path": file.relative_to(root).as_posix(),
                "size": file.stat().st_size,
                "sha256": sha256(file),
            }
            for target in deliverable.targets
            for file in _files(root / target)
        ],
    }


def _files(target: Path) -> Iterator[Path]:
    """Yield a file, or all files in a folder."""
    if not target.exists():
        raise missing(target)
    if target.is_dir():
        yield from sorted(path for path in target.rglob("*") if path.is_file())
    else:
        yield target
