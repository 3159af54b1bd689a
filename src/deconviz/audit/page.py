"""The audit as a page of Markdown, for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TITLE = "# The claims, and what the networks show"
HEAD = ("| | claim | verdict | figure |", "|---|---|---|---|")
CHECKS = ("| condition | value | interval | holds |", "|---|---|---|---|")
CONTEXT = ("| for context | value | interval |", "|---|---|---|")


def markdown(record: Mapping[str, Any]) -> str:
    """Write the page.

    Parameters
    ----------
    record
        As `deconviz.audit.questions.record` returns it.
    """
    claims = record["claims"]
    lines = [TITLE, "", record["about"], "", *HEAD, *map(_summary, claims)]
    for claim in claims:
        lines += ["", *_section(claim)]
    return "\n".join(lines) + "\n"


def number(value: float) -> str:
    """Write a number with three digits or more, a power of ten only where zeros would be many."""
    if 1000 <= abs(value) < 1_000_000:
        return f"{value:.0f}"
    return f"{value:#.3g}".rstrip(".")


def _summary(claim: Mapping[str, Any]) -> str:
    return f"| {claim['id']} | {claim['statement']} | {claim['verdict']} | {claim['figure']} |"


def _section(claim: Mapping[str, Any]) -> list[str]:
    lines = [f"## {claim['id']}: {claim['verdict']}", "", claim["statement"]]
    if claim["lacking"]:
        lines += ["", f"Not decided: {claim['lacking']}."]
    if claim["checks"]:
        lines += ["", *CHECKS, *map(_check, claim["checks"])]
    if claim["context"]:
        lines += ["", *CONTEXT, *map(_context, claim["context"])]
    return lines


def _check(check: Mapping[str, Any]) -> str:
    return f"| {_cell(check['rule'])} | {_figures(check)} | {check['holds']} |"


def _context(measured: Mapping[str, Any]) -> str:
    return f"| {_cell(measured['name'])} | {_figures(measured)} |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _figures(measured: Mapping[str, Any]) -> str:
    ends = measured["interval"]
    between = f"{number(ends[0])} to {number(ends[1])}" if ends else ""
    return f"{number(measured['value'])} | {between}"
