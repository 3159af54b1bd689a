"""Numbers as figures and films write them: with a minus sign, not a hyphen, and no minus zero."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from deconviz.look.theme import MINUS

MOST_NAMED = 6
MOST_SHARE = 9.995
"""That `percent` writes out."""
COUNTS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
NICE = (1, 1.5, 2, 3, 4, 5, 8, 10)
MARKUP = re.compile(r"([\\*`|_])")


def number(value: float, decimals: int | None = None) -> str:
    """Write a number with so many decimals, or as short as it can be.

    Raises
    ------
    ValueError
        If it is NaN or infinite.

    Examples
    --------
    >>> number(-0.25), number(-0.25, 3), number(-0.0, 1)
    ('−0.25', '−0.250', '0.0')
    """
    places = "g" if decimals is None else f".{decimals}f"
    return f"{_shown(value):z{places}}".replace("-", MINUS)


def signed(value: float, decimals: int | None = None) -> str:
    """Write a number with its sign, with so many decimals or as short as it can be.

    Examples
    --------
    >>> signed(0.25, 2), signed(-0.25), signed(-0.0001, 3)
    ('+0.25', '−0.25', '+0.000')
    """
    places = "g" if decimals is None else f".{decimals}f"
    return f"{_shown(value):+z{places}}".replace("-", MINUS)


def percent(share: float) -> str:
    r"""Write a share in per cent, with a narrow space: one decimal below ten, and none of zero.

    Examples
    --------
    >>> percent(0.2234), percent(0.037), percent(0.0), percent(0.0002), percent(12)
    ('22\u202f%', '3.7\u202f%', '0\u202f%', '< 0.1\u202f%', '> 999\u202f%')
    """
    if share >= MOST_SHARE:  # infinity too: a range over a mean of 0
        text = "> 999"
    elif (value := 100 * _shown(share)) < 1e-9:
        text = "0"
    elif value < 0.05:
        text = "< 0.1"
    elif value < 9.95:
        text = f"{value:.1f}"
    else:
        text = f"{value:.0f}"
    return f"{text}\N{NARROW NO-BREAK SPACE}%"


def _shown(value: float) -> float:
    """Return a number that may be shown.

    Raises
    ------
    ValueError
        If it is NaN or infinite: whatever it stands for, it is none that was computed right.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number to show")
    return value


def thousands(count: int) -> str:
    r"""Write a count with narrow spaces that do not break between thousands.

    Examples
    --------
    >>> thousands(402), thousands(16384)
    ('402', '16\u202f384')
    """
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def nice_below(value: float) -> float:
    """Return the largest round number that is not above `value`, for a tick.

    Examples
    --------
    >>> nice_below(0.87), nice_below(0.3)
    (0.8, 0.3)
    """
    decade = 10.0 ** math.floor(math.log10(value))
    return max(float(f"{step * decade:.6g}") for step in NICE if step * decade <= value * 1.000001)


def number_list(values: Iterable[float], decimals: int | None = None) -> str:
    """Write numbers with commas between them.

    Examples
    --------
    >>> number_list([0, -0.1])
    '0, −0.1'
    """
    return ", ".join(number(value, decimals) for value in values)


def number_range(low: float, high: float, decimals: int | None = None) -> str:
    """Write a range, or one number if both ends read the same.

    Examples
    --------
    >>> number_range(0.681, 1.49, 2), number_range(0.5, 0.502, 2)
    ('0.68 to 1.49', '0.50')
    """
    return " to ".join(dict.fromkeys((number(low, decimals), number(high, decimals))))


def quantity(count: int, one: str, more: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> quantity(1, "window"), quantity(3, "window"), quantity(2, "bias", "biases")
    ('1 window', '3 windows', '2 biases')
    """
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def count_in_words(count: int) -> str:
    """Write a small count in letters, and a larger one in figures.

    Examples
    --------
    >>> count_in_words(10), count_in_words(25)
    ('ten', '25')
    """
    return COUNTS[count] if count < len(COUNTS) else str(count)


def duration(seconds: float) -> str:
    """Write how long something takes, in the two largest units.

    Examples
    --------
    >>> duration(0.4), duration(21.4), duration(380), duration(3900)
    ('1 s', '21 s', '6 min 20 s', '1 h 5 min')
    """
    whole = max(round(seconds), 1)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def file_size(size: int) -> str:
    r"""Write how large a file is, in units of a thousand and with a space that does not break.

    Examples
    --------
    >>> file_size(940), file_size(41_300), file_size(6_727_585), file_size(31_400_000)
    ('940\xa0B', '41\xa0kB', '6.7\xa0MB', '31\xa0MB')
    """
    for power, unit in enumerate(("B", "kB", "MB", "GB")):
        amount = size / 1000**power
        if amount < 999.5 or unit == "GB":
            break
    decimals = 1 if unit in ("MB", "GB") and amount < 9.95 else 0
    return f"{amount:.{decimals}f}\N{NO-BREAK SPACE}{unit}"


def rough_duration(seconds: float) -> str:
    """Write how long something will take about: no more digits than can be known.

    Examples
    --------
    >>> rough_duration(3), rough_duration(38), rough_duration(89), rough_duration(380)
    ('5 s', '40 s', '90 s', '6 min')
    """
    if seconds < 100:
        return f"{max(round(seconds / 5) * 5, 5)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"


def short_list(numbers: Sequence[int]) -> str:
    """List numbers; of many the first two and the last.

    Examples
    --------
    >>> short_list([0, 4, 8]), short_list(range(0, 400, 4))
    ('0, 4, 8', '0, 4, …, 396')
    """
    if len(numbers) > MOST_NAMED:
        return f"{numbers[0]}, {numbers[1]}, …, {numbers[-1]}"
    return ", ".join(map(str, numbers))


def rst_text(text: str) -> str:
    r"""Write text so that reStructuredText shows it as it is.

    Examples
    --------
    >>> print(rst_text("|cos| of filter_1 * 2"))
    \|cos\| of filter\_1 \* 2
    """
    return MARKUP.sub(r"\\\1", text)
