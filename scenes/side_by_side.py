"""The same sweep in several networks, side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deconviz import contributions, sweep
from deconviz.experiment import Run
from deconviz.film import Film, Network, films
from deconviz.messages import UserError
from deconviz.mobjects.column import Column
from deconviz.mobjects.strips import title_strip
from deconviz.motion import at

Floats = NDArray[np.float64]

SECONDS = 6.6  # a component
SPREAD = [(0.4, 0.0), (1.4, 1.0), (5.2, 1.0), (6.0, 0.0)]  # how far the family is spread
PRESENCE = [(0.0, 0.0), (0.4, 1.0), (6.2, 1.0), (6.6, 0.0)]  # of what belongs to the component
BEGIN = 0.8  # into the first component, so that the first frame has something to show
CURVES = 11
COLUMNS = 3  # that there is room for
LEFT, RIGHT, GAP = 205.0, 1806.0, 66.0  # pixels
RANKED = 5.0  # times that one component's effect is larger than the next one's


class SideBySide(Film):
    """Each component in turn goes through its range, in all networks at once."""

    poster = 0.75

    def construct(self) -> None:
        """Take each component through its range and back."""
        self._check()
        self.limits = [sweep.limits(network.codes) for network in self.networks]  # each (C,)
        self.lowest = [sweep.lowest(network.codes) for network in self.networks]
        self.likely = [sweep.likely_code(network.codes) for network in self.networks]
        self.channels = len(self.limits[0])
        reaches = [self._reach(index) for index in range(len(self.networks))]
        self.columns = [
            self._column(index, network, max(reaches))
            for index, network in enumerate(self.networks)
        ]
        about = ["the same sweep in each network", "each component in its own range"]
        about.append(f"seed {self.network.model.seed}")
        self.add(title_strip(self._finding(), about, self.theme))
        self.add(*(column.still for column in self.columns))
        moving = [thing for column in self.columns for thing in column.moving]
        self.tell(moving, self._draw, SECONDS * self.channels)

    def facts(self) -> dict[str, Any]:
        """Return what each column shows."""
        return {"shown": [column.facts() for column in self.columns]}

    def _check(self) -> None:
        sizes = {network.filters.shape for network in self.networks}
        if len(self.networks) > COLUMNS or len(sizes) > 1:
            raise UserError(
                f"SideBySide shows up to {COLUMNS} networks of one size, not "
                f"{len(self.networks)} of {len(sizes)} sizes: choose others in "
                f"films.entries.{self.job.name}.variants of workflow/config.yaml"
            )

    def _column(self, index: int, network: Network, reach: float) -> Column:
        width = (RIGHT - LEFT - GAP * (COLUMNS - 1)) / COLUMNS
        left = LEFT + index * (width + GAP)
        return Column(
            left,
            left + width,
            name=network.variant,
            note=_noise(network.model.run),
            decoder=network.filters,
            encoder=network.model.encoder_kernels,
            bias=network.bias,
            reach=reach,
            theme=self.theme,
            first=index == 0,
        )

    def _finding(self) -> str:
        """Say that noise ranks the components where the pictures show it, and only there."""
        ranked = [self._is_ranked(index) for index in range(len(self.networks))]
        noisy = [bool(network.model.run.code_noise) for network in self.networks]
        if ranked == noisy and len(set(noisy)) == 2:
            return "Noise on the code ranks the components"
        return "What each component does to the output"

    def _is_ranked(self, index: int) -> bool:
        """Tell whether each component moves the output much more than the one before it."""
        ends = [self._family(index, component, 1.0)[[0, -1]] for component in range(self.channels)]
        network = self.networks[index]
        effects = [
            np.linalg.norm(np.diff(contributions.decode(codes, network.filters, 0.0), axis=0))
            for codes in ends
        ]
        pairs = pairwise(effects)
        return all(after > before for before, after in pairs) and (
            effects[-1] > RANKED * effects[0]
        )

    def _reach(self, index: int) -> float:
        shown = np.concatenate([self._family(index, c, 1.0) for c in range(self.channels)])
        network = self.networks[index]
        return float(np.abs(contributions.decode(shown, network.filters, network.bias)).max())

    def _draw(self, time: float) -> None:
        turn, moment = divmod(time + BEGIN, SECONDS)
        component = int(turn) % self.channels
        for index, column in enumerate(self.columns):
            code = self.likely[index].copy()  # (C,)
            ends = (of[index][component] for of in (self.lowest, self.likely, self.limits))
            code[component] = at(sweep.there_and_back(*ends), moment)
            family = self._family(index, component, at(SPREAD, moment))
            column.show(code, component, family, at(PRESENCE, moment))

    def _family(self, index: int, component: int, spread: float) -> Floats:
        """Return codes (CURVES, C) that are spread from the likely one over the range."""
        likely = self.likely[index]
        ends = np.linspace(self.lowest[index][component], self.limits[index][component], CURVES)
        rest = likely[component]
        return sweep.family(likely, component, rest + spread * (ends - rest))


def _noise(run: Run) -> str:
    heard = ["code"] * any(run.code_noise) + ["input"] * bool(run.input_noise)
    return f"{' and '.join(heard)} noise" if heard else "no noise"


globals().update(films(SideBySide))
