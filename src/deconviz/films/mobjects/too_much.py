"""What is too much: pink areas crossed by falling stripes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.hatch import rising_lines
from deconviz.films.mobjects.lines import Polyline, bezier_points
from deconviz.films.mobjects.stage import Box, to_scene
from deconviz.look.language import BAR_RADIUS, STRIPE_EVERY, STRIPE_WIDTH, SURFACES
from deconviz.look.theme import Theme, ThemeName


class TooMuch(VGroup):
    """Areas that should not be there, many as one thing.

    Parameters
    ----------
    theme, name
        Colours, and the theme's name.
    """

    def __init__(self, theme: Theme, name: ThemeName) -> None:
        self._areas = Areas(SURFACES[name].wanted, BAR_RADIUS)
        self._stripes = Polyline(theme.background, STRIPE_WIDTH)
        super().__init__(self._areas, self._stripes)

    def draw(self, boxes: Sequence[Box]) -> None:
        """Draw rectangles; none clears the picture."""
        self._areas.draw(boxes)
        inset = STRIPE_WIDTH / np.sqrt(8)  # so that the ends of stripes stay inside
        mirrored = [
            Box(inset - box.right, box.top + inset, -box.left - inset, box.bottom - inset)
            for box in boxes
        ]
        lines = [rising_lines(box, STRIPE_EVERY) for box in mirrored]
        pieces = np.concatenate([np.empty((0, 2, 2)), *lines])  # (n, 2, 2)
        self._stripes.points = bezier_points(to_scene(-pieces[..., 0], pieces[..., 1]))
