"""What one component can make of the output: a family of curves, and its widest column."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line, Lines
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.swath import Swath
from deconviz.look.language import AXIS, BAR_RADIUS, EARLIER, FAMILY, in_film
from deconviz.look.theme import Theme, ThemeName

WASH, TRACE_WASH = 0.15, 0.07  # opacities of the area of a family, and of what remains of it
COLUMN = 0.42
LOWEST_COLUMN = 12.0  # pixels, so that its edge has room


class OutputRange(VGroup):
    """A family of outputs that unfolds from one of them, and leaves a trace.

    Parameters
    ----------
    axes
        The map to pixels.
    rest
        The output that they unfold from, shape (K,).
    outputs
        For codes evenly spread over the range of one component, shape (curves, K).
    column
        The point at which they reach farthest, and how wide that column is in pixels.
    component
        Counted from 0.
    theme, theme_name
        Colours, and the theme's name.

    Attributes
    ----------
    column
        Where the column is.
    """

    def __init__(
        self,
        axes: Axes,
        rest: Floats,
        outputs: Floats,
        column: tuple[int, float],
        component: int,
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        mark, point, width = in_film(theme.component(component)), *column
        self._axes, self._rest, self._outputs = axes, rest, outputs
        self._opacity = EARLIER[theme_name]
        self._swath = Swath(mark.colour)
        self._curves = Lines(mark.colour, FAMILY)
        self._edges = [Line(mark, FAMILY) for _ in (0, -1)]
        x, ends = float(axes.across(point)), axes.down(outputs[[0, -1], point])
        self.column = Box(x - width / 2, float(ends.min()), x + width / 2, float(ends.max()))
        seen = _at_least(self.column, LOWEST_COLUMN)
        tint = Tint(mark.colour, BAR_RADIUS)
        tint.draw([seen])
        self._column = VGroup(tint, Outline(seen, mark, AXIS, BAR_RADIUS))
        self._state = (-1.0, -1.0, -1.0)
        super().__init__(self._swath, self._curves, *self._edges, *self._column)

    def draw(self, unfolded: float, lit: float, traced: float) -> None:
        """Draw it.

        Parameters
        ----------
        unfolded
            How far the outputs are from the one at rest, 0 to 1.
        lit
            How much the column is lit, 0 to 1.
        traced
            How much the outputs have become a trace, 0 to 1.
        """
        if (unfolded, lit, traced) == self._state:
            return
        self._state = unfolded, lit, traced
        self._unfold(unfolded)
        fade(self._swath, WASH + traced * (TRACE_WASH - WASH))
        fade(self._curves, self._opacity * (1 - traced))
        for edge in self._edges:
            fade(edge, self._opacity * traced)
        tint, outline = self._column
        fade(tint, COLUMN * lit)
        fade(outline, lit)

    def values(self) -> Floats:
        """Read the outputs off the picture, shape (curves, K): none before they unfold."""
        pieces = to_pixels(self._curves.points)[:, 1].reshape(-1, len(self._rest) - 1, 4)
        heights = np.concatenate([pieces[..., 0], pieces[:, -1:, 3]], 1)  # (curves, K)
        return self._axes.values(heights)

    def _unfold(self, share: float) -> None:
        if share == 0:
            for part in (self._swath, self._curves, *self._edges):
                part.clear_points()
            return
        outputs = self._rest + share * (self._outputs - self._rest)  # (curves, K)
        x, y = self._axes.across(np.arange(len(self._rest), dtype=float)), self._axes.down(outputs)
        self._swath.between(x, y[0], y[-1])
        self._curves.draw(x, y)
        for edge, end in zip(self._edges, (y[0], y[-1]), strict=True):
            edge.draw(x, end)


def _at_least(box: Box, height: float) -> Box:
    """Return a box that is not lower than so many pixels, around the same middle."""
    more = max(height - box.height, 0) / 2
    return Box(box.left, box.top - more, box.right, box.bottom + more)
