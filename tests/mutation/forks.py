"""Processes that begin as a copy of this one, with all that it has imported."""

from __future__ import annotations

import os
import pickle
import resource
import traceback
from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import TypeVar

Answer = TypeVar("Answer")
Thing = TypeVar("Thing")


def answer(task: Callable[[], Answer]) -> Answer:
    """Return what a task returns in a copy of this process."""
    with TemporaryFile() as file:

        def run() -> bool:
            pickle.dump(task(), file)
            file.flush()
            return True

        if os.waitpid(_begin(run, 0), 0)[1] != 0:
            raise SystemExit(1)
        file.seek(0)
        loaded: Answer = pickle.load(file)
        return loaded


def passing(
    things: Iterable[Thing], task: Callable[[Thing], tuple[Callable[[], bool], float]], workers: int
) -> Iterator[Thing]:
    """Yield the things of which the task returns True in its seconds of computing.

    Parameters
    ----------
    things
        Each gets a copy of this process.
    task
        Returns what to do there, and after how many seconds of computing to give up.
    workers
        How many copies there are at a time.
    """
    running: dict[int, Thing] = {}
    for thing in things:
        if len(running) == workers:
            yield from _first_to_end(running)
        running[_begin(*task(thing), quiet=True)] = thing
    while running:
        yield from _first_to_end(running)


def _first_to_end(running: dict[int, Thing]) -> Iterator[Thing]:
    process, status = os.wait()
    thing = running.pop(process)
    if status == 0:
        yield thing


def _begin(task: Callable[[], bool], seconds: float, *, quiet: bool = False) -> int:
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        if quiet:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
        status = 0 if task() else 1
    except SystemExit:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
