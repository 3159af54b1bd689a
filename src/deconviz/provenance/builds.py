"""Builds at work in a folder: the lock of one that was killed is taken over by the next."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.archive.unfinished import Owner
from deconviz.paths import STATE

BUILDS = STATE / "builds"
"""A file for each build at work; one that was killed leaves its own."""
LOCKS = Path(".snakemake/locks")
"""Where Snakemake writes what each build makes; it does not say which build that is."""


def enter(me: Owner | None = None) -> None:
    """Write down that a build is at work, and delete the locks of those that are surely gone.

    They stay if any other build may be at work, here or on another machine, and if nobody knows
    whose they are: then Snakemake says so.

    Of two that begin at once at least one sees the other, as each writes itself down before it
    looks. And a lock that was there before that look is of a build that was written down by then.

    Parameters
    ----------
    me
        The build; by default this process.
    """
    me = me or Owner.of_this_process()
    own = record_of(me)
    write_json(own, asdict(me))
    atexit.register(own.absolute().unlink, missing_ok=True)
    locks = list(LOCKS.glob("*.lock"))
    others = {path: owner for path, owner in _builds() if path != own}
    if others and all(owner is not None and owner.is_gone for owner in others.values()):
        for path in (*locks, *others):
            path.unlink(missing_ok=True)


def record_of(build: Owner) -> Path:
    """Return the file of a build; no two have had the same."""
    return BUILDS / f"{build.machine}-{build.number}-{build.birth}.json"


def forget() -> None:
    """Forget all builds but those that are at work on this machine: for ``--unlock``."""
    here = Owner.of_this_process().machine
    for path, owner in _builds():
        if owner is None or owner.machine != here or owner.is_gone:
            path.unlink(missing_ok=True)


def _builds() -> Iterator[tuple[Path, Owner | None]]:
    """Yield the builds that have not ended as they should; None for one that cannot be read."""
    for path in BUILDS.glob("[!.]*.json"):
        try:
            yield path, Owner(**json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            yield path, None
