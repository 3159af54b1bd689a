"""Which tests run which lines of a file, and how long each takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from coverage import Coverage

from .forks import answer


@dataclass(frozen=True)
class Record:
    """What was seen of tests.

    Attributes
    ----------
    seconds
        How long each test takes, by its name.
    tests
        The tests that run a line, by file and line.
    failed
        How many failed.
    """

    seconds: dict[str, float]
    tests: dict[str, dict[int, list[str]]]
    failed: int

    def of(self, path: Path, lines: range) -> list[str]:
        """Return the tests that run the lines, then the others in their files.

        What tests of a file prepare together counts as run by the first of them alone.
        """
        by_line = self.tests.get(str(path), {})
        return self._near_first({test for line in lines for test in by_line.get(line, [])} - {""})

    def of_file(self, path: Path) -> list[str]:
        """Return the tests that run any line of a file, then the others in their files.

        A test that reads a constant runs no line of the file that has it.
        """
        by_line = self.tests.get(str(path), {})
        return self._near_first({test for tests in by_line.values() for test in tests} - {""})

    def _near_first(self, near: set[str]) -> list[str]:
        files = {_file(test) for test in near}
        others = {test for test in self.seconds if _file(test) in files} - near
        return [*self._quick_first(near), *self._quick_first(others)]

    def _quick_first(self, tests: Iterable[str]) -> list[str]:
        """Order tests, with those of one file together, as they share what they prepare."""
        files: dict[str, float] = defaultdict(float)
        for test in tests:
            files[_file(test)] += self.seconds[test]
        return sorted(tests, key=lambda test: (files[_file(test)], _file(test), test))


class Recorder:
    """Tells the coverage which test is at work; a plugin of pytest."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Begin with a test."""
        self.coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long it took."""
        self.seconds[report.nodeid] += report.duration


def record(session: pytest.Session, files: list[Path]) -> Record:
    """Run tests, in a copy of this process, and say which run which lines of the files."""

    def run() -> Record:
        with TemporaryDirectory() as folder:
            include = [str(file) for file in files]
            coverage = Coverage(data_file=f"{folder}/data", include=include, config_file=False)
            recorder = Recorder(coverage)
            session.config.pluginmanager.register(recorder)
            coverage.start()
            run_items(session, session.items)
            coverage.stop()
            data = coverage.get_data()
            tests = {name: data.contexts_by_lineno(name) for name in data.measured_files()}
            return Record(dict(recorder.seconds), tests, session.testsfailed)

    return answer(run)


def run_items(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Run tests until one fails, if pytest is told to stop then."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            return


def _file(test: str) -> str:
    return test.split("::")[0]
