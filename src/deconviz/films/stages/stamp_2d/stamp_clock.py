"""When what happens in Stamp2D."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.films.mobjects.motion import between
from deconviz.look.language import CAMERA, DROP, MOVE, RESULT_REST

START = 0.4
FIRST = 3.4  # seconds of the first stamp
SECOND, QUICKER, QUICKEST = 1.9, 0.82, 0.35  # of the second, and of each next over the one before
MANY = 6.0  # of all until a pile is looked at, at most
AFTER, REST_OF_ALL = 0.85, 3.4  # of the first after it, and of all after it at most
PILE = 4.0
CUT = 1.5
SHOWN = 1.8  # seconds of the output from above
SINK = 0.7

LEAVE, GROWN, ARRIVE, FALL, LANDED = 0.1, 0.22, 0.34, 0.82, 0.93  # of a stamp's time


@dataclass(frozen=True)
class StampTimes:
    """The moments of one stamp, in seconds."""

    begin: float
    leave: float
    grown: float
    arrive: float
    fall: float
    landed: float
    end: float


@dataclass(frozen=True)
class StampClock:
    """Moments of the film.

    Attributes
    ----------
    stamps
        How many there are.
    landed_before
        How many have landed when a pile is looked at.
    has_cut
        Whether padding cuts something off.
    """

    stamps: int
    landed_before: int
    has_cut: bool

    @cached_property
    def times(self) -> list[StampTimes]:
        """The moments of each stamp."""
        first = [FIRST, *_quicker(self.landed_before - 1, SECOND, MANY)]
        then = _quicker(self.stamps - self.landed_before, AFTER, REST_OF_ALL)
        begins = START + np.cumsum([0.0, *first, *then])  # (stamps + 1,)
        begins[self.landed_before :] += PILE
        return [
            _times(begin, seconds)
            for begin, seconds in zip(begins.tolist(), [*first, *then], strict=False)
        ]

    @property
    def pile(self) -> float:
        """When a pile is looked at."""
        return self.times[self.landed_before - 1].end

    @property
    def pile_end(self) -> float:
        """When it no longer is."""
        return self.pile + PILE

    @property
    def all_landed(self) -> float:
        """When the last stamp has landed."""
        return max(self.times[-1].end, self.pile_end)

    @property
    def tilt(self) -> float:
        """When the camera begins to rise."""
        return self.all_landed + (CUT if self.has_cut else 0.1)

    @property
    def above(self) -> float:
        """When it looks from above."""
        return self.tilt + CAMERA

    @property
    def back(self) -> float:
        """When it begins to come down again."""
        return self.above + SHOWN + RESULT_REST

    @property
    def sink(self) -> float:
        """When the piles begin to sink."""
        return self.back + CAMERA

    @property
    def seconds(self) -> float:
        """How long the film is, in tenths of a second."""
        return float(np.ceil((self.sink + SINK + 0.1) * 10) / 10)

    def landed(self, time: float) -> int:
        """Return how many stamps have landed."""
        return sum(bool(times.landed <= time) for times in self.times)

    def at_work(self, time: float) -> int | None:
        """Return which stamp is at work, if one is."""
        for place, times in enumerate(self.times):
            if times.begin <= time < times.landed:
                return place
        return None

    def tilted(self, time: float) -> float:
        """Return how far the camera has risen, 0 to 1."""
        return between(time, self.tilt, self.above) - between(time, self.back, self.sink)

    def cut(self, time: float) -> float:
        """Return how far what is cut off has gone, 0 to 1."""
        if not self.has_cut:
            return 0.0
        begin = self.all_landed + 0.5
        return between(time, begin, begin + MOVE) - between(time, self.sink, self.seconds - 0.1)

    def sunk(self, time: float) -> float:
        """Return how far the piles have sunk, 0 to 1."""
        return between(time, self.sink, self.seconds - 0.1)


def _times(begin: float, seconds: float) -> StampTimes:
    shares = (0.0, LEAVE, GROWN, ARRIVE, FALL, LANDED, 1.0)
    moments = [begin + share * seconds for share in shares]
    if seconds == FIRST:
        moments[5] = moments[4] + DROP
    return StampTimes(*moments)


def _quicker(count: int, first: float, most: float) -> list[float]:
    """Return the seconds of so many stamps, each quicker than the one before."""
    seconds = [max(first * QUICKER**place, QUICKEST) for place in range(count)]
    total = sum(seconds)
    return [one * min(most / total, 1.0) for one in seconds]
