"""Components have their turns: each unfolds its outputs, leaves a bar, and goes through its range.

The one that moves the output most has the first turn. Before, the bars of the finished picture
sink; after, what the turns have left is folded up again, and the picture is finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis import code_paths
from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.films.mobjects.motion import at, between, during
from deconviz.look.language import FADE, MOVE, SWEEP

# Seconds: the finished picture rests, bars sink, turns, and the traces of outputs are folded up.
REST, BEGIN, END = 1.0, 1.8, 1.8
# Of a turn: its card lights up, outputs unfold, their widest column lights up, a copy of it
# becomes the bar, the number runs, and outputs become a trace.
WORK, UNFOLD, LIGHT, FLY, RUN, TURN = 0.5, 1.5, 2.0, 2.8, 2.8 + SWEEP, 3.2 + SWEEP

CURVES = 11  # outputs that unfold


@dataclass(frozen=True)
class Progress:
    """How far a component has come, each from 0 to 1.

    Attributes
    ----------
    work
        How much it is at work.
    unfolded
        How far its outputs are from the one at rest.
    lit
        How much their widest column is lit.
    flown
        How far a copy of the column is on its way to the bar.
    stands
        How much of the bar stands there.
    said
        How much of its number is there.
    traced
        How much the outputs have become a trace.
    """

    work: float
    unfolded: float
    lit: float
    flown: float
    stands: float
    said: float
    traced: float


@dataclass(frozen=True)
class Turns:
    """The turns of all components.

    Attributes
    ----------
    movement
        The ranges of the components, and how far each moves the output.
    rest
        The code from which each component starts, shape (C,).
    """

    movement: Movement
    rest: Floats

    @cached_property
    def order(self) -> list[int]:
        """The components in the order of their turns."""
        return self.movement.order

    @cached_property
    def end(self) -> float:
        """When the last turn is over, in seconds."""
        return round(BEGIN + TURN * len(self.order), 3)

    @cached_property
    def seconds(self) -> float:
        """How long all lasts."""
        return round(self.end + END, 3)

    def begin(self, component: int) -> float:
        """Return when a component's turn begins, in seconds."""
        return BEGIN + TURN * self.order.index(component)

    def whose(self, time: float) -> int | None:
        """Return which component has its turn, if any."""
        turn = int((time - BEGIN) // TURN)
        return self.order[turn] if 0 <= turn < len(self.order) else None

    def code(self, time: float) -> Floats:
        """Return the code at a moment, shape (C,)."""
        component, code = self.whose(time), self.rest.copy()
        if component is not None:
            ends = self.movement.low[component], self.movement.high[component]
            code[component] = at(_way(code[component], *ends), time - self.begin(component))
        return code

    def family(self, component: int) -> Floats:
        """Return codes over the whole range of a component, shape (CURVES, C)."""
        low, high = self.movement.low[component], self.movement.high[component]
        return code_paths.family(self.rest, component, np.linspace(low, high, CURVES))

    def progress(self, component: int, time: float) -> Progress:
        """Return how far a component has come at a moment."""
        moment = time - self.begin(component)
        traced = between(moment, RUN, TURN)
        sunk, folded = between(time, REST, BEGIN), between(time, self.end, self.end + MOVE)
        return Progress(
            work=during(moment, 0.0, RUN),
            unfolded=between(moment, WORK, UNFOLD) * (1 - folded),
            lit=between(moment, UNFOLD, LIGHT) * (1 - traced),
            flown=min(max((moment - LIGHT) / (FLY - LIGHT), 0.0), 1.0),
            stands=1 - sunk if time < BEGIN else float(moment >= FLY),
            said=1.0 if time < BEGIN else between(moment, FLY, FLY + FADE),
            traced=traced,
        )

    def clear(self, time: float) -> float:
        """Return how free the way of bars is from one that flies, 0 to 1."""
        component = self.whose(time)
        if component is None:
            return 1.0
        return 1 - during(time - self.begin(component), LIGHT - FADE, FLY)


def _way(rest: float, low: float, high: float) -> list[tuple[float, float]]:
    """Return the way of a number in its turn: from rest to the top, the bottom and back."""
    stops = np.array([rest, high, low, rest])
    lengths = np.abs(np.diff(stops))
    times = FLY + SWEEP * np.cumsum([0.0, *lengths]) / lengths.sum()
    return list(zip(times.tolist(), stops.tolist(), strict=True))
