"""The activation as a curve on its side: sums come in from the left, code numbers leave upwards."""

from __future__ import annotations

import numpy as np
from manim import VGroup

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

    Attributes
    ----------
    bounds
        Labels of what the code number never passes; none without bounds.
    """

    def __init__(
        self, activation: str, axes: Axes, total: float, theme: Theme, name: ThemeName
    ) -> None:
        self._activation, self._axes, self._waits = activation, axes, EARLIER[name]
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        self._curve = Line(Mark(theme.foreground), SUM - 2)
        self._bounds = [Line(Mark(theme.muted, BOUND), AXIS) for _ in range(2)]
        self.bounds = VGroup()  # drawn apart, since they do not fold
        if activation == "tanh":
            self.bounds.add(
                *_bounds(
                    axes,
                    theme,
                    on_top=float(axes.down(total)) > (axes.box.top + axes.box.bottom) / 2,
                )
            )
        super().__init__(*self._bounds, self._axis, self._curve)

    def draw(self, share: float) -> None:
        """Unfold a share of it from its middle."""
        if share == 0:
            for part in self.get_family():
                part.clear_points()
            return
        axes, box = self._axes, self._axes.box
        zero, middle = float(axes.down(0.0)), (box.left + box.right) / 2
        half = share * (box.width / 2 + CUT)
        self._axis.draw(np.array([middle - half, middle + half]), np.full(2, zero))
        low, high = axes.y
        sums = share * np.linspace(low, high, POINTS)  # (POINTS,)
        self._curve.draw(*self.places(sums))
        for bound, value in zip(self._bounds, (-1.0, 1.0), strict=True):
            if self.bounds.submobjects:
                ends = zero + share * (np.array([box.top, box.bottom]) - zero)
                bound.draw(np.full(2, axes.across(value)), ends)
            else:
                bound.clear_points()

    def light(self, share: float) -> None:
        """Set how much the curve is at work, 0 to 1; until then it waits."""
        fade(self._curve, self._waits + share * (1 - self._waits))

    def places(self, sums: Floats) -> tuple[Floats, Floats]:
        """Return where sums (n,) meet the curve in pixels, across and down."""
        codes = encode(sums[:, None], np.ones((1, 1)), np.zeros(1), self._activation)  # (n, 1)
        return self._axes.across(codes[:, 0]), self._axes.down(sums)


def _bounds(axes: Axes, theme: Theme, *, on_top: bool) -> list[Label]:
    """Name the bounds of tanh: beside their tops, or below them where sums come in higher."""
    box, below = axes.box, axes.box.bottom + TEXT_TO_MARK + 8 + REMARK
    y, aside = (box.top + REMARK, TEXT_TO_MARK + AXIS + CUT) if on_top else (below, 0.0)
    aligns: tuple[Align, Align] = ("right", "left") if on_top else ("centre", "centre")
    return [
        Label(
            text, float(axes.across(value)) + value * aside, y, size=REMARK, colour=theme.muted,
            align=align,
        )
        for value, text, align in zip((-1.0, 1.0), (f"{MINUS}1", "1"), aligns, strict=True)
    ]  # fmt: skip
