"""An output on its axis, with earlier draws of it behind."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.draws import Draws
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AXIS, DRAWS, SUM, SUM_DOT
from deconviz.look.theme import Mark, Theme

BEYOND = 20.0  # of the zero line on either side


class OutputPanel(VGroup):
    """A curve in the colour of outputs, over a cloud of draws.

    Parameters
    ----------
    box
        Where on the stage.
    points
        Of an output.
    limits
        The lowest and the highest value.
    draws
        How many draws there may be.
    theme
        Colours.

    Attributes
    ----------
    axes
        The map to pixels.
    """

    def __init__(
        self, box: Box, points: int, limits: tuple[float, float], draws: int, theme: Theme
    ) -> None:
        self.axes = Axes(box, (0, points - 1), limits)
        dot = min(SUM_DOT, box.width / (points - 1) / 4)
        self._zero = Line(Mark(theme.muted), AXIS, round_ends=False)
        self._draws = Draws(self.axes, theme.foreground, draws)
        self._curve = Curve(self.axes, Mark(theme.foreground), SUM * dot / SUM_DOT, dot)
        super().__init__(self._zero, self._draws, self._curve)

    def draw(self, values: Floats, earlier: Floats, grown: float) -> None:
        """Draw an output (K,) and earlier ones (n, K), of which a share has grown, 0 to 1."""
        if grown <= 0:
            self._curve.hide()
            self._zero.clear_points()
            self._draws.draw(earlier[:0])
            return
        left, right = self.axes.box.left - BEYOND, self.axes.box.right + BEYOND
        y = float(self.axes.down(0.0))
        end = left + min(2 * grown, 1.0) * (right - left)  # ahead of the curve
        self._zero.draw(np.array([left, end]), np.full(2, y))
        self._curve.draw(grown * values)
        self._draws.draw(grown * earlier)
        fade(self._draws, DRAWS * grown)

    def values(self) -> Floats:
        """Read the output off the picture, shape (K,)."""
        return self._curve.values()
