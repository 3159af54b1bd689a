"""Where cards, outputs and bars are, when a film shows how far components move the output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AXIS, LEFT, RIGHT

CARDS = (159.0, 392.0)  # top and bottom
CODE_CARD, CARD_GAP = 299.0, 26.0
FLOOR = 965.0  # of the bars
BAR, BAR_PITCH = 72.0, 132.0
LAST_BAR = RIGHT - 59.0  # its middle, with room for its number
HIGHEST_BAR = 466.0  # leaves room for its number
OUTPUTS = (292.0, 482.0, 945.0)  # left, with room for a name, top, below the code's name, bottom
BEFORE_BARS = 240.0  # from the last point of the output to the bars
COLUMN = 0.8  # of the pitch of points, at most


@dataclass(frozen=True)
class MovementLayout:
    """Boxes and axes, in pixels; outputs and bars have one scale.

    Attributes
    ----------
    code
        The card of the code.
    cards
        One a filter.
    outputs
        Axes of outputs and scaled filters.
    unit
        Pixels of 1.
    bars
        The middle of each bar, shape (C,).
    column
        The width of a column of the output.
    """

    code: Box
    cards: list[Box]
    outputs: Axes
    unit: float
    bars: Floats
    column: float

    @classmethod
    def of(cls, distances: Floats, values: Floats, points: int) -> MovementLayout:
        """Fit the tallest thing of a film.

        Parameters
        ----------
        distances
            The heights of the bars, shape (C,).
        values
            All values that outputs and scaled filters reach.
        points
            Of an output.
        """
        count = len(distances)
        bars = np.asarray(LAST_BAR - BAR_PITCH * np.arange(count - 1, -1, -1.0))  # (C,)
        left, top, bottom = OUTPUTS
        right = float(bars[0]) - BAR / 2 - BEFORE_BARS
        low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
        unit = min(
            (bottom - top) / ((high - low) or 1.0),
            (FLOOR - AXIS / 2 - HIGHEST_BAR) / (float(distances.max()) or 1.0),
        )
        middle, half = (low + high) / 2, (bottom - top) / 2 / unit
        box = Box(left, top, right, bottom)
        outputs = Axes(box, (0, points - 1), (middle - half, middle + half))
        code = Box(LEFT, CARDS[0], LEFT + CODE_CARD, CARDS[1])
        column = min(BAR, COLUMN * (right - left) / (points - 1))
        return cls(code, _cards(code.right + CARD_GAP, count), outputs, unit, bars, column)


def _cards(first: float, count: int) -> list[Box]:
    width = (RIGHT - first - CARD_GAP * (count - 1)) / count
    lefts = first + np.arange(count) * (width + CARD_GAP)
    return [Box(left, CARDS[0], left + width, CARDS[1]) for left in lefts.tolist()]
