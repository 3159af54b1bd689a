"""Products as numbers, each in its step of the stairs, or above or below it."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.encoder_sum import DECIMALS, EncoderSum
from deconviz.films.mobjects.stairs import edges
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.encoder.multiplication import Place
from deconviz.look.language import AXIS, LOWEST_BAR, SMALLEST, TEXT_IN_BAR, TEXT_TO_MARK, on
from deconviz.look.theme import Theme
from deconviz.look.wording import signed

SIZE = SMALLEST
OVERSHOOT = 2.0  # pixels that round figures are higher than capitals
APART = TEXT_TO_MARK + OVERSHOOT
AXIS_APART = APART + AXIS / 2


def product_labels(example: EncoderSum, place: Place, theme: Theme) -> list[Label]:
    """Write each product; none where there is no room, or they would not add up as written."""
    colour = theme.component(example.component).colour
    down = place.stairs.down(example.levels)  # (K + 2,)
    left, right = edges(place.stairs, len(example.products))
    zero = float(place.stairs.down(0.0))
    labels = []
    for column, product in enumerate(example.products.tolist()):
        first, last = float(down[column]), float(down[column + 1])
        if abs(last - first) < LOWEST_BAR:
            last = first - LOWEST_BAR if last <= first else first + LOWEST_BAR
        top, bottom = _beside_axis(min(first, last), max(first, last), zero)
        is_inside = bottom - top >= SIZE + 2 * (TEXT_IN_BAR + OVERSHOOT)
        base = (top + bottom + SIZE) / 2 if is_inside else _beside(top, bottom, zero)
        labels.append(
            Label(
                signed(product, DECIMALS), float(left[column] + right[column]) / 2, base,
                size=SIZE, colour=on(colour, theme) if is_inside else colour,
                weight="SemiBold", align="centre", tabular=True,
            )
        )  # fmt: skip
    widest = max(label.width_in_pixels for label in labels)
    has_room = widest + 2 * TEXT_IN_BAR <= float(np.min(right - left))
    return labels if has_room and example.adds_up else []


def _beside_axis(top: float, bottom: float, zero: float) -> tuple[float, float]:
    """Cut a step at the axis if a number in its middle would lie on it."""
    if abs((top + bottom) / 2 - zero) >= SIZE / 2 + AXIS_APART or not top < zero < bottom:
        return top, bottom
    middle = AXIS / 2 + TEXT_TO_MARK - TEXT_IN_BAR
    if zero - top > bottom - zero:
        return top, zero - middle
    return zero + middle, bottom


def _beside(top: float, bottom: float, zero: float) -> float:
    """Return a base line above a step, or below it where the axis is in the way."""
    base = top - APART
    if base <= zero - AXIS_APART or base - SIZE >= zero + AXIS_APART:
        return base
    return zero - AXIS_APART if top <= zero + APART else bottom + APART + SIZE
