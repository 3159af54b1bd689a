"""How near a film of remedies is to its two bands: weights above, and the curve below."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np

from deconviz.analysis.weighted_windows import WeightedWindows
from deconviz.arrays import Floats
from deconviz.look.language import RIGHT

COLUMNS = 278.0  # where columns begin; names are to the left
WALL = 641.0  # the axis of weights
HIGHEST_WALL = 324.0
BAND = (696.0, 976.0)  # the highest and the lowest place of the curve
LOWEST = 1004.0  # of a curve that goes on below zero


@dataclass(frozen=True)
class RemedyView:
    """A view, in pixels.

    Attributes
    ----------
    first, last
        Where the leftmost column begins and the rightmost one ends, in points of the curve.
    weight, value
        How high a weight of 1 and a value of 1 are.
    zero
        Where the axis of the curve is.
    """

    first: float
    last: float
    weight: float
    value: float
    zero: float

    @property
    def pitch(self) -> float:
        """From one column to the next."""
        return (RIGHT - COLUMNS) / (self.last - self.first)

    def across(self, points: Floats | float) -> Floats:
        """Turn points of the curve into pixels."""
        return np.asarray(COLUMNS + (np.asarray(points, float) - self.first) * self.pitch)

    def wall(self, weights: Floats | float) -> Floats:
        """Turn sums of weights into pixels."""
        return np.asarray(WALL - self.weight * np.asarray(weights, float))

    def down(self, values: Floats | float) -> Floats:
        """Turn values of the curve into pixels."""
        return np.asarray(self.zero - self.value * np.asarray(values, float))

    def toward(self, other: RemedyView, share: float) -> RemedyView:
        """Return the view on the way to another, 0 to 1."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return RemedyView(*(one + share * (next_one - one) for one, next_one in pairs))


@dataclass(frozen=True)
class RemedyViews:
    """The views of a film: on the plain sum, on what is left then, and on more of the curve."""

    far: RemedyView
    near: RemedyView
    wide: RemedyView

    @classmethod
    def of(cls, windows: WeightedWindows) -> RemedyViews:
        """Fit all that is drawn; both bands come nearer by the same factor."""
        first, last = -0.5, len(windows.curve) - 0.5
        first_wide = first - windows.before
        last_wide = first_wide + len(windows.longer)
        low, high = _reach(windows, ("sum",), windows.curve)
        top, bottom = BAND
        weight = (WALL - HIGHEST_WALL) / _tallest(windows, ("sum",))
        value = (bottom - top) / (high - low)
        far = RemedyView(first, last, weight, value, bottom + low * value)
        others = ("halve", "taper", "divide")
        low, high = _reach(windows, others, windows.curve)
        nearer = min(
            (WALL - HIGHEST_WALL) / _tallest(windows, others) / weight,
            (bottom - top) / (high - low) / value,
        )
        value *= nearer
        near = RemedyView(first, last, weight * nearer, value, bottom + low * value)
        low, high = _reach(windows, ("halve", "pad"), windows.longer)
        value = min(value, (LOWEST - top) / (high - low))
        zero = min(bottom, LOWEST + low * value)
        wide = RemedyView(first_wide, last_wide, near.weight, value, zero)
        return cls(far, near, wide)


def _tallest(windows: WeightedWindows, remedies: tuple[str, ...]) -> float:
    totals = [windows.totals(windows.weights(remedy)).max() for remedy in remedies]
    return max(1.0, *map(float, totals))


def _reach(
    windows: WeightedWindows, remedies: tuple[str, ...], curve: Floats
) -> tuple[float, float]:
    """Return the lowest and the highest value of what is drawn, 0 included."""
    outputs = [windows.output(windows.weights(remedy)) for remedy in remedies]
    values = np.concatenate([[0.0], curve, *outputs])
    low, high = float(values.min()), float(values.max())
    return low, high if high > low else low + 1.0
