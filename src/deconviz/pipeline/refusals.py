"""What Snakemake says of a target that it cannot make, in a line for people."""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Sequence

from deconviz.errors import in_one_line

NO_RULE = re.compile(r"MissingRuleException.*?No rule to produce (?P<target>.*?) \(if", re.DOTALL)
OURS = re.compile(r"\bUserError: (?P<says>.*?)(?=\n(?:Wildcards|Traceback):|\Z)", re.DOTALL)
PATTERN = re.compile(r"WorkflowError:\s*Target rules may not contain wildcards")
REPEATED = re.compile(
    r"PeriodicWildcardError.*?is periodically repeated \((?P<name>\S+)\)", re.DOTALL
)
NO_PATH = re.compile(r"\bValueError: no path specified")
NO_SPACE = re.compile(rf"\bOSError: \[Errno {errno.ENOSPC}\]")
DENIED = re.compile(r"\b\w*Error: \[Errno (?:1|13|30)\] (?P<why>[^:\n]*): '(?P<path>[^'\n]+)'")
DISK_IS_FULL = "The disk is full: free some space on it (df -h . results)"
LISTS = "`./run -n` lists what there is to make, and ./run --help what else there is"


def refusal(text: str, targets: Sequence[str]) -> str | None:
    """Return what an error before the first job means; None for one that is no user's.

    Parameters
    ----------
    text
        Snakemake's words.
    targets
        The names that stand for several files, such as films.
    """
    if ours := OURS.search(text):
        return ours["says"]
    if NO_SPACE.search(text):
        return DISK_IS_FULL
    if found := DENIED.search(text):
        return f"{found['path']}: is out of reach ({found['why']}): make it and its folder writable"
    if PATTERN.search(text):
        return f"this rule makes many files: name one of them, or all: {LISTS}"
    if NO_PATH.search(text):
        return f"a target is empty: leave it out: {LISTS}"
    if repeated := REPEATED.search(text):
        return f"{repeated['name']:.60}: there is nothing of this name: {LISTS}"
    if not (found := NO_RULE.search(text)):
        return None
    target = found["target"]
    close = difflib.get_close_matches(target, targets, n=1)
    hint = f"did you mean {close[0]}?" if close else LISTS
    return f"{in_one_line(target):.200}: nothing makes it: {hint}"
