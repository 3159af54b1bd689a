"""What is said of each of Snakemake's log records."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deconviz.pipeline import voice
from deconviz.pipeline.plan import Job
from deconviz.pipeline.screen import Screen
from deconviz.pipeline.times import Times
from deconviz.pipeline.voice import Voice

FILMS = [
    Job(number, "film", {"film": name, "light": ""}, [f"films/{name}.mp4"], f"Filming {name}", True)
    for number, name in enumerate(["Rain", "Snow", "Hail"])
]


class Clock:
    """Time that passes when it is told to."""

    now = 1.0

    def __call__(self) -> float:
        return self.now


class Build:
    """A build that is told of by records, and what it has said."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.stream = io.StringIO()
        self.voice = Voice(Screen(self.stream), lambda: FILMS, Times(folder / "times"), **options)

    def record(self, text: str = "", level: int = logging.INFO, /, **details: Any) -> None:
        record = logging.LogRecord("snakemake", level, "workflow.py", 1, text, (), None)
        for name, value in details.items():
            setattr(record, name, value)
        self.voice.handle(record)

    def start(self) -> None:
        self.record(event="workflow_started")
        self.record(event="resources_info", cores=1)
        self.record(event="run_info")

    def begin(self, film: Job) -> None:
        self.record(event="job_info", jobid=film.id, rule_msg=film.message)

    def finish(self, film: Job) -> None:
        self.record(event="job_finished", job_id=film.id)

    def fail(self, film: Job, words: str, *logs: Path, message: str | None = None) -> None:
        self.record(words, logging.ERROR, event="error")
        error = {"event": "job_error", "rule_name": "film", "jobid": film.id}
        self.record("", logging.ERROR, **error, rule_msg=message, log=list(map(str, logs)))

    def said(self) -> list[str]:
        """What was said since this was last asked."""
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return text.splitlines()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(voice, "monotonic", clock)
    return clock


@pytest.fixture
def build(tmp_path: Path) -> Build:
    build = Build(tmp_path)
    build.start()
    assert build.said() == ["To make: 3 films"]
    return build


def test_the_time_left_is_said_once_it_is_known(build: Build, clock: Clock) -> None:
    for film in FILMS:
        build.begin(film)
        clock.now += 20
        build.finish(film)
    assert build.said() == [
        "film 1 of 3: Rain, done in 20 s; all in about 40 s",
        "film 2 of 3: Snow, done in 20 s; all in about 20 s",
        "film 3 of 3: Hail, done in 20 s",
    ]


def test_the_end_says_where_all_is_and_how_long_it_took(build: Build, clock: Clock) -> None:
    build.record(event="job_info", jobid=9, rule_msg="Everything is built: results")
    clock.now += 380
    build.voice.succeed()
    assert build.said() == ["Everything is built: results (in 6 min 20 s)", "  films: films"]


def test_before_a_build_snakemake_speaks_itself(tmp_path: Path) -> None:
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    build = Build(tmp_path)
    build.voice.snakemake = Ear()
    build.record("Unlocked working directory.")
    build.record("Assuming unrestricted shared filesystem usage.")
    build.voice.succeed()
    assert heard == ["Unlocked working directory."]
    assert build.said() == []


def test_of_snakemake_s_own_words_warnings_and_what_takes_long_are_passed_on(build: Build) -> None:
    build.record("Select jobs to execute...")
    build.record("Creating conda environment", module="conda")
    build.record("No solver", logging.WARNING)
    build.record("LockException: it is locked", logging.ERROR, event="error")
    assert build.said() == [
        "Creating conda environment",
        "No solver",
        "LockException: it is locked",
    ]


DIED = "RuleException:\nCalledProcessError in file x:\nCommand 'x' "


def test_a_command_that_fails_outside_of_jobs_is_passed_on(build: Build) -> None:
    words = "conda: returned non-zero exit status 1."
    build.record(words, logging.ERROR, event="error")
    assert build.said() == [words]


@pytest.mark.parametrize(
    "words", ["died with <Signals.SIGKILL: 9>.", "returned non-zero exit status 137."]
)
def test_a_killed_job_says_so_after_all_that_it_said_itself(
    build: Build, tmp_path: Path, words: str
) -> None:
    log = tmp_path / "x.log"
    log.write_text("step 3 of 10\n")
    build.begin(FILMS[0])
    build.fail(FILMS[0], DIED + words, log)
    killed = "killed by signal 9 (SIGKILL): perhaps the machine ran out of memory"
    expected = ["", "Failed: film 1 of 3: Rain", "step 3 of 10", killed, f"(from {log})"]
    assert build.said() == expected
    assert log.read_text() == f"step 3 of 10\n{killed}\n"


def test_a_job_that_was_interrupted_is_not_to_blame(build: Build, tmp_path: Path) -> None:
    build.begin(FILMS[0])
    build.fail(FILMS[0], DIED + "died with <Signals.SIGINT: 2>.", tmp_path / "x.log")
    assert build.said() == []


def test_of_a_long_log_the_end_is_shown(build: Build, tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_text("".join(f"line {number}\n" for number in range(100)))
    build.begin(FILMS[0])
    build.fail(FILMS[0], DIED + "returned non-zero exit status 1.", log)
    assert build.said()[2:-1] == [f"line {number}" for number in range(60, 100)]


def test_what_a_cluster_says_of_a_failed_job_is_shown(build: Build, tmp_path: Path) -> None:
    log = tmp_path / "slurm.log"
    build.begin(FILMS[0])
    build.fail(FILMS[0], "x", log, message="SLURM status is: OUT_OF_MEMORY")
    said = build.said()
    assert "SLURM status is: OUT_OF_MEMORY" in said
    assert f"{log}: cannot be read (No such file or directory)" in said


def test_each_failed_job_is_named_at_the_end(build: Build, tmp_path: Path) -> None:
    for film in FILMS[:2]:
        build.begin(film)
        build.fail(film, DIED + "returned non-zero exit status 1.", tmp_path / "x.log")
    build.said()
    build.voice.give_up([])
    assert build.said() == [
        "",
        "2 jobs failed; see above:",
        "  film 1 of 3: Rain",
        "  film 2 of 3: Snow",
        "What is finished is kept: the same command goes on from there.",
    ]


def silent(build: Build) -> None:
    build.begin(FILMS[0])
    build.finish(FILMS[0])
    build.voice.succeed()


def failing(build: Build) -> None:
    build.begin(FILMS[0])
    build.fail(FILMS[0], DIED + "returned non-zero exit status 1.", message="because")


@pytest.mark.parametrize(("course", "expected"), [(silent, False), (failing, True)])
def test_a_quiet_build_says_only_what_fails(
    tmp_path: Path, course: Callable[[Build], None], expected: bool
) -> None:
    build = Build(tmp_path, quiet=True)
    build.start()
    course(build)
    assert bool(build.said()) == expected
