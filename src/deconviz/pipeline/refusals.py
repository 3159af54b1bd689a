"""What Snakemake says of a target that it cannot make, in a line for people."""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Sequence

NO_RULE = re.compile(r"MissingRuleException.*?No rule to produce (?P<target>.*?) \(if", re.DOTALL)
OURS = re.compile(r"\bUserError: (?P<says>.*?)(?=\n(?:Wildcards|Traceback):|\Z)", re.DOTALL)
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
    if not (found := NO_RULE.search(text)):
        return None
    target = found["target"]
    close = difflib.get_close_matches(target, targets, n=1)
    hint = f"did you mean {close[0]}?" if close else LISTS
    return f"{target:.200}: nothing makes it: {hint}"
