"""What can go wrong that is no bug: what a user can put right, and what a claim lacks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

MOST_PROBLEMS = 3


class UserError(Exception):
    """Something a user can put right: the text says what is wrong, where, and what to do."""


class MissingEvidenceError(Exception):
    """A claim cannot be decided with what the config trains: the text says what is missing."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which of `known` was probably meant, or list them all.

    Examples
    --------
    >>> nearest("epohcs", ["epochs", "batch"])
    ': did you mean epochs?'
    """
    choices = [str(name) for name in known]
    close = difflib.get_close_matches(word, choices, n=1)
    if close:
        return f": did you mean {close[0]}?"
    return f": use one of {', '.join(choices)}" if choices else ""


def not_usable(source: str, problems: Sequence[str]) -> UserError:
    """Say what is wrong with a config: the first problems, and how many more there are."""
    lines = [f"{source} is not usable:", *(f"  {problem}" for problem in problems[:MOST_PROBLEMS])]
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"  and {len(problems) - MOST_PROBLEMS} more")
    return UserError("\n".join(lines))
