"""When what happens: each stamp is quicker than the one before, and so are the channels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from deconviz.films.mobjects.motion import ease

BEGIN = 0.6
# Of a stamp at full length: the ends of its parts. The kernel slides on, the scaled kernel grows,
# hangs, drops, and lies.
SLIDE, GROW, HANG, DROP, LIE = 0.4, 1.0, 1.3, 1.75, 1.9
PACES = (1.0, 0.75, 0.55, 0.4, 0.32)  # of each stamp; the last counts for all others
CUT_LINES, CUT = 0.5, 1.1  # after the last stamp: the lines are there, and what is cropped is gone
WHITEN, FLY, FILL = 0.6, 1.4, 1.9  # the sum is one piece, is on its card, and all cards are full
# Of a channel at full length: its bars leave the card, hang, drop, and lie.
LEAVE, HOVER, FALL, REST = 0.8, 1.0, 1.45, 1.6
CHANNEL_PACES = (1.0, 0.75)
SINK, RISE = 0.7, 1.3  # at the end: all that was added is gone, and the beginning is there
READ = 1.8  # the rest on the output and its numbers
SHORTEST = 9.0
FEW, CALM = 5, 1.5  # stamps, and how many times longer so few of them take
TURN_REST = 0.8  # on what one channel adds


@dataclass(frozen=True)
class Step:
    """What is at work: which stamp or channel, and how far it is in its own time."""

    number: int
    time: float

    def share(self, begin: float, end: float) -> float:
        """Ease from 0 at `begin` to 1 at `end` of a step at full length."""
        return ease((self.time - begin) / (end - begin))

    def fallen(self, begin: float, end: float) -> float:
        """Fall from 0 at `begin` to 1 at `end`: faster and faster."""
        return min(max((self.time - begin) / (end - begin), 0.0), 1.0) ** 2


@dataclass(frozen=True)
class StampTimes:
    """Moments in seconds.

    Attributes
    ----------
    stamps
        How many numbers stamp.
    is_cropped
        Whether something is cropped.
    channels
        How many parts the output has; 0 if the stamps are all of it.
    """

    stamps: int
    is_cropped: bool
    channels: int

    @cached_property
    def begins(self) -> list[float]:
        """When each stamp begins; the first needs no sliding."""
        begins, time = [], BEGIN - SLIDE * self._paces[0]
        for number in range(self.stamps):
            begins.append(time)
            time += LIE * _pace(number, self._paces)
        return begins

    @cached_property
    def _paces(self) -> tuple[float, ...]:
        """Of the stamps: a film of a few of them has time for each."""
        calm = CALM if self.stamps <= FEW and not self.channels else 1.0
        return tuple(calm * pace for pace in PACES)

    @cached_property
    def stamped(self) -> float:
        """When all stamps lie."""
        return self.begins[-1] + LIE * _pace(self.stamps - 1, self._paces)

    @cached_property
    def cropped(self) -> float:
        """When what is cropped is gone."""
        return self.stamped + (CUT if self.is_cropped else 0.0)

    @cached_property
    def turn(self) -> float:
        """When the second part begins, or the end."""
        return self.cropped + TURN_REST

    @cached_property
    def channel_begins(self) -> list[float]:
        """When each channel begins."""
        begins, time = [], self.turn + FILL
        for number in range(self.channels):
            begins.append(time)
            time += REST * _pace(number, CHANNEL_PACES)
        return begins

    @cached_property
    def added(self) -> float:
        """When all channels are added."""
        if not self.channels:
            return self.cropped
        return self.channel_begins[-1] + REST * _pace(self.channels - 1, CHANNEL_PACES)

    @cached_property
    def end(self) -> float:
        """When what was added begins to leave."""
        return max(self.added + READ, SHORTEST - RISE)

    @cached_property
    def seconds(self) -> float:
        """How long the film is: a whole number of frames at any rate."""
        return math.ceil((self.end + RISE) * 5) / 5

    def stamp(self, time: float) -> Step:
        """Return the stamp at work, and how far it is; before the first and after the last too."""
        return _step(self.begins, self._paces, time)

    def channel(self, time: float) -> Step:
        """Return the channel at work, as `stamp` does."""
        return _step(self.channel_begins, CHANNEL_PACES, time)


def _pace(number: int, paces: tuple[float, ...]) -> float:
    return paces[min(number, len(paces) - 1)]


def _step(begins: list[float], paces: tuple[float, ...], time: float) -> Step:
    number = max((n for n, begin in enumerate(begins) if begin <= time), default=0)
    return Step(number, (time - begins[number]) / _pace(number, paces))
