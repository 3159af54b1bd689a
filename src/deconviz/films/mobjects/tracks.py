"""Where a shape is at each moment: at rest, or on its way to its next place."""

from __future__ import annotations

from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import FADE, MOVE

Place = Box | None
"""None is nowhere."""


class Track:
    """Places in turn.

    Parameters
    ----------
    start
        Where the shape is before its first move.
    """

    def __init__(self, start: Place) -> None:
        self._keys: list[tuple[float, float, Place]] = [(float("-inf"), 0.0, start)]
        self._carried: set[float] = set()

    def move(self, begin: float, place: Box, seconds: float = MOVE) -> Track:
        """Go to a place from `begin` on."""
        self._keys.append((begin, seconds, place))
        return self

    def carry(self, begin: float, place: Box, seconds: float = MOVE) -> Track:
        """Go to a place from `begin` on, and carry the number on it in sight."""
        self._carried.add(begin)
        return self.move(begin, place, seconds)

    def jump(self, time: float, place: Place) -> Track:
        """Be at a place, or nowhere, from a time on."""
        self._keys.append((time, 0.0, place))
        return self

    def at(self, time: float) -> Place:
        """Return the place at a time."""
        return self._after(self._number(time), time)

    def rest(self, time: float) -> float:
        """Return how much it rests: 0 on its way, 1 before and after, with short fades.

        What comes out of nowhere, or goes there, hides behind another shape at that end.
        """
        number = self._number(time)
        begin, seconds, _ = self._keys[number]
        if seconds == 0 or begin in self._carried:
            return 1.0
        half = min(FADE, seconds) / 2
        leaving = (begin + half - time) / half
        arriving = (time - begin - seconds + half) / half
        if self._keys[number - 1][:2] == (begin, 0.0):
            leaving = 0.0
        if self._goes_nowhere(number):
            arriving = 0.0
        return smoothstep(min(max(leaving, arriving, 0.0), 1.0))

    def _goes_nowhere(self, number: int) -> bool:
        if number + 1 == len(self._keys):
            return False
        begin, seconds, _ = self._keys[number]
        following, _, place = self._keys[number + 1]
        return place is None and following <= begin + seconds + 1e-9

    def _after(self, number: int, time: float) -> Place:
        """Return the place at a time, of the moves up to one."""
        begin, seconds, place = self._keys[number]
        if place is None or time >= begin + seconds:
            return place
        before = self._after(number - 1, begin)
        return place if before is None else between(before, place, (time - begin) / seconds)

    def _number(self, time: float) -> int:
        return max(n for n, (begin, _, _) in enumerate(self._keys) if begin <= time)


def between(one: Box, other: Box, share: float) -> Box:
    """Return a rectangle on the way from one to another, which starts and stops gently."""
    way = smoothstep(min(max(share, 0.0), 1.0))
    pairs = (
        (one.left, other.left), (one.top, other.top), (one.right, other.right),
        (one.bottom, other.bottom),
    )  # fmt: skip
    return Box(*(start + way * (end - start) for start, end in pairs))
