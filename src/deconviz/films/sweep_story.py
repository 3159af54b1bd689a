"""A sweep as films tell it: one component at a time goes through its range and back.

Meanwhile a family of codes spreads over the whole range, and gathers again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis import code_paths
from deconviz.arrays import Floats
from deconviz.films.mobjects.motion import at

CURVES = 11  # codes of a family
# Seconds into a component's turn, and how far its family is spread:
SPREAD = [(0.4, 0.0), (1.4, 1.0), (5.2, 1.0), (6.0, 0.0)]


def turn(time: float, seconds: float, components: int) -> tuple[int, float]:
    """Return which component's turn it is, and for how many seconds it has been.

    After the last component comes the first again, so that a film ends as it begins.

    Parameters
    ----------
    time
        Seconds since the first turn began.
    seconds
        How long a turn lasts.
    components
        How many components a code has.
    """
    turns, moment = divmod(time, seconds)
    return int(turns) % components, moment


def spread(moment: float) -> float:
    """Return how far a family is spread at a moment of a turn, 0 to 1."""
    return at(SPREAD, moment)


def there_and_back(low: float, rest: float, high: float) -> list[tuple[float, float]]:
    """Return the keys of a component in its turn: up from rest, down, and back to rest.

    Returns
    -------
    list of (seconds, value)
        For `deconviz.films.mobjects.motion.at`.
    """
    up, down = [(2.4, high), (2.8, high)], [(4.2, low), (4.6, low)]
    return [(1.4, rest), *up, *down, (5.6, rest)]


@dataclass(frozen=True)
class Sweep:
    """The codes of one network's sweep.

    Attributes
    ----------
    low, high
        The range of each component, shape (C,).
    rest
        The code that the other components keep, shape (C,).
    """

    low: Floats
    high: Floats
    rest: Floats

    @classmethod
    def of(cls, codes: Floats) -> Sweep:
        """Take the range of real codes (N, C), and rest at a likely one."""
        return cls(
            code_paths.lowest(codes), code_paths.limits(codes), code_paths.likely_code(codes)
        )

    @property
    def components(self) -> int:
        """How many components a code has."""
        return len(self.rest)

    def code(self, component: int, moment: float) -> Floats:
        """Return the code at a moment of a component's turn, shape (C,)."""
        code = self.rest.copy()  # (C,)
        ends = self.low[component], self.rest[component], self.high[component]
        code[component] = at(there_and_back(*ends), moment)
        return code

    def family(self, component: int, share: float = 1.0) -> Floats:
        """Return codes (CURVES, C) spread over a share of a component's range."""
        rest = self.rest[component]
        ends = np.linspace(self.low[component], self.high[component], CURVES)  # (CURVES,)
        return code_paths.family(self.rest, component, rest + share * (ends - rest))

    def families(self) -> Floats:
        """Return the codes of all families, each over the whole range, shape (C * CURVES, C)."""
        return np.concatenate([self.family(component) for component in range(self.components)])
