"""What a build says: plain lines on screen, while Snakemake's own words go to its log."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from deconviz.look.wording import duration, quantity, rough_duration
from deconviz.paths import RESULTS, STATE
from deconviz.pipeline.plan import Job, Plan, every_job
from deconviz.pipeline.refusals import DISK_IS_FULL, refusal
from deconviz.pipeline.screen import Screen
from deconviz.pipeline.times import Times

LOGGER = "snakemake.logging"
ON_SCREEN = "DefaultStreamHandler"  # what Snakemake calls its own voice
TIMES = STATE / "times.json"
FULL = 2**20  # bytes that are left
LAST_LINES = 40  # of the log of a job that failed

# What Snakemake says without an event, and what else would say twice that a job has failed.
SHARED_DISK = "Assuming unrestricted shared filesystem usage"
NOTHING_TO_DO = "Nothing to be done"
DRY_RUN = "This was a dry-run"
INTERRUPTED = "Terminating processes on user request"
FINISHING = "Will exit after finishing currently running jobs"
FAILED = ("Exiting because a job execution failed", "WorkflowError:\nAt least one job did not")
JOB_ENDED = "RuleException:\nCalledProcessError"
END = re.compile(r"died with <Signals\.\w+: (?P<signal>\d+)>|non-zero exit status (?P<status>\d+)")


class Voice(logging.Handler):
    """Says what a build does; before a build, and for other commands, Snakemake speaks itself.

    Parameters
    ----------
    screen
        Where to.
    jobs
        Returns all jobs that belong to what was asked for, once they are known.
    times
        How long jobs take.
    targets
        Returns the names that stand for several files, such as films.
    dry
        Whether only to say what would be made.
    quiet
        Whether to say only what fails.
    """

    def __init__(
        self,
        screen: Screen,
        jobs: Callable[[], Sequence[Job]],
        times: Times,
        *,
        targets: Callable[[], Sequence[str]] = tuple,
        dry: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self.snakemake: logging.Handler = logging.NullHandler()
        self._screen, self._jobs, self._times = screen, jobs, times
        self._targets = targets
        self._dry, self._quiet = dry, quiet
        self._plan = Plan()
        self._started = 0.0
        self._cores = 1
        self._aim = "Done"
        self._running: dict[int, tuple[Job, float]] = {}  # since when
        self._ends: dict[int | None, re.Match[str]] = {}  # by thread: how its job ended
        self._failed: list[str] = []
        self._stopping = False
        self._interrupted = False  # jobs are too, and are not to blame
        self._answers: dict[str, Callable[[Any], None]] = {
            "resources_info": self._count_cores,
            "run_info": self._introduce,
            "job_info": self._begin,
            "job_finished": self._finish,
            "job_error": self._fail,
            "error": self._explain,
        }

    def emit(self, record: logging.LogRecord) -> None:
        """Say what a record of Snakemake's means for people, if anything."""
        event = getattr(record, "event", None)
        if event == "workflow_started":
            self._started = monotonic()
        elif self._started:
            self._answers.get(str(event), self._pass_on)(record)
        elif not record.getMessage().startswith(SHARED_DISK):
            self.snakemake.handle(record)

    def succeed(self) -> None:
        """Say that all is made, where it is, and how long it took."""
        if self._started:
            self._end()
            took = duration(monotonic() - self._started)
            self._remark(f"{self._aim} (in {took})", *self._plan.places())

    def give_up(self, logs: Sequence[str]) -> None:
        """Say that not all is made, and how to go on.

        Parameters
        ----------
        logs
            Snakemake's own.
        """
        if not self._started:
            return
        self._end()
        if self._failed:
            self._screen.say("", f"{quantity(len(self._failed), 'job')} failed; see above:")
            self._screen.say(*(f"  {label}" for label in self._failed))
            self._screen.say(*(f"Snakemake's own log: {os.path.relpath(log)}" for log in logs))
        if any(_is_full(folder) for folder in (Path(), RESULTS)):
            self._screen.say(DISK_IS_FULL)
        self._screen.say("What is finished is kept: the same command goes on from there.")

    def _count_cores(self, record: Any) -> None:
        given = getattr(record, "cores", None) or getattr(record, "nodes", None)
        self._cores = given or self._cores

    def _introduce(self, _: Any) -> None:
        if self._plan.jobs:  # a dry run ends with the same record
            return
        self._plan = Plan(self._jobs())
        if self._dry:
            self._screen.say("To make:", *self._plan.listing())
        elif not self._quiet:
            self._screen.say(f"To make: {self._plan.summary()}")
            self._screen.start_bar(len(self._plan.needed), self._describe)

    def _begin(self, record: Any) -> None:
        job = None if self._dry else self._plan.begin(record.jobid)
        if job:
            self._running[job.id] = job, monotonic()
        elif record.rule_msg:
            self._aim = record.rule_msg

    def _finish(self, record: Any) -> None:
        if record.job_id not in self._running:
            return
        job, since = self._running.pop(record.job_id)
        self._times.add(job, monotonic() - since)
        left = "" if self._screen.has_bar else self._all_left()
        took = duration(monotonic() - since)
        self._remark(f"{self._plan.label(job)}, done in {took}{left}")
        self._screen.advance()

    def _fail(self, record: Any) -> None:
        job, _ = self._running.pop(record.jobid, (None, 0.0))
        end = self._ends.pop(record.thread, None)
        if self._interrupted or _signal(end) == signal.SIGINT:
            return
        label = self._plan.label(job) if job else record.rule_name
        self._failed.append(label)
        self._screen.say("", f"Failed: {label}")
        if record.rule_msg:  # what an executor says of it
            self._screen.say(record.rule_msg)
        for log in map(Path, record.log):
            with suppress(OSError):  # a full disk takes no words either
                _complete(log, end)
            self._screen.say(*_last_lines(log), f"(from {log})")

    def _explain(self, record: Any) -> None:
        text = record.getMessage()
        end = END.search(text)
        if answer := refusal(text, self._targets()):
            self._screen.say(answer)
        elif end and text.startswith(JOB_ENDED):  # the job's own record follows, from this thread
            self._ends[record.thread] = end
        elif not text.startswith(FAILED):
            self._screen.say(text)

    def _pass_on(self, record: Any) -> None:
        text = record.getMessage()
        if text.startswith(NOTHING_TO_DO):
            self._remark("Nothing to do: everything is up to date")
        elif text.startswith(DRY_RUN):
            self._screen.say("This was a dry run: nothing has been made")
        elif text.startswith((INTERRUPTED, FINISHING)):
            self._interrupted = text.startswith(INTERRUPTED)
            self._stop()
        elif record.module == "conda" or (
            record.levelno >= logging.WARNING and not text.startswith(FAILED)
        ):
            self._screen.say(text)

    def _stop(self) -> None:
        if not self._stopping:  # Snakemake says it again after each job
            self._screen.say("Stopping: waiting for the jobs at work to end")
        self._stopping = True

    def _remark(self, *lines: str) -> None:
        if not self._quiet:
            self._screen.say(*lines)

    def _end(self) -> None:
        self._screen.end_bar()
        self._times.save()

    def _describe(self) -> str:
        now = monotonic()
        parts = []
        for job, since in list(self._running.values()):
            left = self._times.left(job, now - since)
            parts.append(
                self._plan.label(job) + (f", about {rough_duration(left)} left" if left else "")
            )
        return " | ".join(parts) + self._all_left()

    def _all_left(self) -> str:
        """Say how long all that is left takes, if that can be known."""
        now = monotonic()
        running = [(job, now - since) for job, since in list(self._running.values())]
        left = self._times.all_left(running, self._plan.waiting, self._cores)
        return f"; all in about {rough_duration(left)}" if left else ""


