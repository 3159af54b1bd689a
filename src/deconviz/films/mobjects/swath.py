"""A pale area between two curves."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.lines import bezier_points
from deconviz.films.mobjects.stage import to_scene


class Swath(Tint):
    """What lies between two curves, tinted: where a family of curves can go."""

    def between(self, x: Floats, one: Floats, other: Floats) -> None:
        """Draw it from one curve to another, in pixels, arrays of shape (n,)."""
        corners = to_scene(
            np.concatenate([x, x[::-1], x[:1]]), np.concatenate([one, other[::-1], one[:1]])
        )  # (2 n + 1, 3)
        self.points = bezier_points(np.stack([corners[:-1], corners[1:]], 1))
