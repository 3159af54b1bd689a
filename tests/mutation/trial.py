"""Whether tests notice faults: each is tried in a process of its own.

A fault in a function is given to it once all tests are imported, which takes no time. Any other,
as in a constant, is there before anything is imported.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from .forks import passing
from .functions import functions_of, give_code
from .mutants import Mutant
from .recorder import Record, record, run_items

EXAMPLES = 15
"""Of each property."""
PATIENCE = 20.0
"""Seconds of computing for any tests, besides four times what they take without a fault."""
Task = tuple[Callable[[], bool], float]


@dataclass(frozen=True)
class File:
    """A file with its faults."""

    path: Path
    name: str
    module: str
    mutants: list[Mutant]

    def line(self, mutant: Mutant) -> str:
        """Return a fault as it is listed."""
        return f"{self.name}:{mutant.lines.start}: {mutant.name}"


class FewExamples:
    """Hypothesis looks at few examples, and for no smaller ones; a plugin of pytest."""

    def pytest_collection(self) -> None:
        """Set it after the project's own settings, and before tests are imported."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "faults", settings(), phases=phases, database=None, max_examples=EXAMPLES
        )
        settings.load_profile("faults")


class InFunctions:
    """Gives functions their faults, with all tests imported; a plugin of pytest.

    After the run, ``missed`` has the numbers of the faults that no test noticed, by file.
    """

    def __init__(self, files: list[File], workers: int) -> None:
        self.files = files
        self.workers = workers
        self.record = Record({}, {}, 0)
        self.missed: list[list[int]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once as they are, then those of each fault."""
        self.record = record(session, [file.path for file in self.files])
        if self.record.failed or session.testsfailed:
            pytest.exit("these tests fail without any fault: mend them first", returncode=1)
        by_name = {item.nodeid: item for item in session.items}
        self.missed = [self._missed(session, by_name, file) for file in self.files]
        return True

    def _missed(
        self, session: pytest.Session, items: dict[str, pytest.Item], file: File
    ) -> list[int]:
        functions = functions_of(file.path)

        def task(number: int) -> Task:
            mutant = file.mutants[number]
            tests = self.record.of(file.path, mutant.lines)

            def passes() -> bool:
                give_code(functions, mutant.place, mutant.code)
                run_items(session, [items[test] for test in tests])
                return session.testsfailed == 0

            return passes, patience(self.record, tests)

        inside = [n for n, mutant in enumerate(file.mutants) if mutant.inside]
        missed = []
        for number in passing(inside, task, self.workers):
            print(file.line(file.mutants[number]), flush=True)
            missed.append(number)
        print(f"{file.name}: {len(missed)} of {len(inside)} faults missed", flush=True)
        return missed


class Loader(SourceFileLoader):
    """Gives a module other code than its file has."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - it has one
        """Return the code with the fault."""
        return self.code


@dataclass(frozen=True)
class Finder(MetaPathFinder):
    """Finds one module before anybody else does."""

    file: File
    code: CodeType

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return the module with the fault, and none for all others."""
        if name != self.file.module:
            return None
        loader = Loader(name, str(self.file.path), self.code)
        return importlib.util.spec_from_file_location(name, self.file.path, loader=loader)


def at_import(file: File, record: Record, arguments: list[str], workers: int) -> Iterator[Mutant]:
    """Yield the faults outside of functions that no test notices."""

    def task(mutant: Mutant) -> Task:
        tests = record.of_file(file.path)

        def passes() -> bool:
            sys.meta_path.insert(0, Finder(file, mutant.code))
            return pytest.main([*arguments, *tests], plugins=[FewExamples()]) == 0

        return passes, patience(record, tests)

    return passing([mutant for mutant in file.mutants if not mutant.inside], task, workers)


def patience(record: Record, tests: Iterable[str]) -> float:
    """Return after how many seconds of computing tests are given up."""
    return PATIENCE + 4 * sum(record.seconds[test] for test in tests)
