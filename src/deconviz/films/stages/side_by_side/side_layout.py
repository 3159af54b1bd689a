"""Where things are when networks stand side by side: a card each, and a column a component."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.side_by_side.noise_cards import HEIGHT
from deconviz.look.language import AXIS, LABELS_APART, LEFT, RIGHT, TEXT_TO_MARK

TOP, GAP = 158.0, 38.0  # pixels: of the cards, and between two
INSET = 9.0  # from the edge of a card to its columns
FLOOR = 965.0
BARS_STAND = FLOOR - AXIS / 2
LABEL_BASE = 448.0  # of what says what the columns are
HIGHEST_BAR, HIGHEST, LOWEST = 470.0, 456.0, 960.0  # of bars, and of outputs
LOWER = 52.0  # if the first network would reach the label
NUMBER_ABOVE, NUMBER = 18.0, 40.0  # from a bar to its number, and the number's height
THINNEST = 4.0  # from one thin bar to the next
BAR, FAMILY = 0.72, 0.835  # of a column, in pitches


@dataclass(frozen=True)
class SideLayout:
    """Places in pixels, and one scale for all networks.

    Attributes
    ----------
    cards
        One a network.
    centres
        The middle of each component's column, shape (networks, C).
    pitch
        From one column to the next.
    bars
        The axes of bars, which stand on the floor.
    outputs
        The axes of each component's outputs, by network; points are 1 apart.
    """

    cards: list[Box]
    centres: Floats
    pitch: float
    bars: Axes
    outputs: list[list[Axes]]

    @classmethod
    def of(
        cls, distances: list[Floats], numbered: list[Floats], families: list[Floats]
    ) -> SideLayout:
        """Find the largest scale at which everything has room.

        Parameters
        ----------
        distances
            Of each network, what bars show in all seeds, shape (S, C).
        numbered
            Of each network, those that have numbers above, shape (C,).
        families
            Of each network, what its outputs will be, shape (C, curves, K).
        """
        networks, components, kernel = len(distances), *families[0].shape[::2]
        width = (RIGHT - LEFT - GAP * (networks - 1)) / networks
        lefts = LEFT + (width + GAP) * np.arange(networks)  # (networks,)
        pitch = (width - 2 * INSET) / components
        centres = lefts[:, None] + INSET + pitch * (np.arange(components) + 0.5)
        scale = _Scale.of(distances, numbered, families)
        half = FAMILY * pitch / 2
        outputs = [
            [
                Axes(Box(x - half, scale.top, x + half, LOWEST), (0, kernel - 1), scale.outputs)
                for x in row
            ]
            for row in centres.tolist()
        ]
        return cls(
            [Box(left, TOP, left + width, TOP + HEIGHT) for left in lefts.tolist()],
            centres,
            pitch,
            Axes(Box(LEFT, scale.top, RIGHT, BARS_STAND), (0, 1), scale.bars),
            outputs,
        )

    @property
    def bar(self) -> float:
        """How wide a bar is."""
        return BAR * self.pitch

    @property
    def thin_bars(self) -> int:
        """How many thin bars there is room for in the place of one bar."""
        return max(1, int(self.bar / THINNEST))

    def bar_box(self, network: int, component: int, distance: float) -> Box:
        """Return where a bar stands."""
        x, half = float(self.centres[network, component]), self.bar / 2
        return Box(x - half, float(self.bars.down(distance)), x + half, BARS_STAND)

    @property
    def number_room(self) -> float:
        """How wide a number may be, so that it stays nearer to its bar than to the next."""
        to_next = self.pitch - self.bar / 2 - NUMBER_ABOVE
        return min(2 * to_next, self.pitch - TEXT_TO_MARK)

    @property
    def every(self) -> int:
        """Every how many columns there is room for a disc."""
        return math.ceil(LABELS_APART / self.pitch)


@dataclass(frozen=True)
class _Scale:
    """Pixels for a distance of 1, and the outputs that lie lowest and highest."""

    top: float
    unit: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, distances: list[Floats], numbered: list[Floats], families: list[Floats]) -> _Scale:
        """Begin below the label if something of the first network would reach it."""
        farthest = max(float(each.max()) for each in distances)
        lowest = min(0.0, *(float(each.min()) for each in families))
        highest = max(0.0, *(float(each.max()) for each in families))
        for lower in (0.0, LOWER):
            bars = (BARS_STAND - HIGHEST_BAR - lower) / (farthest or 1.0)
            outputs = (LOWEST - HIGHEST - lower) / ((highest - lowest) or 1.0)
            scale = cls(HIGHEST + lower, min(bars, outputs), lowest, highest)
            if not scale.reaches_label(distances[0], numbered[0], families[0]):
                break
        return scale

    def reaches_label(self, distances: Floats, numbered: Floats, outputs: Floats) -> bool:
        """Tell whether a bar, a number above one or an output is too near to the label."""
        bar = BARS_STAND - float(distances.max()) * self.unit
        number = BARS_STAND - float(numbered.max()) * self.unit - NUMBER_ABOVE - NUMBER
        curve = self.top + (self.outputs[1] - float(outputs.max())) * self.unit
        return min(bar, number, curve) < LABEL_BASE + TEXT_TO_MARK

    @property
    def bars(self) -> tuple[float, float]:
        """Limits of the axes of bars."""
        return 0.0, (BARS_STAND - self.top) / self.unit

    @property
    def outputs(self) -> tuple[float, float]:
        """Limits of the axes of outputs, which lie in the middle of their room."""
        spare = (LOWEST - self.top) / self.unit - (self.highest - self.lowest)
        return self.lowest - spare / 2, self.highest + spare / 2
