"""What Snakemake says of a target that nothing makes, or nowhere, in a line for people."""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Sequence

NO_RULE = re.compile(r"MissingRuleException.*?No rule to produce (?P<target>.*?) \(if", re.DOTALL)
OURS = re.compile(r"\bUserError: (?P<says>.*?)(?=\n(?:Wildcards|Traceback):|\Z)", re.DOTALL)
NO_SPACE = re.compile(rf"\bOSError: \[Errno {errno.ENOSPC}\]")
NO_FOLDER = re.compile(
    r"Failed to create output directory (?P<folder>.*?)\.\n\w+: \[Errno \d+\] (?P<why>[^:\n]*)"
)
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
    if found := NO_FOLDER.search(text):
        return (
            f"{found['folder']}: cannot be made ({found['why']}): "
            "make the folder that it belongs in writable"
        )
    if not (found := NO_RULE.search(text)):
        return None
    target = found["target"]
    close = difflib.get_close_matches(target, targets, n=1)
    hint = f"did you mean {close[0]}?" if close else LISTS
    return f"{target:.200}: nothing makes it: {hint}"
