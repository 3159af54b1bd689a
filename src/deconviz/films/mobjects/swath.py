"""A pale area between two curves."""

from __future__ import annotations

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.band import points_between


class Swath(Tint):
    """What lies between two curves, tinted: where a family of curves can go."""

    def between(self, x: Floats, one: Floats, other: Floats) -> None:
        """Draw it from one curve to another, in pixels, arrays of shape (n,)."""
        self.points = points_between(x, one, other)
