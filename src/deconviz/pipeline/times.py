"""How long jobs take: what is left is judged by what was, and not at all where nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from deconviz.archive.files import write_bytes
from deconviz.errors import UserError
from deconviz.pipeline.plan import Job

# Rules whose jobs take about as long as each other:
ALIKE = {"film", "layer_film", "transparent", "figure", "figure_on_request"}

SHORTEST = 0.3  # seconds; what takes less was not made, but touched


@dataclass
class Times:
    """How long jobs took, in this build and in earlier ones.

    Attributes
    ----------
    file
        Where the seconds of earlier builds are kept, by the message of the job.
    """

    file: Path
    _earlier: dict[str, float] = field(default_factory=dict, init=False)
    _now: list[tuple[Job, float]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._earlier = _load(self.file)

    def add(self, job: Job, seconds: float) -> None:
        """Note how long a job took that was not only touched."""
        if seconds >= SHORTEST:
            self._now.append((job, seconds))

    def expected(self, job: Job) -> float | None:
        """Return the seconds that a job will take, if that can be known."""
        alike = [seconds for other, seconds in self._now if other.rule == job.rule]
        if job.rule in ALIKE and alike:
            return mean(alike)
        return self._earlier.get(job.message)

    def left(self, job: Job, gone: float) -> float | None:
        """Return the seconds that a job still takes after some; None if it is overdue."""
        expected = self.expected(job)
        return None if expected is None or gone > expected else expected - gone

    def all_left(
        self, running: Iterable[tuple[Job, float]], waiting: Iterable[Job], cores: int
    ) -> float | None:
        """Return the seconds until all is done, if they are known of every job."""
        each = [self.left(*job) for job in running] + [self.expected(job) for job in waiting]
        known = [seconds for seconds in each if seconds is not None]
        if not known or len(known) < len(each):
            return None
        return max(sum(known) / cores, *known)

    def save(self) -> None:
        """Keep the seconds for the next build."""
        seconds = self._earlier | {job.message: round(took, 1) for job, took in self._now}
        try:
            write_bytes(self.file, json.dumps(seconds, indent=1).encode())
        except UserError:
            return  # estimates alone are lost


def _load(file: Path) -> dict[str, float]:
    """Read what earlier builds took; a file that cannot be read says nothing."""
    try:
        return {str(job): float(took) for job, took in json.loads(file.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
