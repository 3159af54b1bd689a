"""How far each component of one network moves the output: as bars, or as families of outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.side_by_side.bar_heights import bar_heights
from deconviz.films.stages.side_by_side.folding_family import FoldingFamily
from deconviz.films.stages.side_by_side.seed_bars import SeedBars
from deconviz.films.stages.side_by_side.side_layout import FLOOR, NUMBER, NUMBER_ABOVE, SideLayout
from deconviz.look.language import AXIS, SMALLEST
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

AXIS_INSET = 12.0  # pixels from the edge of the card to the end of the axis
DISC_Y = 999.0


class MovementPanel(VGroup):
    """Columns of one network, below its card; `discs` stand still.

    Parameters
    ----------
    layout
        Of all networks.
    index
        Which it is, counted from 0.
    distances
        How far each component moves the output, in the network of each seed, shape (shown, C).
    own
        The row of this network.
    families
        Outputs over the range of each component, shape (C, curves, K).
    points
        Where each component moves the output farthest, counted from 0.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    families, seeds, numbers
        One a component; there are no numbers if there is no room for them.
    """

    def __init__(
        self,
        layout: SideLayout,
        index: int,
        distances: Floats,
        own: int,
        families: Floats,
        points: list[int],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._layout, self._index = layout, index
        components = range(len(points))
        marks = [theme.component(component) for component in components]
        whole = distances[own].tolist()
        boxes = [layout.bar_box(index, component, whole[component]) for component in components]
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        self.families = [
            FoldingFamily(axes, box, outputs, point, mark, theme, name)
            for axes, box, outputs, point, mark in zip(
                layout.outputs[index], boxes, families, points, marks, strict=True
            )
        ]
        self.seeds = [
            SeedBars(layout.bars, box, mark.colour, of_seeds, of_own)
            for box, mark, of_seeds, of_own in zip(boxes, marks, distances.T, whole, strict=True)
        ]
        self.numbers = _numbers(whole, boxes, [mark.colour for mark in marks], layout)
        self.discs = VGroup(
            *(
                Disc(component, theme, float(layout.centres[index, component]), DISC_Y)
                for component in components[:: layout.every]
            )
        )
        super().__init__(self._axis, *self.families, *self.seeds, *self.numbers)

    def draw(
        self, opened: float, column: float, lifted: float, split: float, outputs: Floats
    ) -> None:
        """Draw it between thin bars, one bar a component, and families of outputs.

        Parameters
        ----------
        opened, column, lifted
            Of `FoldingFamily`, 0 to 1.
        split
            How far bars are split, 0 to 1; only what stands on the floor is.
        outputs
            What each component shows now, shape (C, K).
        """
        zero = float(self._layout.outputs[self._index][0].down(0.0))
        level = FLOOR + lifted * (zero - FLOOR)
        card = self._layout.cards[self._index]
        ends = np.array([card.left + AXIS_INSET, card.right - AXIS_INSET])
        self._axis.draw(ends, np.full(2, level))
        for family, seeds, output in zip(self.families, self.seeds, outputs, strict=True):
            family.draw(opened, 0.0 if split else column, lifted, output)
            seeds.draw_split(split)

    def show_numbers(self, share: float) -> None:
        """Fade the numbers in or out, 0 to 1."""
        for label in self.numbers:
            fade(label, share)

    def facts(self) -> dict[str, Any]:
        """Return numbers, bars and outputs as they are drawn, by component."""
        axes = self._layout.bars
        drawn = zip(self.families, self.seeds, strict=True)
        return {
            "numbers": [label.text for label in self.numbers if label.fill_rgbas[0, 3] > 0],
            "bars": [
                bar_heights(family.bar, axes) + bar_heights(seeds, axes) for family, seeds in drawn
            ],
            "outputs": [family.output.tolist() for family in self.families],
        }


def _numbers(
    values: list[float], boxes: list[Box], colours: list[str], layout: SideLayout
) -> list[Label]:
    """Write numbers above bars, as large as there is room for; none if they would be too small."""
    labels = [
        Label(
            number(value, 2), (box.left + box.right) / 2, box.top - NUMBER_ABOVE, size=NUMBER,
            colour=colour, weight="SemiBold", align="centre", tabular=True,
        )
        for value, box, colour in zip(values, boxes, colours, strict=True)
    ]  # fmt: skip
    widest = max(label.width_in_pixels for label in labels)
    size = NUMBER * min(1.0, layout.number_room / widest)
    if size < SMALLEST:
        return []
    for label, box in zip(labels, boxes, strict=True):
        label.put((box.left + box.right) / 2, box.top - NUMBER_ABOVE, size)
    return labels
