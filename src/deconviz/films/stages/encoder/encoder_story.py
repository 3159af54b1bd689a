"""When what happens while an encoder multiplies, adds and squashes: shares of a film's clock."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.motion import ease
from deconviz.look.language import CAMERA, DROP, FADE, FOLLOWER, HOP, MOVE, RESULT_REST

WAIT = 0.5  # before the filter sets off
STEPS = 1.8  # when products begin
LONGEST, ALL = 1.2, 5.6  # seconds of a step, and of all steps
HOPPED, GROWN = 0.2, 0.15  # in a step: until its product grows, and how long it does
LANDED = HOPPED + GROWN + DROP
PAUSE = 0.1
# Of the sum: until the level reaches the bias, the bias is there, and the level meets the curve;
# the arrow arrives; the code number begins, and is there.
TO_BIAS, BIAS, TO_CURVE, ARRIVED, COUNTS, COUNTED = 0.3, 0.7, 1.3, 1.9, 1.7, 2.4
# Of making room: all sets off, numbers are below the stairs, all is in place.
MOVES, DOWN, SETTLED = 0.5, 0.7, 1.9
EVERY = 1.5  # from one of the others to the next
SQUASH = 0.5
# Of leaving: stairs have risen, the others are gone, the first is back, the activation is there.
RISE = 0.7
GO, BACK, LEFT = RISE + FADE, 1.7, 2.0


@dataclass(frozen=True)
class EncoderStory:
    """The clock of a story about one component at length, and some others at a glance.

    Attributes
    ----------
    columns
        Products of a component.
    others
        How many components follow the first.
    all_steps
        Seconds of all its products, at most.
    """

    columns: int
    others: int
    all_steps: float = ALL

    @property
    def step(self) -> float:
        """Seconds from one product to the next."""
        return min(LONGEST, self.all_steps / self.columns)

    @property
    def summed(self) -> float:
        """When the last product has landed."""
        return STEPS + (self.columns - 1) * self.step + LANDED + PAUSE

    @property
    def told(self) -> float:
        """When the first component has been told, and seen at rest."""
        return self.summed + COUNTED + RESULT_REST

    @property
    def leaves(self) -> float:
        """When all begins to leave as it came."""
        if not self.others:
            return self.told
        return self.begins(self.others - 1) + self.of_other + RESULT_REST

    @property
    def seconds(self) -> float:
        """How long it is: whole seconds, of which the last bit is like the beginning."""
        return float(math.ceil(round(self.left, 6)))

    @property
    def left(self) -> float:
        """When all is as in the beginning."""
        return self.leaves + LEFT

    @property
    def of_other(self) -> float:
        """How long one of the others takes."""
        return MOVE + HOP + GROWN + self.falls + FADE + SQUASH

    @property
    def falls(self) -> float:
        """How long the products of one of the others take to fall."""
        return DROP + self.follower * (self.columns - 1)

    @property
    def follower(self) -> float:
        """Seconds from one falling product to the next, of one of the others."""
        return min(FOLLOWER, 0.6 / self.columns)

    def begins(self, other: int) -> float:
        """Return when one of the others begins."""
        return self.told + SETTLED + EVERY * other

    def slid(self, time: float) -> float:
        """Return how far the first filter has come, 0 to 1."""
        return part(time, WAIT, MOVE) - part(time, self.leaves + RISE, MOVE)

    def products(self, time: float) -> tuple[Floats, Floats]:
        """Return how much of each product has grown and fallen, each (columns,)."""
        begins = STEPS + self.step * np.arange(self.columns, dtype=float) + HOPPED
        return self._rising(time, *_grow_and_fall(time, begins))

    def focus(self, time: float) -> tuple[float, float]:
        """Return the column that the focus is on, and how wide open it is, 0 to 1."""
        moment = (time - STEPS) / self.step
        column = int(np.clip(moment, 0, self.columns - 1))
        hop = 0.35 * self.step
        place = column if column == 0 else column - 1 + part(time, STEPS + column * self.step, hop)
        return place, part(time, STEPS, hop) - part(time, self.summed - PAUSE, hop)

    def along(self, time: float) -> tuple[float, float, float]:
        """Return how much there is of level, bias, and level after it; they leave at once."""
        since, gone = time - self.summed, 1 - part(time, self.told, FADE)
        shares = part(since, 0, TO_BIAS), part(since, TO_BIAS, BIAS - TO_BIAS)
        after = part(since, BIAS, TO_CURVE - BIAS)
        return shares[0] * gone, shares[1] * gone, after * gone

    def up(self, time: float) -> tuple[float, float]:
        """Return how much there is of the arrow to the code, and of the code."""
        since, gone = time - self.summed, 1 - part(time, self.told, FADE)
        arrow = part(since, TO_CURVE, ARRIVED - TO_CURVE)
        return arrow * gone, part(since, COUNTS, COUNTED - COUNTS) * gone

    def has_room(self, time: float) -> float:
        """Return how much of activation, card and names there is, 0 to 1: others take the room."""
        if not self.others:
            return 1.0
        return 1 - part(time, self.told, FADE) + part(time, self.left - FADE, FADE)

    def moved(self, time: float) -> float:
        """Return how far the first component has moved into its column, 0 to 1."""
        if not self.others:
            return 0.0
        there = part(time, self.told + MOVES, CAMERA)
        return there - part(time, self.leaves + GO, BACK - GO)

    def flown(self, time: float) -> tuple[float, float]:
        """Return how far numbers have gone down, and aside with their stairs, 0 to 1."""
        return part(time, self.told + FADE, DOWN - FADE), part(time, self.told + MOVES, CAMERA)

    def opened(self, time: float) -> float:
        """Return how far the others have come into their columns, 0 to 1: all at once."""
        return part(time, self.begins(0), MOVE)

    def stays(self, time: float) -> float:
        """Return how much of the others there is, 0 to 1: they go before the first grows."""
        return 1 - part(time, self.leaves + RISE, FADE)

    def slid_other(self, other: int, time: float) -> float:
        """Return how far its filter has come, 0 to 1."""
        return part(time, self.begins(other) + MOVE, HOP)

    def products_of_other(self, other: int, time: float) -> tuple[Floats, Floats]:
        """Return how much of each of its products has grown and fallen, each (columns,)."""
        begin = self.begins(other) + MOVE + HOP
        begins = begin + self.follower * np.arange(self.columns, dtype=float)
        return self._rising(time, *_grow_and_fall(time, begins))

    def shown(self, begin: float, time: float) -> float:
        """Return how much there is of a text that comes at `begin`, and leaves with all."""
        return part(time, begin, FADE) * (1 - part(time, self.leaves, FADE))

    def _rising(self, time: float, grown: Floats, fallen: Floats) -> tuple[Floats, Floats]:
        """Let products rise again in the end, when texts have gone, and shrink."""
        since = time - self.leaves
        left = 1 - part(since, FADE, RISE - FADE)
        return grown * (1 - part(since, RISE - 0.1, 0.2)), fallen * left


def part(time: float, begin: float, length: float) -> float:
    """Return how much of a part of the story is over, 0 to 1, eased."""
    return ease((time - begin) / length)


def _grow_and_fall(time: float, begins: Floats) -> tuple[Floats, Floats]:
    grown = np.clip((time - begins) / GROWN, 0, 1)
    fallen = np.clip((time - begins - GROWN) / DROP, 0, 1) ** 2
    return grown, fallen
