"""Where multiplications are: one alone beside the activation, or several side by side."""

from __future__ import annotations

from deconviz.analysis.encoder_sum import EncoderSum, limits
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.encoder.multiplication import Place, shares_of
from deconviz.look.language import LEFT, RIGHT

ALONE_CURVES, ALONE_STAIRS = Box(105.0, 183.0, 1125.0, 521.0), Box(105.0, 610.0, 1125.0, 965.0)
CURVES, STAIRS = (234.0, 442.0), (490.0, 850.0)  # tops and bottoms, side by side
NAMED_CURVES, NAMED_STAIRS = (288.0, 478.0), (528.0, 868.0)  # the same below names
GAP, WIDE_GAP = 58.0, 126.0
FLOOR, FLOOR_ABOVE_WORDS = 1009.0, 874.0  # pixels: of the points of a waiting filter


def alone(example: EncoderSum) -> Place:
    """Return the place of the one that is told at length."""
    return Place.of(len(example.window), ALONE_CURVES, ALONE_STAIRS, limits([example]), FLOOR)


def side_by_side(examples: list[EncoderSum]) -> list[Place]:
    """Return places beside each other, with zero at one height and scales of their own."""
    each = [limits([example]) for example in examples]
    above = max(high / max(high, -low) for low, high in each)
    below = max(-low / max(high, -low) for low, high in each)
    zero = STAIRS[0] + (STAIRS[1] - STAIRS[0]) * above / (above + below)
    places = []
    for example, box, (low, high) in zip(
        examples, _boxes(len(examples), GAP, CURVES), each, strict=True
    ):
        room = (zero - STAIRS[0], STAIRS[1] - zero)
        unit = min(
            pixels / value for pixels, value in zip(room, (high, -low), strict=True) if value
        )
        stairs = Box(box.left, zero - high * unit, box.right, zero - low * unit)
        values = low, high
        places.append(Place.of(len(example.window), box, stairs, values, FLOOR_ABOVE_WORDS))
    return places


def on_one_scale(examples: list[EncoderSum]) -> list[Place]:
    """Return places of two below their names, with one scale of sums for both."""
    boxes = _boxes(len(examples), WIDE_GAP, NAMED_CURVES)
    return [
        Place.of(
            len(example.window),
            box,
            Box(box.left, NAMED_STAIRS[0], box.right, NAMED_STAIRS[1]),
            limits(examples),
            FLOOR,
            shares_of(*examples),
        )
        for example, box in zip(examples, boxes, strict=True)
    ]


def beneath(place: Place, other: Place) -> Place:
    """Return where `other` is if it lies on `place`: its axes do, with its own scale."""
    box, moved = place.stairs.box, other.stairs.box
    down = float(place.stairs.down(0.0) - other.stairs.down(0.0))
    stairs = Box(box.left, moved.top + down, box.right, moved.bottom + down)
    columns = round(place.curves.x[1] + 0.5)
    return Place.of(columns, place.curves.box, stairs, other.stairs.y, other.floor)


def _boxes(count: int, gap: float, heights: tuple[float, float]) -> list[Box]:
    """Return where curves are, side by side."""
    width = (RIGHT - LEFT - gap * (count - 1)) / count
    lefts = [LEFT + index * (width + gap) for index in range(count)]
    return [Box(left, heights[0], left + width, heights[1]) for left in lefts]
