"""Where a curve's round trip is drawn: input above, codes between, output below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from deconviz.analysis.round_trip import RoundTrip
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import BOTTOM, RIGHT

LEFT = 284.0  # pixels: names stand to the left of it
INPUT_TOP, INPUT_BOTTOM = 158.0, 352.0
CARD_TOP, CARD_BOTTOM = 457.0, 640.0
OUTPUT_TOP = 747.0
ABOVE, BELOW = 16.0, 20.0  # pixels from a band's edges to its curves
WIDEST_CARD, CARD_SHARE = 222.0, 0.84  # of a card; and in strides
LEAST_REACH = 0.05  # of a curve that is flat


@dataclass(frozen=True)
class TripLayout:
    """The places of a round trip; one x axis for input, codes and output, and one scale.

    Attributes
    ----------
    trip
        What is shown.
    """

    trip: RoundTrip

    @property
    def pitch(self) -> float:
        """Pixels from one point to the next."""
        return (RIGHT - LEFT) / self.trip.windows.points

    @cached_property
    def input(self) -> Axes:
        """Of the input."""
        low = min(float(self.trip.curve.min()), 0.0)
        return self._axes(low, INPUT_TOP + ABOVE, INPUT_BOTTOM)

    @cached_property
    def output(self) -> Axes:
        """Of the output, the pieces and the scaled filters."""
        low, _ = self.trip.range_of_output()
        return self._axes(low, OUTPUT_TOP, BOTTOM - BELOW)

    @cached_property
    def windows(self) -> list[tuple[float, float]]:
        """The left and the right end of each window, in pixels."""
        kernel = self.trip.windows.kernel
        starts = self.trip.windows.starts().tolist()
        return [
            (LEFT + self.pitch * start, LEFT + self.pitch * (start + kernel)) for start in starts
        ]

    @cached_property
    def cards(self) -> list[Box]:
        """The card of each window's code, below the middle of the window."""
        stride = self.trip.windows.stride * self.pitch
        width = min(WIDEST_CARD, CARD_SHARE * stride) if len(self.windows) > 1 else WIDEST_CARD
        middles = [(left + right) / 2 for left, right in self.windows]
        return [
            Box(middle - width / 2, CARD_TOP, middle + width / 2, CARD_BOTTOM) for middle in middles
        ]

    @cached_property
    def _scale(self) -> float:
        """Pixels a unit, the same above and below."""
        curve = self.trip.curve
        height = max(float(curve.max()), 0.0) - min(float(curve.min()), 0.0)
        low, high = self.trip.range_of_output()
        above = (INPUT_BOTTOM - INPUT_TOP - ABOVE) / max(height, LEAST_REACH)
        return min(above, (BOTTOM - BELOW - OUTPUT_TOP) / max(high - low, LEAST_REACH))

    def _axes(self, low: float, top: float, bottom: float) -> Axes:
        points = self.trip.windows.points
        box = Box(LEFT, top, RIGHT, bottom)
        return Axes(box, (-0.5, points - 0.5), (low, low + (bottom - top) / self._scale))
