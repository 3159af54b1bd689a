"""A network whose components can be switched off: its name, its output, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.switching_off.gap_plot import BEYOND, GapPlot
from deconviz.films.stages.switching_off.pair_names import NEEDS
from deconviz.films.stages.switching_off.switch_rows import RowsLayout, SwitchRows
from deconviz.look.language import NAME, REMARK
from deconviz.look.theme import Theme, ThemeName

NAME_BASE = 211.0  # pixels
BESIDE_NAME = 28.0
ROOM = NEEDS + 20.0  # pixels that names at curves need, above and below
BRINK = 12.0  # pixels between that heading, and what gathers above it


@dataclass(frozen=True)
class Losing:
    """What is shown of a network.

    Attributes
    ----------
    name, remark
        What it is called, and what is said beside that.
    target
        The input, shape (K,).
    outputs
        With all components on, and then with each of those that are shown off, each (K,).
    errors
        Without each of those that are shown, and then with all on.
    """

    name: str
    remark: str
    target: Floats
    outputs: Sequence[Floats]
    errors: Sequence[float]


class SwitchedNetwork:
    """Its parts; `still` does not move, `plot` and `rows` do.

    Parameters
    ----------
    losing
        What is shown of the network.
    layout
        Where its rows are.
    limits
        Of the curves, shared by all networks.
    components
        Those that are shown, counted from 0.
    all_on
        What the error with all on is called, alone and beside its number.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self,
        losing: Losing,
        layout: RowsLayout,
        limits: tuple[float, float],
        components: Sequence[int],
        all_on: tuple[str, str],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        bottom = layout.heading_base - REMARK - ROOM
        box = Box(layout.left + BEYOND, NAME_BASE + ROOM, layout.right - BEYOND, bottom)
        axes = Axes(box, (0, len(losing.target) - 1), limits)
        colours = [theme.component(component).colour for component in components]
        self.plot = GapPlot(axes, losing.target, losing.outputs, colours, theme, name)
        self.rows = SwitchRows(components, losing.errors, layout, all_on, theme, name)
        self._brink = layout.heading_base - REMARK - BRINK
        heading = Label(
            losing.name, layout.left, NAME_BASE, size=NAME, colour=theme.foreground,
            weight="SemiBold",
        )  # fmt: skip
        self.still = VGroup(heading, self.plot.still, self.rows.still)
        if losing.remark:
            after = layout.left + heading.width_in_pixels + BESIDE_NAME
            remark = Label(losing.remark, after, NAME_BASE, size=REMARK, colour=theme.muted)
            self.still.add(remark)

    def switch(self, row: int | None, flipped: float, share: float) -> None:
        """Flip the switch of a row, and let the output go from its place, each by 0 to 1."""
        for number, switch in enumerate(self.rows.switches):
            switch.set_to(1 - flipped if number == row else 1.0)
        self.plot.draw(row, share)

    def pour(self, row: int | None, lit: float, gathered: float, fallen: float) -> None:
        """Let the gap light up, gather above its bar and fall onto it, each by 0 to 1."""
        bar = self.rows.bar(row or 0)
        self.plot.pour(row, bar, self._brink, lit=lit, gathered=gathered, fallen=fallen)


def shared_limits(networks: Sequence[Losing]) -> tuple[float, float]:
    """Return limits that hold zero, and all curves of all networks."""
    curves = [curve for each in networks for curve in (each.target, *each.outputs)]
    values = np.concatenate([[0.0], *curves])
    return float(values.min()), float(values.max())
