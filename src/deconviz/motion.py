"""How values move over time: pure functions of the film's clock, in seconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def ease(share: float) -> float:
    """Start and stop gently: 0 to 0, 1 to 1, at rest at both ends."""
    inside = min(max(share, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def at(keys: Sequence[tuple[float, float]], time: float) -> float:
    """Read a value that eases from key to key.

    Parameters
    ----------
    keys
        (seconds, value), in the order of time; two keys of one value are a rest.
    time
        Seconds.

    Examples
    --------
    >>> at([(0, 1.0), (2, 3.0)], 1)
    2.0
    """
    after = bisect_right([moment for moment, _ in keys], time)
    if after == 0:
        return keys[0][1]
    if after == len(keys):
        return keys[-1][1]
    (begin, first), (end, last) = keys[after - 1], keys[after]
    return first + (last - first) * ease((time - begin) / (end - begin))
