"""What can go wrong that is no bug: what a user can put right, and what a claim lacks."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable, Sequence

MOST_PROBLEMS = 3
LONGEST = 1000  # letters of one problem
MOST_NAMES = 40  # in one line
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxlong, _SHORT.maxother = 3, 64, 64, 64


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
    return f": use one of {one_of(choices)}" if choices else ""


def one_of(choices: Sequence[object]) -> str:
    """List what there is, as far as a line can hold it."""
    names = ", ".join(str(choice) for choice in choices[:MOST_NAMES])
    return f"{names} and {len(choices) - MOST_NAMES} more" if choices[MOST_NAMES:] else names


def shortly(value: object) -> str:
    """Write a value as Python has it, cut where it is long; what is deep in it is left out."""
    return f"{_SHORT.repr(value):.60}"


def not_usable(source: str, problems: Sequence[str]) -> UserError:
    """Say what is wrong with a config: the first problems, and how many more there are."""
    told = [f"  {in_one_line(problem):.{LONGEST}}" for problem in problems[:MOST_PROBLEMS]]
    lines = [f"{source} is not usable:", *told]
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"  and {len(problems) - MOST_PROBLEMS} more")
    return UserError("\n".join(lines))


def in_one_line(text: str) -> str:
    """Write letters that cannot be shown, line ends among them, as Python does."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