def take_over(workflow: Any) -> Voice:
    """Let a build speak plainly, unless Snakemake was asked for details of its own.

    Parameters
    ----------
    workflow
        Snakemake's.
    """
    settings = workflow.output_settings
    quiet = {str(what).upper().rpartition(".")[2] for what in settings.quiet or ()}
    voice = Voice(
        Screen(sys.stdout if settings.dryrun else sys.stderr),
        lambda: every_job(workflow),
        Times(TIMES),
        targets=lambda: [rule.name for rule in workflow.rules if not rule.output],
        dry=settings.dryrun,
        quiet=bool(quiet & {"PROGRESS", "RULES", "ALL"}),
    )
    logging.raiseExceptions = False  # a log that a full disk cannot take is left out
    logger = logging.getLogger(LOGGER)
    details = settings.verbose or settings.debug_dag or settings.printshellcmds
    for original in [handler for handler in logger.handlers if handler.name == ON_SCREEN]:
        if workflow.is_main_process and not details:
            logger.removeHandler(original)
            voice.snakemake = original
            logger.addHandler(voice)
    return voice


def _is_full(folder: Path) -> bool:
    return folder.exists() and shutil.disk_usage(folder).free < FULL


def _signal(end: re.Match[str] | None) -> int | None:
    """Return the signal that ended a job, if one did; a shell adds 128 to it."""
    if end is None:
        return None
    if end["signal"]:
        return int(end["signal"])
    return int(end["status"]) - 128 if int(end["status"]) > 128 else None


def _complete(log: Path, end: re.Match[str] | None) -> None:
    """Add to a log what its job could not say itself: which signal killed it, or its status."""
    killer = _signal(end)
    if killer:
        words = f"killed by signal {killer} ({signal.Signals(killer).name})"
        words += ": perhaps the machine ran out of memory" if killer == signal.SIGKILL else ""
    elif end and not (log.is_file() and log.stat().st_size):
        words = f"ended with exit status {end['status']} before it could say why"
    else:
        return
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"{words}\n")


def _last_lines(log: Path) -> list[str]:
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    except OSError as error:
        return [f"{log}: cannot be read ({error.strerror})"]
