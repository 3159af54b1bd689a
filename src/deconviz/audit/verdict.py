"""A claim, the checks that decide it, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from deconviz.analysis.bootstrap import interval
from deconviz.arrays import Floats, Mask
from deconviz.audit.evidence import LEAST_SEEDS, Evidence
from deconviz.errors import MissingEvidenceError

Side = Literal["above", "below"]
Verdict = Literal["confirmed", "refuted", "mixed", "not decided"]

DIGITS = 6  # significant ones that are kept, so that no machine's rounding shows


@dataclass(frozen=True)
class Measured:
    """A figure over seeds.

    Attributes
    ----------
    name
        What was measured.
    value
        The median over seeds, unless `name` says otherwise.
    interval
        Bootstrap interval of `value` over seeds; None for what has no spread.
    seeds
        The value of each seed; empty for what only all have together.
    """

    name: str
    value: float
    interval: tuple[float, float] | None = None
    seeds: tuple[float, ...] = ()


@dataclass(frozen=True)
class Check:
    """One condition, and whether it holds.

    Attributes
    ----------
    rule
        The condition in words.
    measured
        What it is about.
    holds
        None if it holds for some seeds only, or if the interval lies on both sides of the limit.
    limit
        That the value has to pass; None for a condition of another kind.
    side
        On which side of the limit it has to be.
    """

    rule: str
    measured: Measured
    holds: bool | None
    limit: float | None = None
    side: Side | None = None


@dataclass(frozen=True)
class Finding:
    """What the examination of a claim brought.

    Attributes
    ----------
    checks
        They decide.
    context
        Other figures, to read them by.
    """

    checks: Sequence[Check]
    context: Sequence[Measured] = ()

    @property
    def unmeasured(self) -> str:
        """What is no number, such as a ratio of nothings; empty if all is one."""
        measured = [*(check.measured for check in self.checks), *self.context]
        limits = [check.limit for check in self.checks if check.limit is not None]
        names = (each.name for each in measured if not np.isfinite(_numbers(each)).all())
        return next(names, "" if np.isfinite(limits).all() else "a limit")


@dataclass(frozen=True)
class Question:
    """A claim to be examined.

    Attributes
    ----------
    id, statement
        What it is called, and what it says.
    figure
        Where it can be seen: the stem of a file in ``results/figures``.
    examine
        Holds it against the evidence; raises `LackingError` if that does not suffice.
    """

    id: str
    statement: str
    figure: str
    examine: Callable[[Evidence], Finding]


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict.

    Attributes
    ----------
    question
        What was examined.
    finding
        What came of it; without checks if it could not be examined.
    lacking
        Why no verdict is possible; empty if one is.
    """

    question: Question
    finding: Finding
    lacking: str = ""

    @property
    def verdict(self) -> Verdict:
        """Confirmed if all checks hold, refuted if none does in any seed, mixed otherwise."""
        if self.lacking:
            return "not decided"
        outcomes = {check.holds for check in self.finding.checks}
        if outcomes == {True}:
            return "confirmed"
        return "refuted" if outcomes == {False} else "mixed"

    @property
    def rule(self) -> str:
        """All conditions in one sentence."""
        conditions = "; ".join(check.rule for check in self.finding.checks)
        return f"Confirmed if all hold, refuted if none does, else mixed: {conditions}."

    def record(self) -> dict[str, Any]:
        """Return the claim as JSON has it."""
        return {
            "id": self.question.id,
            "statement": self.question.statement,
            "verdict": self.verdict,
            "rule": self.rule if self.finding.checks else "",
            "checks": [
                {
                    "rule": check.rule,
                    "holds": _outcome(check),
                    "limit": check.limit,
                    "side": check.side,
                    **_record(check.measured),
                }
                for check in self.finding.checks
            ],
            "context": [_record(measured) for measured in self.finding.context],
            "lacking": self.lacking,
            "figure": self.question.figure,
        }


def decide(question: Question, evidence: Evidence) -> Claim:
    """Examine a claim; with too few seeds, or without what it needs, it stays undecided."""
    try:
        with np.errstate(divide="ignore", invalid="ignore"):  # what comes of it is found below
            finding = question.examine(evidence)
    except MissingEvidenceError as lacking:
        return Claim(question, Finding(()), str(lacking))
    if name := finding.unmeasured:
        return Claim(question, Finding(()), f"{name}: divides by what is 0 in some seed")
    seeds = min(len(ensemble.seeds) for ensemble in evidence.variants.values())
    if seeds < LEAST_SEEDS:
        return Claim(question, finding, f"the rules ask for {LEAST_SEEDS} seeds, there are {seeds}")
    return Claim(question, finding)


def over_seeds(name: str, values: Floats) -> Measured:
    """Summarise one value a seed, shape (S,)."""
    low, high = interval(values, np.median)
    return Measured(
        name, float(np.median(values)), (float(low), float(high)), tuple(map(float, values))
    )


def every_seed_below(name: str, values: Floats, limit: float) -> Check:
    """Check that a value (S,) is below a limit for every seed."""
    return Check(
        f"{name} is below {limit:g} for every seed",
        over_seeds(name, values),
        _unanimous(values < limit),
        limit,
        "below",
    )


def every_seed_above(name: str, values: Floats, limit: float) -> Check:
    """Check that a value (S,) is above a limit for every seed."""
    return Check(
        f"{name} is above {limit:g} for every seed",
        over_seeds(name, values),
        _unanimous(values > limit),
        limit,
        "above",
    )


def interval_below(measured: Measured, limit: float) -> Check:
    """Check that an interval lies below a limit, all of it; a value without one stands for it."""
    low, high = measured.interval or (measured.value, measured.value)
    holds = True if high < limit else False if low >= limit else None
    return Check(f"{_which(measured)} is below {limit:g}", measured, holds, limit, "below")


def interval_above(measured: Measured, limit: float) -> Check:
    """Check that an interval lies above a limit, all of it; a value without one stands for it."""
    low, high = measured.interval or (measured.value, measured.value)
    holds = True if low > limit else False if high <= limit else None
    return Check(f"{_which(measured)} is above {limit:g}", measured, holds, limit, "above")


def _unanimous(holds: Mask) -> bool | None:
    return bool(holds[0]) if (holds == holds[0]).all() else None


def _which(measured: Measured) -> str:
    return f"the whole interval of {measured.name}" if measured.interval else measured.name


def _outcome(check: Check) -> str:
    return {True: "yes", False: "no", None: "in part"}[check.holds]


def _record(measured: Measured) -> dict[str, Any]:
    return {
        "name": measured.name,
        "value": _short(measured.value),
        "interval": measured.interval and [_short(end) for end in measured.interval],
        "seeds": [_short(value) for value in measured.seeds],
    }


def _numbers(measured: Measured) -> list[float]:
    return [measured.value, *(measured.interval or ()), *measured.seeds]


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
