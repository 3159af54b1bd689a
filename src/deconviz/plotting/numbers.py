"""Numbers as figures write them: with a minus sign, not a hyphen, and never a minus zero."""

from __future__ import annotations

from collections.abc import Iterable

from deconviz.theme import MINUS


def number(value: float, decimals: int | None = None) -> str:
    """Write a number with so many decimals, or as short as it can be.

    Examples
    --------
    >>> number(-0.25), number(-0.25, 3), number(-0.0, 1)
    ('−0.25', '−0.250', '0.0')
    """
    places = "g" if decimals is None else f".{decimals}f"
    return f"{value:z{places}}".replace("-", MINUS)


def signed(value: float, decimals: int) -> str:
    """Write a number with its sign, whatever it is.

    Examples
    --------
    >>> signed(0.25, 2), signed(-0.25, 2)
    ('+0.25', '−0.25')
    """
    return f"{value:+z.{decimals}f}".replace("-", MINUS)


def listed(values: Iterable[float], decimals: int | None = None) -> str:
    """Write numbers with commas between them.

    Examples
    --------
    >>> listed([0, -0.1])
    '0, −0.1'
    """
    return ", ".join(number(value, decimals) for value in values)
