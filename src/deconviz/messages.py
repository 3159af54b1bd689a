"""Errors that a user can cause, told in a few lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UserError(Exception):
    """Something a user can put right: the text says what is wrong, where, and what to do."""


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
