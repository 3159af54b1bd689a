"""Where things are in the overture: one scale for the whole curve, and one for a window of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import LEFT, RIGHT

FLOOR = 930.0  # the lowest place of a curve or a bar
BELOW = 1010.0  # the base line of what is said below the picture
CODE = 330.0  # the base line of the code above the whole curve
CURVE_TOP = 480.0  # below the code, and what runs up to it
COLUMN = 0.86  # width of a column of bars, in pitches
AIR_TOP, AIR_GAP = 236.0, 56.0  # the highest place of a bar in the air, and the gap below it
WINDOW = Box(132.0, 270.0, 1290.0, FLOOR)
LAST = Box(132.0, 120.0, 1660.0, 690.0)


@dataclass(frozen=True)
class OvertureLayout:
    """Axes, in pixels.

    Attributes
    ----------
    curve
        Of the whole curve, and of the bars of its windows.
    air
        Zero lines of windows before they land, in the order of `order`.
    order
        In which windows land.
    top
        How high the pile reaches at each point, shape (N,).
    window
        Of the window that is entered.
    """

    curve: Axes
    air: list[float]
    order: list[int]
    top: Floats
    window: Axes

    @classmethod
    def of(cls, example: OverlapSum, entered: int) -> OvertureLayout:
        """Fit the tallest thing of each act; the window that is entered lands first."""
        order = [entered, *(w for w in range(len(example.blocks)) if w != entered)]
        tops, top, lowest = _piles(example, order)
        low = -min(lowest, float(example.curve.min()), float(example.output.min()), 0.0)
        lifts = [
            float((below + np.maximum(-example.blocks[w], 0)).max())
            for w, below in zip(order, tops, strict=True)
        ]
        blocks = np.maximum(example.blocks[order], 0).max(1)  # (W,)
        highest = max(float((np.array(lifts) + blocks).max()), float(example.output.max()))
        unit = min(
            (FLOOR - AIR_TOP - AIR_GAP) / (highest + low or 1.0),
            (FLOOR - CURVE_TOP) / (max(float(example.curve.max()), 0.0) + low or 1.0),
        )
        zero, points = FLOOR - low * unit, len(example.curve)
        box = Box(LEFT, zero - unit, RIGHT, zero + unit)
        return cls(
            Axes(box, (-0.5, points - 0.5), (-1.0, 1.0)),
            [zero - lift * unit - AIR_GAP for lift in lifts],
            order,
            top,
            _window(example, entered),
        )


def _piles(example: OverlapSum, order: list[int]) -> tuple[list[Floats], Floats, float]:
    """Return how high the pile is below each window when it lands, and all of it, and how low."""
    ground = np.full(len(example.curve), example.bias if example.has_bias else 0.0)  # (N,)
    top, lowest, tops = np.maximum(ground, 0), float(ground.min()), []
    starts = example.windows.starts()
    for window in order:
        columns = starts[window] + np.arange(example.windows.kernel)
        tops.append(top[columns])
        ground[columns] += example.blocks[window]
        top = np.maximum(top, ground)
        lowest = min(lowest, float(ground.min()))
    return tops, top, lowest


def _window(example: OverlapSum, entered: int) -> Axes:
    terms = example.terms[entered]  # (C, K)
    order = np.argsort(-np.abs(terms[:, -1]))
    sums = example.bias + terms[order].cumsum(0)  # (C, K)
    values = [terms.ravel(), sums.ravel(), example.windows.cut(example.curve)[entered]]
    reach = np.concatenate([*values, [0.0]])
    low, high = float(reach.min()), float(reach.max())
    return Axes(WINDOW, (0, terms.shape[1] - 1), (low, high if high > low else low + 1.0))
