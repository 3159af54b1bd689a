"""What is said while components are switched off: as far as the errors bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis.switching_off import Losses
from deconviz.config.experiment import Experiment
from deconviz.look.wording import number

ONLY, MORE = 4.0, 1.25  # times: between errors of which one is much, and more, than the other
MUCH = 0.25  # of the spread of patches: an error that is much
HALF = 0.5  # of the other network's least error without a component: this one matters less
COUNTS = ("none", "one", "both", "all three", "all four", "all five", "all six")
SIDES = ("left", "right")
DECIMALS = 3


@dataclass(frozen=True)
class Words:
    """Titles and subtitles about two networks.

    Attributes
    ----------
    names
        Of the networks.
    experiments
        That they were trained with.
    losses
        Their errors.
    shown
        The components that are shown, counted from 0.
    """

    names: Sequence[str]
    experiments: Sequence[Experiment]
    losses: Sequence[Losses]
    shown: Sequence[int]

    @property
    def _channels(self) -> int:
        return len(self.losses[0].without)

    @property
    def _count(self) -> str:
        if self._channels == 1:
            return "component 1"
        if self._channels < len(COUNTS):
            return COUNTS[self._channels]
        return f"all {self._channels}"

    @property
    def remark(self) -> str:
        """What is said where there is no room for all components."""
        if len(self.shown) == self._channels:
            return ""
        return f"{len(self.shown)} of {self._channels} components"

    @property
    def error(self) -> tuple[str, str]:
        """What the error with all components on is called, alone and beside its number."""
        on = "with it on" if self._channels == 1 else "with all on"
        return f"error {on}", on

    @property
    def all_on(self) -> str:
        """The title while all components are on."""
        restores = [each.restores for each in self.losses]
        if all(restores):
            return f"With {self._count} on, both networks restore the curve"
        if any(restores):
            side = SIDES[restores.index(True)]
            return f"With {self._count} on, only the {side} one restores it"
        return f"With {self._count} on, neither restores the curve"

    @property
    def begins(self) -> str:
        """The first subtitle."""
        left, right = (number(each.all_on, DECIMALS) for each in self.losses)
        return f"With {self._count} on, the error is {left} left and {right} right."

    def off(self, component: int) -> str:
        """Return the title while a component is off."""
        errors = [float(each.without[component]) for each in self.losses]
        worse = SIDES[int(np.argmax(errors))]
        low, high = sorted(errors)
        begins = f"Component {component + 1} off:"
        if high >= ONLY * low and high >= MUCH * self.losses[0].spread:
            return f"{begins} only the {worse} network loses much"
        if high >= MORE * low:
            return f"{begins} the {worse} network loses more"
        return f"{begins} both networks lose alike"

    def step(self, component: int) -> str:
        """Return the subtitle while a component is off."""
        left, right = (number(float(each.without[component]), DECIMALS) for each in self.losses)
        return (
            f"{component + 1} off: its scaled filter is missing. Error: {left} left, {right} right."
        )

    @property
    def summary(self) -> str:
        """The title of the finished picture."""
        has_noise = [any(experiment.code_noise) for experiment in self.experiments]
        least = [float(each.without.min()) for each in self.losses]
        if has_noise == [False, True] and least[1] <= HALF * least[0] and self._channels > 1:
            other, cheapest = (int(each.without.argmin()) for each in self.losses)
            matters = "less" if other == cheapest else "least"
            return f"Noise on the code makes component {cheapest + 1} matter {matters}"
        return "What each network loses without a component"

    @property
    def finding(self) -> str:
        """One sentence with the errors of the component that counts least."""
        said = [
            f"{_rise(each.all_on, float(each.without.min()))} in the network {name}"
            for name, each in zip(self.names, self.losses, strict=True)
        ]
        return f"Without the component that matters least, the error rises {' and '.join(said)}."


def _rise(low: float, high: float) -> str:
    return f"from {number(low, DECIMALS)} to {number(high, DECIMALS)}"
