"""Names of files on their way, and whose they are: what a process that is gone left is deleted."""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PREFIX = ".unfinished-"
ENDED = ("Z", "X")  # states of processes, in proc(5)
OWNED = re.compile(rf"{re.escape(PREFIX)}(\w+)-(\d+)-(\d*)-")


@dataclass(frozen=True)
class Owner:
    """A process that is at work, or was.

    Attributes
    ----------
    machine
        Where it runs, in letters, digits and underscores.
    number
        Its process id there.
    birth
        When it began, in ticks since the machine was started: no clock that is set moves it, and no
        other process that gets the same number has it. Empty where the system does not tell.
    """

    machine: str
    number: int
    birth: str

    @classmethod
    def of_this_process(cls) -> Owner:
        """Return who is asking."""
        number = os.getpid()
        return cls(_machine(), number, _birth(number))

    @property
    def prefix(self) -> str:
        """What the names of its unfinished files begin with."""
        return f"{PREFIX}{self.machine}-{self.number}-{self.birth}-"

    @property
    def is_gone(self) -> bool:
        """Whether it is sure that it runs no more: of another machine that is never known."""
        if self.machine != _machine():
            return False
        try:
            os.kill(self.number, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass  # somebody else's, and alive
        return _birth(self.number) != self.birth


def sweep(places: Iterable[Path]) -> None:
    """Delete what processes that are gone have left unfinished, at any depth of folders.

    Others may be at work there: what has gone meanwhile, or cannot be deleted, is passed over.
    """
    for place in places:
        for name, folders, files in os.walk(place):
            folder = Path(name)
            for path in (folder / file for file in files if _is_left(file)):
                with suppress(OSError):
                    path.unlink()
            for path in (folder / inner for inner in folders if _is_left(inner)):
                shutil.rmtree(path, ignore_errors=True)


def may_be_on_its_way(name: str) -> bool:
    """Tell from the name of a file or a folder whether somebody may be at work on it."""
    owner = _owner_of(name)
    return owner is not None and not owner.is_gone


def _is_left(name: str) -> bool:
    owner = _owner_of(name)
    return owner is not None and owner.is_gone


def _owner_of(name: str) -> Owner | None:
    found = OWNED.match(name)
    return Owner(found[1], int(found[2]), found[3]) if found else None


def _machine() -> str:
    """Name this machine; a container on it has processes, and numbers, of its own."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        space = ""
    return re.sub(r"\W", "_", f"{platform.node()}_{re.sub(r'[^0-9]', '', space)}", flags=re.ASCII)


def _birth(number: int) -> str:
    """Return the ticks at which a process began; empty if it has ended, or nobody knows.

    One that has ended keeps its number until its parent asks for its status; some never do.
    """
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *fields = status.rpartition(")")[2].split()
    return "" if state in ENDED else fields[18]
