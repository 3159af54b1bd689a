"""A window and a filter on one axis, and below it the stairs that their products make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.analysis.encoder_sum import EncoderSum
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Lines, bezier_points
from deconviz.films.mobjects.stage import Box, to_scene
from deconviz.films.mobjects.stairs import Stairs
from deconviz.look.language import (
    AXIS,
    COMPONENT,
    COMPONENT_DOT,
    FOCUS,
    INPUT,
    INPUT_DOT,
    LABELS_APART,
    in_film,
)
from deconviz.look.theme import Mark, Theme

LARGEST_DOT = 1 / 8  # of the pitch of columns


@dataclass(frozen=True)
class Place:
    """Where a multiplication is.

    Attributes
    ----------
    curves
        Axes of window and filter, each in shares of its own largest value.
    stairs
        Axes of the sum; columns are those of `curves`.
    floor
        Pixels: what no waiting filter goes below.
    """

    curves: Axes
    stairs: Axes
    floor: float

    @classmethod
    def of(
        cls,
        columns: int,
        curves: Box,
        stairs: Box,
        values: tuple[float, float],
        floor: float,
        shares: tuple[float, float] = (-1.0, 1.0),
    ) -> Place:
        """Lay axes out in two boxes: of shares of curves, and of sums, each between two values."""
        across = (-0.5, columns - 0.5)
        return cls(Axes(curves, across, shares), Axes(stairs, across, values), floor)

    @property
    def pitch(self) -> float:
        """Pixels from one column to the next."""
        return float(self.curves.across(1.0) - self.curves.across(0.0))

    def towards(self, other: Place, share: float) -> Place:
        """Return a place on the way to another that has the same limits."""
        return Place(
            _between(self.curves, other.curves, share),
            _between(self.stairs, other.stairs, share),
            self.floor + share * (other.floor - self.floor),
        )


class Multiplication(VGroup):
    """Window, filter and stairs; it is drawn wherever its place is now.

    Parameters
    ----------
    example
        What is multiplied.
    scales
        The largest absolute values of window and filter that there is room for.
    place
        Where it stands in the end.
    theme
        Colours.
    """

    def __init__(
        self, example: EncoderSum, scales: tuple[float, float], place: Place, theme: Theme
    ) -> None:
        self.example, self.scales = example, scales
        mark = in_film(theme.component(example.component))
        self._under = Under(theme.foreground, opacity=FOCUS)
        self._axes = Lines(theme.muted, AXIS)
        self.window = Curve(place.curves, Mark(theme.foreground), INPUT, INPUT_DOT)
        self.filter = Curve(place.curves, mark, COMPONENT, COMPONENT_DOT)
        self.stairs = Stairs(mark.colour)
        super().__init__(self._under, self._axes, self.window, self.stairs, self.filter)

    def draw(self, place: Place, slid: float, grown: Floats, fallen: Floats, bent: float) -> None:
        """Draw it.

        Parameters
        ----------
        place
            Where.
        slid
            How far the filter has come from below, 0 to 1.
        grown, fallen
            How much of each product is there, and how far it has fallen, 0 to 1, shape (K,).
        bent
            How much of its shape the filter has, 0 to 1.
        """
        curves, example = place.curves, self.example
        x = curves.across(np.arange(len(example.window), dtype=float))
        zero = float(curves.down(0.0))
        window = curves.down(example.window / self.scales[0])  # (K,)
        weights = bent * example.kernel / self.scales[1]  # (K,)
        waits = waiting(place, example.kernel / self.scales[1])
        below, lower = (1 - slid) * (waits - zero), float(place.stairs.down(0.0))
        most = place.pitch * LARGEST_DOT
        self._under.fill(x, window, zero)
        self.window.draw_at(x, window, min(INPUT_DOT, most))
        self.filter.draw_at(x, curves.down(weights) + below, min(COMPONENT_DOT, most))
        ends = np.array([curves.box.left, curves.box.right])
        self._axes.draw(ends, np.array([[zero] * 2, [lower + (1 - slid) * (waits - lower)] * 2]))
        self.stairs.draw(place.stairs, example.products, grown, fallen, self._above(place))

    def _above(self, place: Place) -> Floats:
        """Return where products grow in pixels, shape (K,): on the axis, or lower if it is tall."""
        axes = place.stairs
        rises = axes.down(0.0) - axes.down(self.example.products)  # (K,)
        return np.maximum(place.curves.down(0.0), place.curves.box.top + rises)

    def appear(self, share: float) -> None:
        """Set how much there is of all that is drawn, 0 to 1."""
        fade(self, share)
        fade(self._under, FOCUS * share)

    def hide(self) -> None:
        """Draw nothing."""
        for part in self.get_family():
            part.clear_points()

    def facts(self, place: Place) -> dict[str, list[float]]:
        """Read window, filter and the starts of steps off the picture, where all have landed."""
        axes, (window, weight) = place.curves, self.scales
        return {
            "input": (axes.values(self.window.places()[:, 1]) * window).tolist(),
            "filter": (axes.values(self.filter.places()[:, 1]) * weight).tolist(),
            "steps_begin": self.stairs.starts(place.stairs, self.example.products).tolist(),
        }


def scales_of(*examples: EncoderSum) -> tuple[float, float]:
    """Return the largest absolute values of windows and filters: each has a scale of its own."""
    window = max(float(np.abs(example.window).max()) for example in examples)
    weight = max(float(np.abs(example.kernel).max()) for example in examples)
    return window or 1.0, weight or 1.0


def shares_of(*examples: EncoderSum) -> tuple[float, float]:
    """Return the lowest and the highest share of windows and filters, with zero between them."""
    scales = scales_of(*examples)
    each = [
        curve / scale
        for example in examples
        for curve, scale in zip((example.window, example.kernel), scales, strict=True)
    ]
    low, high = min(float(curve.min()) for curve in each), max(float(curve.max()) for curve in each)
    return min(low, 0.0), max(high, 0.0) or 1.0


class Under(Tint):
    """The pale area between a curve and its axis."""

    def fill(self, x: Floats, y: Floats, zero: float) -> None:
        """Fill it for points in pixels, shape (n,)."""
        across = np.concatenate([x[:1], x, x[-1:], x[:1]])
        down = np.concatenate([[zero], y, [zero, zero]])
        points = np.stack([across, down], 1)  # (n + 3, 2)
        pieces = np.stack([points[:-1], points[1:]], 1)  # (n + 2, 2, 2)
        self.points = bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))


def waiting(place: Place, weights: Floats) -> float:
    """Return where the axis of a waiting filter is: on that of the stairs, if there is room."""
    unit = float(place.curves.down(0.0) - place.curves.down(1.0))
    highest = place.curves.box.bottom + LABELS_APART + unit * max(float(weights.max()), 0.0)
    lowest = place.floor + unit * min(float(weights.min()), 0.0)
    return min(max(float(place.stairs.down(0.0)), highest), lowest)


def _between(one: Axes, other: Axes, share: float) -> Axes:
    a, b = one.box, other.box
    sides = np.array([[a.left, a.top, a.right, a.bottom], [b.left, b.top, b.right, b.bottom]])
    return Axes(Box(*(sides[0] + share * (sides[1] - sides[0])).tolist()), one.x, one.y)
