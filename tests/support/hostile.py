"""Hostile input: words that would do something if they were executed, and a watch on what is."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deconviz.errors import UserError

SECONDS = 2.0  # of one processor
MOST_LINES = 8
LONGEST = 5000  # letters of an answer
STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"}
CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
}
IN_A_TREE = {"os.remove", "os.rmdir"}  # that `shutil.rmtree` deletes, with names of no place
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Bomb:
    """A pickle that makes a folder when it is executed."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return os.mkdir, (str(self.canary),)


def words(canary: Path) -> list[str]:
    """Return words that make the canary, leave ``results`` or are hard to read."""
    mkdir = f"__import__('os').mkdir('{canary}')"
    return [
        *(f"$(mkdir {canary})", f"`mkdir {canary}`", f"; mkdir {canary};", f"x | mkdir {canary}"),
        *(f"{{{mkdir}}}", f"?{mkdir}", f"{{{{ {mkdir} }}}}", f"lambda: {mkdir}"),
        *(f"!!python/object/apply:os.mkdir ['{canary}']", f"!!python/name:os.mkdir {canary}"),
        *(f"\\write18{{mkdir {canary}}}", "\\input{/etc/passwd}", "<script>alert(1)</script>"),
        *("../../escaped", "/tmp/../escaped", "results/../../escaped", "~nobody-at-all/x.pt"),
        *("{0.__class__.__mro__}", "{wildcards.film}", "{x", "%s%n%d", "$HOME", "*", "[", "a\nb"),
        *("\0", "\ud800", "\x1b[2J", "\u202e", "é" * 300, "a" * 40, "ab" * 3000, "A" * 40_000),
        *("con", "nan", "", " ", "-n", "--config", "011", "1e999", "9" * 5000, "1_0", "null"),
        *("!!binary aGk=", "&a [*a]", "<<: *a", "[" * 400, "{" * 400, "---\n...", "a: b: c", ".."),
    ]


def anything(words: list[str]) -> st.SearchStrategy[Any]:
    """Values of any kind, one in another, with some of these words."""
    said = st.sampled_from(words)
    leaves = said | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(said | st.text(max_size=9), inner, max_size=4)
        ),
        max_leaves=12,
    )


def damaged(content: bytes, other: bytes, draws: np.random.Generator) -> bytes:
    """Flip some bytes, cut the end off, or put a piece of another file in."""
    kind = draws.integers(4)
    start, end = sorted(draws.integers(len(content), size=2))
    if kind == 0:
        return content[:start] + other[start:end] + content[draws.integers(len(content)) :]
    if kind == 1:
        return content[: max(end, 1)]
    held = bytearray(content)
    for place in draws.integers(len(held), size=draws.integers(1, 8)):
        held[place] ^= 1 << draws.integers(8) if kind == 2 else draws.integers(1, 256)
    return bytes(held)


def bomb(canary: Path) -> bytes:
    """Return a pickle that makes the canary."""
    return pickle.dumps(Bomb(canary), protocol=2)


@dataclass
class Watch:
    """Everything that Python starts, writes or deletes while it is open."""

    is_open: bool = False
    started: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        sys.addaudithook(self._hear)

    @contextmanager
    def opened(self) -> Iterator[None]:
        self.is_open = True
        try:
            yield
        finally:
            self.is_open = False

    def _hear(self, event: str, details: tuple[Any, ...]) -> None:
        if not self.is_open:
            return
        if event in IN_A_TREE and details[1] != -1:
            return
        if event in STARTS:
            self.started.append(f"{event}: {details[:2]}")
        elif event in CHANGES or (event == "open" and _writes(details)):
            self.written.append(Path(os.fsdecode(details[0])).absolute())


def _writes(details: tuple[Any, ...]) -> bool:
    path, _, flags = details
    return isinstance(path, str | bytes | Path) and bool(flags & WRITING)


WATCH = Watch()
"""One for all tests, as no hook can be taken away."""


@dataclass
class Tally:
    """What was tried, and what must stay zero."""

    folder: Path
    seconds_of_work: float = 0.0  # for what is accepted, besides those for an answer
    tried: int = 0
    refused: int = 0
    tracebacks: list[str] = field(default_factory=list)
    executions: list[str] = field(default_factory=list)
    escapes: list[Path] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)

    @property
    def canary(self) -> Path:
        """What is there as soon as something is executed."""
        return self.folder / "canary"

    @property
    def results(self) -> Path:
        """Where files may be written."""
        return self.folder / "results"

    def attempt(self, work: Callable[[], Any]) -> str:
        """Try hostile input, and return what is said of it."""
        self.tried += 1
        said, allowed = "", SECONDS + self.seconds_of_work
        begin = time.process_time()
        try:
            with WATCH.opened():
                work()
        except (UserError, SystemExit) as error:
            self.refused += 1
            said, allowed = str(error), SECONDS
        except BaseException as error:
            self.tracebacks.append(repr(error)[:300])
            raise
        finally:
            self._count(time.process_time() - begin, allowed)
        assert len(said) < LONGEST
        assert len(said.splitlines()) <= MOST_LINES, said
        return said

    def _count(self, seconds: float, allowed: float) -> None:
        if seconds > allowed:
            self.slow.append(seconds)
        self.executions += WATCH.started + [str(path) for path in [self.canary] if path.exists()]
        self.escapes += [path for path in WATCH.written if not self._may_be_written(path)]
        WATCH.started.clear()
        WATCH.written.clear()

    def _may_be_written(self, path: Path) -> bool:
        return self.results in (path, *path.parents) or "__pycache__" in path.parts

    def check(self, what: str) -> None:
        """Say what was counted, and fail if anything is there that must not be."""
        print(
            f"\n{what}: {self.tried} tried, {self.refused} refused, "
            f"{len(self.tracebacks)} tracebacks, {len(self.executions)} executions, "
            f"{len(self.escapes)} escapes, {len(self.slow)} over {SECONDS:g} s",
            file=sys.__stderr__,
        )
        assert not self.tracebacks + self.executions
        assert not self.escapes
        assert not self.slow


def attempts(
    tally: Tally, values: st.SearchStrategy[Any], work: Callable[[Any], Any], count: int
) -> None:
    """Try so many values."""

    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(values)
    def each(value: Any) -> None:
        tally.attempt(lambda: work(value))

    each()
