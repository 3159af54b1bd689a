"""What the list of all files for talks says of them that is known before they are made."""

from __future__ import annotations

import hashlib

from pydantic import Field

from deconviz.config.experiment import Seed, Strict, digest
from deconviz.config.talk import Credit


class Deliverable(Strict):
    """What one job makes."""

    rule: str
    """Of the workflow, by name."""
    settings: str
    """A hash of what the config says about it."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """Of the networks that it shows."""
    targets: tuple[str, ...] = Field(min_length=1, strict=False)
    """Its files and folders, as the workflow names them."""


class ManifestJob(Strict):
    """What the list depends on, besides the files."""

    credit: Credit
    """Whose work they are."""
    versions: dict[str, str]
    """Of Python and the packages that make them."""
    deliverables: tuple[Deliverable, ...] = Field(strict=False)
    """All of them, each job's once."""

    @property
    def targets(self) -> list[str]:
        """All files and folders."""
        return [target for deliverable in self.deliverables for target in deliverable.targets]


def settings_hash(*jobs: Strict) -> str:
    """Hash all that decides a deliverable: 16 hexadecimal digits."""
    return hashlib.sha256(" ".join(map(digest, jobs)).encode()).hexdigest()[:16]
