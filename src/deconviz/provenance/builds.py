"""Builds at work in a folder: the lock of one that was killed is taken over by the next."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from deconviz.archive.files import read_json, write_json
from deconviz.archive.unfinished import Owner
from deconviz.errors import UserError

BUILDS = Path(".snakemake/deconviz-builds")
"""A file for each build at work; one that was killed leaves its own."""
LOCKS = Path(".snakemake/locks")
"""Where Snakemake writes what each build makes; it does not say which build that is."""


def enter(me: Owner | None = None) -> None:
    """Write down that a build is at work, and take the locks of those that are surely gone.

    They stay if any other build may be at work, here or on another machine, and if nobody knows
    whose they are: then Snakemake says so.

    Parameters
    ----------
    me
        The build; by default this process.
    """
    me = me or Owner.of_this_process()
    own = BUILDS / f"{me.machine}-{me.number}.json"
    others = {path: owner for path, owner in _builds() if path != own or owner != me}
    write_json(own, asdict(me))
    atexit.register(own.unlink, missing_ok=True)
    if others and all(owner is not None and owner.is_gone for owner in others.values()):
        for path in (*LOCKS.glob("*.lock"), *others.keys() - {own}):
            path.unlink(missing_ok=True)


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
            yield path, Owner(**read_json(path))
        except (UserError, TypeError):
            yield path, None
