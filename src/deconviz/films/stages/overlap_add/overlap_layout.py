"""Where code cards, what their windows make, and the pile of it are: one scale for a whole film."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.analysis.spreading import spread
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.overlap_add.code_column import WIDTH, column_height
from deconviz.look.language import RESULT, RIGHT

COLUMNS, AFTER_BIAS = 252.0, 276.0  # where columns begin; names, and the bias, are to the left
CARDS, CARDS_APART = 159.0, WIDTH + 14
FLOOR = 944.0  # the lowest place of a block
COUNTS = 70.0  # from the floor down to the base line of counts
AIR = 44.0  # from cards down to what hangs in the air
CLEAR = 22.0  # between what hangs in the air and the pile
ABOVE_PILE = 16.0  # from the pile up to its result, and on to the cards


@dataclass(frozen=True)
class OverlapLayout:
    """Boxes and axes, in pixels.

    Attributes
    ----------
    cards
        One a window.
    air
        Axes of what each window makes, before it falls.
    sums
        Axes of the pile, with the same scale.
    counts
        The base line of counts.
    """

    cards: list[Box]
    air: list[Axes]
    sums: Axes
    counts: float

    @classmethod
    def of(cls, example: OverlapSum) -> OverlapLayout:
        """Fit the tallest thing of a film."""
        left = AFTER_BIAS if example.has_bias else COLUMNS
        cards = _cards(example, left)
        below_cards = cards[0].bottom
        piles = example.piles  # (W + 1, N)
        tops = np.maximum.accumulate(np.maximum(piles, 0), 0)  # (W + 1, N)
        lines = np.stack([example.curve, example.output])  # (2, N)
        top = float(max(tops.max(), lines.max()))
        below = max(0.0, -float(min(piles.min(), lines.min())))
        shapes = np.concatenate([example.terms, example.blocks[:, None]], 1)  # (W, C + 1, K)
        above = np.maximum(shapes.max((1, 2)), 0)  # (W,)
        hang = np.maximum(-shapes.min(1), 0)  # (W, K)
        under = np.array(
            [
                (hang[window] + tops[window, start : start + example.windows.kernel]).max()
                for window, start in enumerate(example.windows.starts().tolist())
            ]
        )  # (W,)
        highest_pile = below_cards + 2 * ABOVE_PILE + RESULT
        highest_air = below_cards + AIR
        unit = min(
            (FLOOR - highest_pile) / (top + below or 1.0),
            (FLOOR - highest_air - CLEAR) / (float((above + under).max()) + below or 1.0),
        )
        points = len(example.curve)
        return cls(
            cards,
            [_axes(highest_air + unit * reach, unit, points, left) for reach in above.tolist()],
            _axes(FLOOR - below * unit, unit, points, left),
            FLOOR + COUNTS,
        )

    @property
    def unit(self) -> float:
        """Pixels that a value of 1 is high."""
        return float(self.sums.down(0.0) - self.sums.down(1.0))

    def window(self, start: int, kernel: int) -> tuple[float, float]:
        """Return where the columns of a window begin and end."""
        return float(self.sums.across(start - 0.5)), float(self.sums.across(start + kernel - 0.5))


def _cards(example: OverlapSum, left: float) -> list[Box]:
    """Put each card above the middle of its window, as far as cards have room."""
    starts = example.windows.starts()
    pitch = (RIGHT - left) / len(example.curve)
    middles = np.asarray(left + pitch * (starts + example.windows.kernel / 2), float)
    places = spread(middles, CARDS_APART, RIGHT - WIDTH / 2)
    places = np.maximum(places, left + WIDTH / 2 + CARDS_APART * np.arange(len(places)))
    bottom = CARDS + column_height(example.codes.shape[1])
    return [Box(x - WIDTH / 2, CARDS, x + WIDTH / 2, bottom) for x in places.tolist()]


def _axes(zero: float, unit: float, points: int, left: float) -> Axes:
    box = Box(left, zero - unit, RIGHT, zero + unit)
    return Axes(box, (-0.5, points - 0.5), (-1.0, 1.0))
