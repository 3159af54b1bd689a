"""The same sweep in several networks, side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from deconviz.config.experiment import Experiment
from deconviz.films.film import Film, Subject, films
from deconviz.films.mobjects.network_column import NetworkColumn
from deconviz.films.mobjects.strips import title_strip
from deconviz.films.motion import at
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.sweep_story import Sweep, spread, turn

SECONDS = 6.6  # a component
# Opacity of what belongs to a component:
PRESENCE = [(0.0, 0.0), (0.4, 1.0), (6.2, 1.0), (6.6, 0.0)]
BEGIN = 0.8  # seconds into the first turn, so that the first frame has something to show
COLUMNS = 3  # that there is room for
LEFT, RIGHT, GAP = 205.0, 1806.0, 66.0  # pixels
LEAST_RATIO = 5.0  # of the last component's effect to the first's, if they are ranked


class SideBySide(Film):
    """Each component in turn goes through its range, in all networks at once."""

    shows = Shows(networks=(1, 3), one_size=True, letters=22)

    def construct(self) -> None:
        """Take each component through its range and back."""
        self.sweeps = [Sweep.of(subject.codes) for subject in self.subjects]
        self.components = self.sweeps[0].components
        reach = max(
            float(np.abs(subject.network.decode(sweep.families())).max())
            for subject, sweep in zip(self.subjects, self.sweeps, strict=True)
        )
        self.columns = [
            self._column(index, subject, reach) for index, subject in enumerate(self.subjects)
        ]
        about = ["the same sweep in each network", "each component in its own range"]
        about.append(f"seed {self.subject.model.seed}")
        self.add(title_strip(self._finding(), about, self.theme))
        self.add(*(column.still for column in self.columns))
        moving = [thing for column in self.columns for thing in column.moving]
        seconds, title = SECONDS * self.components, self._finding()
        beats = tuple(
            Beat(SECONDS * component, f"Component {component + 1} goes through its range.")
            for component in range(self.components)
        )
        self.tell(moving, self._draw, Story(title, title, title, beats, seconds, 0.75 * seconds))

    def facts(self) -> dict[str, Any]:
        """Return what each column shows."""
        return {"shown": [column.facts() for column in self.columns]}

    def _column(self, index: int, subject: Subject, reach: float) -> NetworkColumn:
        width = (RIGHT - LEFT - GAP * (COLUMNS - 1)) / COLUMNS
        left = LEFT + index * (width + GAP)
        return NetworkColumn(
            left,
            left + width,
            name=subject.variant,
            note=_noise(subject.model.experiment),
            network=subject.network,
            reach=reach,
            theme=self.theme,
            first=index == 0,
        )

    def _finding(self) -> str:
        """Say that noise ranks the components if the pictures show it, and only then."""
        pairs = zip(self.subjects, self.sweeps, strict=True)
        is_ranked = [_is_ranked(subject, sweep) for subject, sweep in pairs]
        has_noise = [bool(subject.model.experiment.code_noise) for subject in self.subjects]
        if is_ranked == has_noise and len(set(has_noise)) == 2:
            return "Noise on the code ranks the components"
        return "What each component does to the output"

    def _draw(self, time: float) -> None:
        component, moment = turn(time + BEGIN, SECONDS, self.components)
        for column, sweep in zip(self.columns, self.sweeps, strict=True):
            code, family = sweep.code(component, moment), sweep.family(component, spread(moment))
            column.show(code, component, family, at(PRESENCE, moment))


def _is_ranked(subject: Subject, sweep: Sweep) -> bool:
    """Tell whether each component moves the output more than the one before, the last by far."""
    effects = []
    for component in range(sweep.components):
        ends = sweep.family(component)[[0, -1]]  # (2, C)
        effects.append(np.linalg.norm(np.diff(subject.network.decode(ends), axis=0)))
    rises = all(after > before for before, after in pairwise(effects))
    return rises and bool(effects[-1] > LEAST_RATIO * effects[0])


def _noise(experiment: Experiment) -> str:
    places = ["code"] * any(experiment.code_noise) + ["input"] * bool(experiment.input_noise)
    return f"{' and '.join(places)} noise" if places else "no noise"


globals().update(films(SideBySide))
