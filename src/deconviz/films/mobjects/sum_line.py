"""The line of a sum, which stands out from what it lies on."""

from __future__ import annotations

from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.look.language import RIM, SUM, SUM_DOT
from deconviz.look.theme import Mark, Theme

LARGEST_DOT = 1 / 8  # of the pitch of columns


class SumLine(VGroup):
    """A sum at each point, with a rim of background around line and dots.

    Parameters
    ----------
    axes
        The map to pixels; points are 1 apart.
    theme
        Colours.
    thinnest
        Pixels: the line's least width, however narrow columns are; its rim is in proportion.
    over_rim
        Whatever the rim must not cut, though it lies below the line.

    Attributes
    ----------
    dot
        Radius in pixels.
    """

    def __init__(
        self, axes: Axes, theme: Theme, thinnest: float = 0.0, over_rim: VMobject | None = None
    ) -> None:
        pitch = float(axes.across(1) - axes.across(0))
        self.dot = min(SUM_DOT, pitch * LARGEST_DOT)
        width = max(self.dot * SUM / SUM_DOT, thinnest)
        rim = max(RIM * self.dot / SUM_DOT, thinnest * RIM / SUM if thinnest else RIM / 2)
        self._rim = Curve(axes, Mark(theme.background), width + 2 * rim, self.dot + rim)
        self._line = Curve(axes, Mark(theme.foreground), width, self.dot)
        super().__init__(self._rim, *([] if over_rim is None else [over_rim]), self._line)

    def draw(self, values: Floats) -> None:
        """Draw an array of shape (n,)."""
        self._rim.draw(values)
        self._line.draw(values)

    def draw_at(self, x: Floats, y: Floats) -> None:
        """Draw anywhere on the stage, in pixels; arrays of shape (n,)."""
        self._rim.draw_at(x, y)
        self._line.draw_at(x, y)

    def hide(self) -> None:
        """Draw nothing."""
        self._rim.hide()
        self._line.hide()

    def places(self) -> Floats:
        """Read off the picture where the dots are in pixels, shape (n, 2)."""
        return self._line.places()

    def values(self) -> Floats:
        """Read the values off the picture, shape (n,)."""
        return self._line.values()
