"""An output beside its input, and the gap that a component leaves when it is switched off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.band import Band
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.wanted_line import WantedLine
from deconviz.films.stages.switching_off.pair_names import PairNames, touches
from deconviz.look.language import AXIS, EARLIER, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

BEYOND = 20.0  # pixels of the axis beyond the curve on each side


class GapPlot(VGroup):
    """The input in pink, the output in white, and the area between two outputs.

    Parameters
    ----------
    axes
        The map to pixels.
    target
        The input, shape (K,).
    outputs
        With all components on, and then with each of those that are shown off, each (K,).
    colours
        Of the components that are shown.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        The axis.
    line
        The output.
    """

    def __init__(
        self,
        axes: Axes,
        target: Floats,
        outputs: Sequence[Floats],
        colours: Sequence[str],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._axes, self._outputs = axes, outputs
        self._x = axes.across(np.arange(len(target), dtype=float))  # (K,)
        self.still = Line(Mark(theme.muted), AXIS, round_ends=False)
        ends = np.array([axes.box.left - BEYOND, axes.box.right + BEYOND])
        self.still.draw(ends, np.full(2, float(axes.down(0.0))))
        self.gaps = [Band(colour, EARLIER[name]) for colour in colours]
        self._poured = [Band(colour) for colour in colours]
        self.line = SumLine(axes, theme)
        self._wanted = WantedLine(axes, name)
        self._wanted.draw(target)
        self.labels = [self._names(target, output, theme, name) for output in outputs]
        super().__init__(*self.gaps, *self._poured, self.line, self._wanted, *self.labels)

    def draw(self, off: int | None, share: float) -> None:
        """Draw the output with one of the shown components off by a share, 0 to 1."""
        full = self._outputs[0]  # (K,)
        output = full if off is None else full + share * (self._outputs[off + 1] - full)
        self.line.draw(output)
        for number, gap in enumerate(self.gaps):
            if number == off and share > 0:
                gap.draw(self._x, self._axes.down(full), self._axes.down(output))
            else:
                gap.clear_points()

    def pour(
        self,
        off: int | None,
        bar: Box,
        brink: float,
        *,
        lit: float,
        gathered: float,
        fallen: float,
    ) -> None:
        """Let the gap of a component light up, gather above its bar, and fall onto it.

        Parameters
        ----------
        off
            Which of the shown components; None for none.
        bar
            Where it goes.
        brink
            Pixels: the lower edge of what has gathered.
        lit, gathered, fallen
            How bright it is, and how far on each of its two ways, 0 to 1.
        """
        for number, poured in enumerate(self._poured):
            if number != off or lit <= 0 or fallen >= 1:
                poured.clear_points()
                continue
            up = (1 - fallen) * (bar.bottom - brink)
            box = Box(bar.left, bar.top - up, bar.right, bar.bottom - up)
            edges = (self._x, self._axes.down(self._outputs[0]),
                     self._axes.down(self._outputs[number + 1]))  # fmt: skip
            poured.draw_towards(edges, box, gathered)
            fade(poured, lit)

    def call(self, off: int | None, shown: float) -> None:
        """Show so much of the names of the curves, where they are with a component off."""
        for number, names in enumerate(self.labels):
            fade(names, shown if number == (0 if off is None else off + 1) else 0.0)

    def _names(self, target: Floats, output: Floats, theme: Theme, name: ThemeName) -> PairNames:
        zero = np.zeros_like(target)
        curves = [self._axes.down(each) for each in (target, output, self._outputs[0])]
        ground = self._axes.down(zero)  # (K,)
        names = (["input", "output"], [SURFACES[name].wanted, theme.foreground])
        free = PairNames(*names, self._x, curves, self.line.dot)
        if not any(touches(label, ground[0]) for label in free.labels):
            return free
        return PairNames(*names, self._x, [*curves, ground], self.line.dot)
