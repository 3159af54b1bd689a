"""The activation as a curve on its side: sums come in from the left, code numbers leave upwards."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Align, Label
from deconviz.look.language import AXIS, CUT, EARLIER, REMARK, SUM, TEXT_TO_MARK
from deconviz.look.theme import MINUS, Mark, Theme, ThemeName
from deconviz.network.arithmetic import encode

POINTS = 81
BOUND = (4.0, 3.0)  # dashes of a bound, in widths


class Squash(VGroup):
    """An activation's curve: the code number to the right, the sum upwards.

    Parameters
    ----------
    activation
        "tanh", "relu" or "identity".
    axes
        Code numbers across, and sums down as where they come from.
    total
        The sum that will come in: names of bounds keep away from it.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, activation: str, axes: Axes, total: float, theme: Theme, name: ThemeName
    ) -> None:
        self._activation, self._axes, self._waits = activation, axes, EARLIER[name]
        axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        ends = np.array([axes.box.left - CUT, axes.box.right + CUT])
        axis.draw(ends, np.full(2, axes.down(0.0)))
        self._curve = Line(Mark(theme.foreground), SUM - 2)
        self._curve.draw(*self.places(np.linspace(*axes.y, POINTS)))
        super().__init__(axis, self._curve)
        if activation == "tanh":
            middle = (axes.box.top + axes.box.bottom) / 2
            self.add_to_back(*_bounds(axes, theme, on_top=float(axes.down(total)) > middle))

    def appear(self, there: float, lit: float) -> None:
        """Set how much of it is there, and how much the curve is at work, 0 to 1."""
        fade(self, there)
        fade(self._curve, there * (self._waits + lit * (1 - self._waits)))

    def places(self, sums: Floats) -> tuple[Floats, Floats]:
        """Return where sums (n,) meet the curve in pixels, across and down."""
        codes = encode(sums[:, None], np.ones((1, 1)), np.zeros(1), self._activation)  # (n, 1)
        return self._axes.across(codes[:, 0]), self._axes.down(sums)


def _bounds(axes: Axes, theme: Theme, *, on_top: bool) -> list[VMobject]:
    """Return the bounds of tanh, named beside their tops, or below where sums come in higher."""
    box, below = axes.box, axes.box.bottom + TEXT_TO_MARK + 8 + REMARK
    y, aside = (box.top + REMARK, TEXT_TO_MARK + AXIS + CUT) if on_top else (below, 0.0)
    aligns: tuple[Align, Align] = ("right", "left") if on_top else ("centre", "centre")
    bounds: list[VMobject] = []
    for value, text, align in zip((-1.0, 1.0), (f"{MINUS}1", "1"), aligns, strict=True):
        x = float(axes.across(value))
        line = Line(Mark(theme.muted, BOUND), AXIS)
        line.draw(np.full(2, x), np.array([box.top, box.bottom]))
        name = Label(text, x + value * aside, y, size=REMARK, colour=theme.muted, align=align)
        bounds += [line, name]
    return bounds
