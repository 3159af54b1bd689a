"""The line of a term, which stands out from a surface that it lies on."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.look.language import COMPONENT, COMPONENT_DOT, RIM
from deconviz.look.theme import Mark, Theme

SHADE = 0.6  # opacity of the rim


class RimmedCurve(VGroup):
    """A component's values at each point, with a rim that darkens what lies behind.

    Parameters
    ----------
    axes
        The map to pixels; points are 1 apart.
    mark
        Colour and dashes.
    theme
        Colours.
    """

    def __init__(self, axes: Axes, mark: Mark, theme: Theme) -> None:
        pitch = float(axes.across(1) - axes.across(0))
        dot = min(COMPONENT_DOT, pitch * LARGEST_DOT)
        width = COMPONENT * dot / COMPONENT_DOT
        self._rim = Curve(axes, Mark(theme.background), width + 2 * RIM, dot + RIM)
        fade(self._rim, SHADE)
        self._curve = Curve(axes, mark, width, dot)
        super().__init__(self._rim, self._curve)

    def draw(self, values: Floats) -> None:
        """Draw an array of shape (n,)."""
        self._rim.draw(values)
        self._curve.draw(values)

    def values(self) -> Floats:
        """Read the values off the picture, shape (n,)."""
        return self._curve.values()
