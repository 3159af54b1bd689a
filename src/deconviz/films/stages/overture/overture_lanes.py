"""Training in the overture: draws of noise run into lanes, and filters take their shape."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.along_training import AlongTraining, Moment
from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lane import DISC_AT
from deconviz.films.mobjects.lanes import Lanes
from deconviz.films.mobjects.motion import ease
from deconviz.films.stages.code_noise.noise_story import TRAIN, NoiseStory
from deconviz.look.language import FADE, HOP, MOVE
from deconviz.look.theme import Theme

# Seconds: noise comes; filters and errors; training begins; all but filters leaves; filters too.
BEGIN, FILTERS, LEARN, LEAVE, END = 36.1, 37.6, 40.2, 48.2, 49.0
FOLLOW = 0.5  # seconds from the first dot that travels to the last
NOISE = 0.1  # seconds after the discs: dots travel


class OvertureLanes(VGroup):
    """A lane for each component, along training.

    Parameters
    ----------
    training
        What filters and errors are at each step.
    draws
        Of the noise on each component, shape (n, C).
    scatter
        Where across its lane each draw is, -1 to 1, shape (n,).
    told
        When training passes.
    theme
        Colours.

    Attributes
    ----------
    lanes
        As in the film of noise on the code.
    moment
        Of training.
    """

    def __init__(
        self,
        training: AlongTraining,
        draws: Floats,
        scatter: Floats,
        told: NoiseStory,
        theme: Theme,
    ) -> None:
        self._training, self._told = training, told
        largest, points = float(training.errors.max()), training.filters.shape[2]
        self.lanes = Lanes(draws, scatter, points, largest, theme)
        self._late = np.linspace(0, FOLLOW, len(draws))  # (n,)
        self._from = np.array([[[DISC_AT, lane.place.y]] for lane in self.lanes.lanes])  # (C, 1, 2)
        self.moment = training.at(0.0)
        self.places = self._places_at(training.at(1.0))
        super().__init__(self.lanes)

    def draw(self, time: float) -> None:
        """Draw a moment of the film."""
        since = time - BEGIN
        here, leaves = ease(since / FADE), 1 - ease((time - LEAVE) / HOP)
        self.moment = self._training.at(self._told.training(time - later(self._told)))
        grown, said = ease((time - FILTERS) / MOVE), ease((time - FILTERS) / FADE)
        self.lanes.draw(self.moment, grown, min(said, leaves))
        fade(self.lanes.headings[0], min(here, leaves))
        for lane, error in zip(self.lanes.lanes, self.moment.errors.tolist(), strict=True):
            if time > LEAVE:
                lane.draw_error(error, grown * leaves)
            if time >= END:
                lane.draw_filter(self.moment.filters[0], 0.0)
            fade(lane.disc, min(here, leaves))
        there = smoothstep(np.clip((since - NOISE - self._late) / MOVE, 0, 1))[:, None]  # (n, 1)
        back = 1 - ease((time - LEAVE) / MOVE)
        places = self._from + back * there * (self.lanes.rest - self._from)  # (C, n, 2)
        is_out = since > NOISE and back > 0
        self.lanes.draw_noise(places, leaves if is_out else 0.0)

    def _places_at(self, moment: Moment) -> list[Floats]:
        """Return where the points of the filters are at a moment, each (K, 2)."""
        self.lanes.draw(moment, 1.0, 1.0)
        return [lane.filter_places() for lane in self.lanes.lanes]


def later(told: NoiseStory) -> float:
    """Return how many seconds later than in the film of noise training passes."""
    return LEARN - told.lanes - TRAIN
