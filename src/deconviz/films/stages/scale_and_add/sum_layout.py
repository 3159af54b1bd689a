"""Where cards, scaled filters and their sum are: one scale for a whole film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RESULT, RIGHT

CARDS = (159.0, 392.0)  # top and bottom
WIDEST_CARD, CARD_GAP = 535.0, 61.5
MIDDLE = 960.0
WIDEST_PITCH, ALL_PITCHES = 260.0, 1330.0
BEYOND = 5.0  # pixels of an axis beyond the columns
FLOOR = 1006.0  # the lowest place of a sum
AIR = CARDS[1] + 22  # the highest place of a scaled filter
CLEAR = 56.0  # between what hangs in the air and the sum
ABOVE_SUM = 44.0  # from the sum up to the equation
ABOVE_EQUATION = 40.0  # from the equation up to the cards


@dataclass(frozen=True)
class SumLayout:
    """Boxes and axes, in pixels.

    Attributes
    ----------
    cards
        One a filter.
    air, sums
        Axes of scaled filters, and of their sum, with the same scale.
    equation
        The base line of the equation.
    """

    cards: list[Box]
    air: Axes
    sums: Axes
    equation: float

    @classmethod
    def of(cls, examples: Sequence[Floats]) -> SumLayout:
        """Fit the tallest thing of a film.

        Parameters
        ----------
        examples
            What is added at each point in each of them: the bias, then scaled filters, each of
            shape (1 + C, K).
        """
        channels, points = len(examples[0]) - 1, examples[0].shape[1]
        totals = [np.cumsum(terms, 0) for terms in examples]  # each (1 + C, K)
        tops = [np.maximum.accumulate(np.maximum(total, 0), 0) for total in totals]
        hangs = [
            np.maximum(-terms[1:], 0) + top[:-1] for terms, top in zip(examples, tops, strict=True)
        ]
        above = max(float(terms[1:].max(initial=0)) for terms in examples)
        hang = max(float(hang.max(initial=0)) for hang in hangs)
        top = max(float(top.max()) for top in tops)
        below = max(0.0, -min(float(total.min()) for total in totals))
        highest_sum = CARDS[1] + ABOVE_EQUATION + RESULT + ABOVE_SUM
        in_air = (FLOOR - AIR - CLEAR) / ((above + hang + below) or 1.0)
        unit = min(in_air, (FLOOR - highest_sum) / ((top + below) or 1.0))
        pitch = min(WIDEST_PITCH, ALL_PITCHES / points)
        zero = FLOOR - below * unit
        sky = zero - CLEAR - hang * unit
        return cls(
            _cards(channels),
            _axes(AIR + above * unit + (sky - AIR - above * unit) / 2, unit, points, pitch),
            _axes(zero, unit, points, pitch),
            zero - top * unit - ABOVE_SUM,
        )


def _cards(count: int) -> list[Box]:
    width = min(WIDEST_CARD, (RIGHT - LEFT - CARD_GAP * (count - 1)) / count)
    first = MIDDLE - (count * width + (count - 1) * CARD_GAP) / 2
    lefts = first + np.arange(count) * (width + CARD_GAP)
    return [Box(left, CARDS[0], left + width, CARDS[1]) for left in lefts.tolist()]


def _axes(zero: float, unit: float, points: int, pitch: float) -> Axes:
    half = points * pitch / 2
    box = Box(MIDDLE - half, zero - unit, MIDDLE + half, zero + unit)
    return Axes(box, (-0.5, points - 0.5), (-1.0, 1.0))
