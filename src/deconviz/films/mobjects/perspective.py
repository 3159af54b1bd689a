"""Perspective: curves of the past, which recede towards a horizon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes


@dataclass(frozen=True)
class Perspective:
    """How curves grow smaller with their distance.

    Attributes
    ----------
    front
        Of the nearest curve; points are 1 apart.
    middle, horizon
        Pixels: the point that all curves recede to.
    """

    front: Axes
    middle: float
    horizon: float

    def project(self, points: Floats, values: Floats, distances: Floats) -> Floats:
        """Return where curves are.

        Parameters
        ----------
        points
            Shape (n,).
        values
            Of each curve, shape (curves, n).
        distances
            Shape (curves,): 0 at the front; at 1, things have half their size.

        Returns
        -------
        array of shape (curves, n, 2)
            Pixels.
        """
        size = sizes(distances)[:, None]  # (curves, 1)
        x = self.middle + size * (self.front.across(points) - self.middle)  # (curves, n)
        y = self.horizon + size * (self.front.down(values) - self.horizon)  # (curves, n)
        return np.stack([x, y], 2)


def sizes(distances: Floats) -> Floats:
    """Return how large things are at distances, 1 at the front."""
    return np.asarray(1 / (1 + distances))
