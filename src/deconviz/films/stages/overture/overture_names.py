"""Names in the pile of the overture: of windows, and of the input and the output."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.wanted_name import WantedName
from deconviz.films.stages.overture.overture_layout import COLUMN, FLOOR, OvertureLayout
from deconviz.look.language import BOTTOM, LEFT, NAME, RIGHT, RIM, SUM_DOT, SURFACES, TEXT_TO_MARK
from deconviz.look.theme import Theme, ThemeName

MOST = 3  # windows with names: more have no room
STRIP, STRIP_EVERY, BELOW_FLOOR = 8.0, 12.0, 10.0  # pixels: the height of a strip; from one to next
WINDOWS, APART = BOTTOM - 4, 44.0  # the base line of their names; pixels between two
AROUND = SUM_DOT + RIM + TEXT_TO_MARK  # pixels between a name and the middle of a line
SHOULDER = 0.4  # where it begins, as a share of the way from the middle to an end
DESCENT = 10.0  # pixels of a name below its base line
PLACES = 64  # that are tried for a name, and points along it
ALIKE = 4.0  # pixels between two places that are equally near to a curve


class WindowNames(VGroup):
    """Below each window a strip as wide as it is, in its colour, and its name.

    Parameters
    ----------
    example, layout
        What is shown, and where.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, example: OverlapSum, layout: OvertureLayout, theme: Theme, name: ThemeName
    ) -> None:
        axes, starts, kernel = layout.curve, example.windows.starts(), example.windows.kernel
        count = len(starts) if len(starts) <= MOST else 0
        self._names, self._strips = [], []
        for window in range(count):
            ends = axes.across(starts[window] + np.array([-COLUMN, COLUMN]) / 2 + [0, kernel - 1])
            top = FLOOR + BELOW_FLOOR + window * STRIP_EVERY
            strip = Areas(SURFACES[name].windows[window % 2], STRIP / 2)
            strip.draw([Box(float(ends[0]), top, float(ends[1]), top + STRIP)])
            label = Label(
                f"window {window + 1}", float(ends.mean()), WINDOWS, size=NAME,
                colour=theme.foreground, weight="SemiBold", align="centre",
            )  # fmt: skip
            self._names.append(label)
            self._strips.append(strip)
        self._spread(axes.across(starts[:count].astype(float) + (kernel - 1) / 2))
        parts: list[VMobject] = [*self._strips, *self._names]
        super().__init__(*parts)

    def draw(self, window: int, presence: float) -> None:
        """Set how much there is of a window's, if windows have names."""
        for part in (*self._names[window : window + 1], *self._strips[window : window + 1]):
            fade(part, presence)

    def _spread(self, middles: Floats) -> None:
        """Put names below the middles of their windows, as far as they have room."""
        widest = max((label.width_in_pixels for label in self._names), default=0.0)
        places = spread(middles, widest + APART, RIGHT - widest / 2, LEFT + widest / 2)
        for label, x in zip(self._names, places.tolist(), strict=True):
            label.put(x, WINDOWS)


class LineNames(VGroup):
    """The names of the input and the output, above the shoulders of the curve.

    Parameters
    ----------
    axes
        Of the curve; points are 1 apart.
    lines
        How high input and output reach, shape (N,).
    piled, divided
        How high the pile reaches before and after its division, shape (N,).
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    input, output
        One each.
    """

    def __init__(
        self,
        axes: Axes,
        lines: Floats,
        piled: Floats,
        divided: Floats,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._axes, self._lines = axes, lines
        self.input = WantedName("input", name)
        self.output = Label(
            "output", 0, 0, size=NAME, colour=theme.foreground, weight="SemiBold", align="centre"
        )
        widths = [self.input.width_in_pixels, self.output.width_in_pixels]
        x, base = self._beside(LEFT, widths[0], np.maximum(piled, divided))
        self.input.put(base, x - widths[0] / 2)
        self.output.put(*self._beside(RIGHT, widths[1], divided))
        super().__init__(self.input, self.output)

    def _beside(self, end: float, width: float, bars: Floats) -> tuple[float, float]:
        """Return x and base line of the place nearest to the curve, and there to the middle."""
        middle = (LEFT + RIGHT) / 2
        inner = middle + SHOULDER * (end - middle)
        tried = np.linspace(inner, end - np.sign(end - middle) * width / 2, PLACES)
        bases = np.array([self._above(x, width, bars) for x in tried.tolist()])
        away = np.array([self._above(x, width, 0 * bars) for x in tried.tolist()]) - bases
        best = int(np.argmax(away <= away.min() + ALIKE))
        return float(tried[best]), float(bases[best])

    def _above(self, x: float, width: float, bars: Floats) -> float:
        """Return the lowest base line of a name this wide that keeps away from lines and bars."""
        half = width / 2 + AROUND
        first, pitch = float(self._axes.across(0)), float(self._axes.across(1))
        columns = (np.linspace(x - half, x + half, PLACES) - first) / (pitch - first)
        points = np.arange(len(bars))
        nearest = np.clip(np.rint(columns).astype(int), 0, len(bars) - 1)
        heights = np.maximum(np.interp(columns, points, self._lines), bars[nearest])
        return float(self._axes.down(np.maximum(heights, 0)).min()) - AROUND - DESCENT
