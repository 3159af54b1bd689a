"""All lanes, what stands above them, and draws of noise that travel into them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.along_training import Moment
from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lane import Lane, lane_headings, lane_places
from deconviz.look.theme import Theme


class Lanes(VGroup):
    """A lane for each component.

    Parameters
    ----------
    noise
        Draws of the noise on each component, shape (n, C).
    spread
        Where across its lane each draw is, -1 to 1, shape (n,).
    points
        Of a filter.
    largest_error
        That bars have room for.
    theme
        Colours.

    Attributes
    ----------
    headings
        A name for each column.
    lanes
        One a component.
    """

    def __init__(
        self, noise: Floats, spread: Floats, points: int, largest_error: float, theme: Theme
    ) -> None:
        places, largest = lane_places(noise.shape[1]), float(np.abs(noise).max())
        self.headings = lane_headings(theme)
        self.lanes = [
            Lane(
                component, place, noise[:, component], largest, spread, points, largest_error,
                theme,
            )
            for component, place in enumerate(places)
        ]  # fmt: skip
        super().__init__(self.headings, *self.lanes)

    @property
    def rest(self) -> Floats:
        """Where the draws of noise belong, shape (C, n, 2)."""
        return np.stack([lane.rest for lane in self.lanes])

    def draw(self, moment: Moment, grown: float, said: float) -> None:
        """Draw the filters and errors of a moment of training.

        Parameters
        ----------
        moment
            Of training.
        grown, said
            How far filters and bars, and headings, have come, 0 to 1.
        """
        fade(self.headings, said)
        for lane, weights, error in zip(
            self.lanes, moment.filters, moment.errors.tolist(), strict=True
        ):
            lane.draw_filter(weights, grown)
            lane.draw_error(error, grown)

    def draw_noise(self, places: Floats, opacity: float) -> None:
        """Draw the draws of noise at places in pixels, shape (C, n, 2)."""
        for lane, its_places in zip(self.lanes, places, strict=True):
            lane.draw_noise(its_places if opacity > 0 else its_places[:0])
            fade(lane.dots, opacity)

    def put_discs(self, places: Sequence[tuple[float, float]], share: float) -> None:
        """Put discs so far from places in pixels, 0, to where they belong, 1."""
        for lane, (x, y) in zip(self.lanes, places, strict=True):
            lane.move_disc(x, y, share)
