"""Where everything is while numbers stamp, and while channels are added: one scale for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.stamp_1d.number_row import have_room
from deconviz.look.language import LEFT, RIGHT

COLUMNS_LEFT, COLUMNS_RIGHT = 452.0, 1816.0  # to the left are names
WIDEST_PITCH = 190.0
BAR = 0.8  # of a column, in pitches
INPUT_NUMBERS = 192.0  # the base line of the numbers above their bars
INPUT_TOP, INPUT_BOTTOM = 208.0, 330.0
WIDEST_INPUT = 90.0
CARDS_TOP, CARDS_BOTTOM, CARD_GAP, WIDEST_CARD = 159.0, 396.0, 40.0, 535.0
CARD_INSIDE, CARD_CURVE = 26.0, 128.0  # from its edge, and from its top to its curve
FLOOR = 1004.0  # the lowest place of a sum
FALL = 64.0  # what is cropped falls so far
AIR = 34.0  # from inputs or cards to the highest place of what hangs in the air
CLEAR = 44.0  # between what hangs in the air and the sum
NAMES_APART = 206.0  # between the axes, which have names and remarks to their left
NUMBERED_FLOOR = 962.0  # of a sum with numbers below
BELOW_KERNEL, BELOW_SUM = 46.0, 62.0  # from the lowest bar or dot's middle to the base line
OWN_SCALE = (0.25, 4.0)  # of the largest number: beyond, the kernel has a scale of its own


@dataclass(frozen=True)
class Fit:
    """Two axes of one scale: for what hangs in the air, and for the sum.

    Attributes
    ----------
    air, sums
        How far down their zeros are.
    unit
        Pixels of 1.
    """

    air: float
    sums: float
    unit: float

    @classmethod
    def of(cls, top: float, floor: float, air: Floats, piles: Floats, row: float = 0.0) -> Fit:
        """Fit what is highest and lowest.

        Parameters
        ----------
        top, floor
            Pixels: where there is room.
        air
            All that hangs in the air at any time, shape (things, columns).
        piles
            The sum before the first thing and after each, shape (1 + things, columns).
        row
            Pixels for numbers below what hangs in the air.
        """
        tops = np.maximum.accumulate(np.maximum(piles, 0), 0)  # (1 + things, columns)
        above = max(float(air.max()), 0.0)
        hang = max(float((np.maximum(-air, 0) + tops[: len(air)]).max()), float(tops.max()))
        below = max(-float(piles.min()), 0.0)
        clear = CLEAR + row
        room = floor - top - AIR - clear
        unit = room / ((above + hang + below) or 1.0)
        if hang * unit + clear < NAMES_APART:  # the names need more than the bars
            unit = (room + clear - NAMES_APART) / ((above + below) or 1.0)
        return cls(top + AIR + above * unit, floor - below * unit, unit)


@dataclass(frozen=True)
class StampLayout:
    """Boxes and axes, in pixels.

    Attributes
    ----------
    inputs, air, sums
        Axes of the numbers, of what hangs in the air, and of the sum.
    kernel
        How many times the kernel is drawn as high as on the axis, since it has its own scale.
    cards
        One for each part of the output.
    curves
        The axes on them.
    channels, outputs
        Axes of what a channel adds while it hangs in the air, and of the output.
    kernel_numbers, sum_numbers, output_numbers
        Base lines of the numbers of each, if there is room.
    """

    inputs: Axes
    air: Axes
    sums: Axes
    kernel: float
    cards: list[Box]
    curves: list[Axes]
    channels: Axes
    outputs: Axes
    kernel_numbers: float | None
    sum_numbers: float | None
    output_numbers: float | None

    @classmethod
    def of(cls, layer: StampedLayer) -> StampLayout:
        """Fit the tallest things of a layer."""
        pitch = min(WIDEST_PITCH, (COLUMNS_RIGHT - COLUMNS_LEFT) / layer.points)
        middle = (COLUMNS_LEFT + COLUMNS_RIGHT) / 2
        whole = slice(0, layer.points)
        left = middle - pitch * layer.points / 2

        def axes(zero: float, unit: float, points: slice) -> Axes:
            ends = left + pitch * points.start, left + pitch * points.stop
            box = Box(ends[0], zero - unit, ends[1], zero + unit)
            return Axes(box, (-0.5, points.stop - points.start - 0.5), (-1.0, 1.0))

        numbers = layer.numbers
        largest = float(np.abs(numbers).max())
        kernel = largest if largest and not _in(OWN_SCALE, largest) else 1.0
        hovering = np.zeros_like(layer.stamps)  # (n, W)
        for number in range(len(numbers)):
            hovering[number, layer.taps(number).astype(int)] = kernel * layer.kernel
        lowest = min(float(kernel * layer.kernel.min()), 0.0)
        air = np.concatenate([layer.stamps, hovering, np.full((1, layer.points), lowest)])
        piles = np.cumsum(np.pad(layer.stamps, ((1, 0), (0, 0))), 0)  # (1 + n, W)
        piles = np.concatenate([piles, np.repeat(piles.max(0)[None], len(numbers) + 1, 0)])
        has_kernel = have_room(layer.kernel, layer.points, pitch)
        has_sum = have_room(layer.stamps.sum(0), layer.points, pitch)
        floor = NUMBERED_FLOOR if has_sum else FLOOR
        floor = min(floor, FLOOR - FALL) if layer.is_cropped else floor
        row = BELOW_KERNEL if has_kernel else 0.0
        stamping = Fit.of(INPUT_BOTTOM, floor, air, piles, row)
        kernel_base = stamping.air - lowest * stamping.unit + BELOW_KERNEL
        parts, bias = layer.parted.parts, layer.parted.bias  # (P, N)
        totals = bias + np.cumsum(np.pad(parts, ((1, 0), (0, 0))), 0)  # (1 + P, N)
        totals = np.concatenate([np.zeros((1, parts.shape[1])), totals])
        has_output = have_room(layer.parted.output, parts.shape[1], pitch)
        ground = NUMBERED_FLOOR if has_output else FLOOR
        adding = Fit.of(CARDS_BOTTOM, ground, np.pad(parts, ((1, 0), (0, 0))), totals)
        cards = _cards(len(parts))
        return cls(
            _input_axes(numbers, layer, left, pitch),
            axes(stamping.air, stamping.unit, whole),
            axes(stamping.sums, stamping.unit, whole),
            kernel,
            cards,
            [_card_axes(box, part) for box, part in zip(cards, parts, strict=True)],
            axes(adding.air, adding.unit, layer.kept),
            axes(adding.sums, adding.unit, layer.kept),
            kernel_base if has_kernel else None,
            floor + BELOW_SUM if has_sum else None,
            ground + BELOW_SUM if has_output else None,
        )

    @property
    def pitch(self) -> float:
        """From column to column."""
        return float(self.sums.across(1) - self.sums.across(0))


def _in(limits: tuple[float, float], value: float) -> bool:
    return limits[0] <= value <= limits[1]


def _input_axes(numbers: Floats, layer: StampedLayer, left: float, pitch: float) -> Axes:
    """Return axes on which each number stands above the middle of its stamp."""
    high, low = max(float(numbers.max()), 0.0), min(float(numbers.min()), 0.0)
    high, low = (high, low) if high > low else (1.0, 0.0)
    first = left + pitch * (float(layer.taps(0).mean()) + 0.5)
    box = Box(first, INPUT_TOP, first + pitch * layer.axis.stride, INPUT_BOTTOM)
    return Axes(box, (0.0, 1.0), (low, high))


def _cards(count: int) -> list[Box]:
    width = min(WIDEST_CARD, (RIGHT - LEFT - CARD_GAP * (count - 1)) / count)
    first = (LEFT + RIGHT - count * width - CARD_GAP * (count - 1)) / 2
    lefts = first + np.arange(count) * (width + CARD_GAP)
    return [Box(left, CARDS_TOP, left + width, CARDS_BOTTOM) for left in lefts.tolist()]


def _card_axes(card: Box, part: Floats) -> Axes:
    high, low = max(float(part.max()), 0.0), min(float(part.min()), 0.0)
    high, low = (high, low) if high > low else (1.0, 0.0)
    box = Box(
        card.left + CARD_INSIDE, card.top + CARD_CURVE, card.right - CARD_INSIDE,
        card.bottom - CARD_INSIDE,
    )  # fmt: skip
    return Axes(box, (-0.5, len(part) - 0.5), (low, high))
