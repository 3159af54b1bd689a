"""Counts and lists as captions say them."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 6


def counted(count: int, one: str, more: str = "") -> str:
    """Say how many there are.

    Examples
    --------
    >>> counted(1, "window"), counted(3, "window"), counted(2, "bias", "biases")
    ('1 window', '3 windows', '2 biases')
    """
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def abridged(numbers: Sequence[int]) -> str:
    """List numbers; of many the first two and the last.

    Examples
    --------
    >>> abridged([0, 4, 8]), abridged(range(0, 400, 4))
    ('0, 4, 8', '0, 4, …, 396')
    """
    if len(numbers) > MOST_NAMED:
        return f"{numbers[0]}, {numbers[1]}, …, {numbers[-1]}"
    return ", ".join(map(str, numbers))
