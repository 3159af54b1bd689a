"""How values move over time: pure functions of the film's clock, in seconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from deconviz.films.mobjects.easing import smoothstep
from deconviz.look.language import FADE


def ease(share: float) -> float:
    """Start and stop gently: 0 to 0, 1 to 1, at rest before and after."""
    return smoothstep(min(max(share, 0.0), 1.0))


def between(time: float, begin: float, end: float) -> float:
    """Ease from 0 at `begin` to 1 at `end`."""
    return ease((time - begin) / (end - begin))


def during(time: float, begin: float, end: float, fading: float = FADE) -> float:
    """Come from `begin` on, and go from `end` on, each in the time of a fade: 0 to 1.

    Examples
    --------
    >>> during(0.5, 1, 2), during(1.5, 1, 2), during(2.5, 1, 2)
    (0.0, 1.0, 0.0)
    """
    return min(ease((time - begin) / fading), 1 - ease((time - end) / fading))


def at(keys: Sequence[tuple[float, float]], time: float) -> float:
    """Read a value that eases from key to key.

    Parameters
    ----------
    keys
        (seconds, value) in the order of time; the value rests between two keys with the same value.
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
