"""Where cards, scaled filters and their sum are: one scale for a whole film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.filter_card import NARROW
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RESULT, RIGHT

CARDS_TOP, CARDS_BOTTOM = 159.0, 392.0
NARROW_BOTTOM = 452.0  # of cards that have the filter below its number
WIDEST_CARD, CARD_GAP = 535.0, 61.5
MIDDLE = 960.0
WIDEST_PITCH, ALL_PITCHES = 260.0, 1330.0
LEAST_OF_ALL = 860.0  # pixels that all columns take together
BEYOND = 5.0  # pixels of an axis beyond the columns
FLOOR = 1006.0  # the lowest place of a sum
AIR = 22.0  # from the cards to the highest place of a scaled filter
NAMED_AIR, NARROW_NAMED_AIR = 50.0, 98.0  # from the cards to the axis that has a name at its left
CLEAR = 56.0  # between what hangs in the air and the sum
ABOVE_SUM = 44.0  # from the sum up to the equation
ABOVE_EQUATION = 40.0  # from the equation up to the cards


@dataclass(frozen=True)
class SumLayout:
    """Boxes and axes, in pixels.

    Attributes
    ----------
    cards
        One a part of the sum.
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
            What is added at each point in each of them: the bias, then what each card adds, each
            of shape (1 + P, K).
        """
        cards, points = _cards(len(examples[0]) - 1), examples[0].shape[1]
        bottom = cards[0].bottom
        totals = [np.cumsum(terms, 0) for terms in examples]  # each (1 + P, K)
        tops = [np.maximum.accumulate(np.maximum(total, 0), 0) for total in totals]
        hangs = [
            np.maximum(-terms[1:], 0) + top[:-1] for terms, top in zip(examples, tops, strict=True)
        ]
        above = max(float(terms[1:].max(initial=0)) for terms in examples)
        hang = max(float(hang.max(initial=0)) for hang in hangs)
        top = max(float(top.max()) for top in tops)
        below = max(0.0, -min(float(total.min()) for total in totals))
        highest_sum = bottom + ABOVE_EQUATION + RESULT + ABOVE_SUM
        named = NARROW_NAMED_AIR if bottom == NARROW_BOTTOM else NAMED_AIR
        unit = min(
            (FLOOR - bottom - AIR - CLEAR) / ((above + hang + below) or 1.0),
            (FLOOR - bottom - named - CLEAR) / ((hang + below) or 1.0),
            (FLOOR - highest_sum) / ((top + below) or 1.0),
        )
        pitch = min(max(WIDEST_PITCH, LEAST_OF_ALL / points), ALL_PITCHES / points)
        zero = FLOOR - below * unit
        highest = bottom + max(AIR + above * unit, named)
        sky = zero - CLEAR - hang * unit
        return cls(
            cards,
            _axes((highest + sky) / 2, unit, points, pitch),
            _axes(zero, unit, points, pitch),
            zero - top * unit - ABOVE_SUM,
        )


def _cards(count: int) -> list[Box]:
    width = min(WIDEST_CARD, (RIGHT - LEFT - CARD_GAP * (count - 1)) / count)
    first = MIDDLE - (count * width + (count - 1) * CARD_GAP) / 2
    bottom = NARROW_BOTTOM if width < NARROW else CARDS_BOTTOM
    lefts = first + np.arange(count) * (width + CARD_GAP)
    return [Box(left, CARDS_TOP, left + width, bottom) for left in lefts.tolist()]


def _axes(zero: float, unit: float, points: int, pitch: float) -> Axes:
    half = points * pitch / 2
    box = Box(MIDDLE - half, zero - unit, MIDDLE + half, zero + unit)
    return Axes(box, (-0.5, points - 0.5), (-1.0, 1.0))
