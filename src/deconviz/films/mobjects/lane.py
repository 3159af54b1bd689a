"""A lane: the noise on one component, its filter, and the error without it, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box, to_pixels
from deconviz.films.mobjects.text import Label
from deconviz.look.language import (
    AT_WORK,
    AXIS,
    BAR_RADIUS,
    BESIDE_BAR,
    DISC,
    DOT_AT_WORK,
    LEFT,
    LOWEST_BAR,
    NAME,
    REMARK,
    ROW_DISC,
    in_film,
)
from deconviz.look.theme import Mark, Theme

TOP, BOTTOM = 250.0, 934.0  # of all lanes
HEADINGS = 212.0  # their base line
DISC_AT = LEFT + ROW_DISC
NOISE_AT, NOISE_HALF = 360.0, 150.0  # the middle of the noise, and the largest on either side
FILTER = (600.0, 1020.0)  # its first and last point
BEYOND = 18.0  # of a zero line on either side
ERROR_FROM, ERROR_TO = 1130.0, 1630.0
DOT = 6.0  # radius of a draw of noise
AFTER_BAR = 20.0
# Heights as shares of a lane, and their largest, in pixels:
NOISE_HEIGHT, FILTER_HEIGHT, BAR_HEIGHT = (0.56, 130.0), (0.72, 200.0), (0.49, 140.0)


@dataclass(frozen=True)
class LanePlace:
    """Where a lane is: its middle and its height in pixels."""

    y: float
    height: float

    def half(self, share: tuple[float, float]) -> float:
        """Return half the height of something that takes a share, but no more than a height."""
        part, most = share
        return min(part * self.height, most) / 2


def lane_places(lanes: int) -> list[LanePlace]:
    """Return the places of lanes below one another."""
    height = (BOTTOM - TOP) / lanes
    return [LanePlace(TOP + (lane + 0.5) * height, height) for lane in range(lanes)]


def lane_headings(theme: Theme) -> VGroup:
    """Return what stands above lanes: a name for each column."""
    colour, left = theme.foreground, FILTER[0] - BEYOND
    names = [
        Label(text, x, HEADINGS, size=NAME, colour=colour, weight="SemiBold")
        for text, x in (
            ("noise on the code", LEFT),
            ("filter", left),
            ("error without it", ERROR_FROM),
        )
    ]
    after = left + names[1].width_in_pixels
    remark = Label(", own scale", after, HEADINGS, size=REMARK, colour=theme.muted)
    return VGroup(*names, remark)


class Lane(VGroup):
    """One component from left to right: its disc, draws of its noise, its filter, a bar.

    Parameters
    ----------
    component
        Counted from 0.
    place
        Where it is.
    noise
        Draws of the noise on the component, shape (n,).
    largest
        The largest draw of any lane.
    spread
        Where across the lane each draw is, -1 to 1, shape (n,).
    points
        Of the filter.
    largest_error
        That the bar has room for.
    theme
        Colours.

    Attributes
    ----------
    disc, dots
        The disc, and the draws of noise: both may come from elsewhere.
    rest
        Where the draws belong in pixels, shape (n, 2).
    """

    def __init__(
        self,
        component: int,
        place: LanePlace,
        noise: Floats,
        largest: float,
        spread: Floats,
        points: int,
        largest_error: float,
        theme: Theme,
    ) -> None:
        self.place, self._largest_error = place, largest_error
        mark = in_film(theme.component(component))
        self.rest = np.stack(
            [
                NOISE_AT + NOISE_HALF / (largest or 1.0) * noise,
                place.y + place.half(NOISE_HEIGHT) * spread,
            ],
            1,
        )  # (n, 2)
        self.disc = Disc(component, theme)
        self.move_disc(DISC_AT, place.y, 1.0)
        self.dots = Dots(mark.colour, DOT)
        half, pitch = place.half(FILTER_HEIGHT), (FILTER[1] - FILTER[0]) / (points - 1)
        box = Box(FILTER[0], place.y - half, FILTER[1], place.y + half)
        self._axes = Axes(box, (0, points - 1), (-1, 1))
        self._zero = Line(Mark(theme.muted), AXIS, round_ends=False)
        self._curve = Curve(self._axes, mark, AT_WORK, min(DOT_AT_WORK, pitch / 4))
        self._bar = Areas(mark.colour, BAR_RADIUS)
        self._number = Reading(BESIDE_BAR, theme.foreground)
        super().__init__(self._zero, self._curve, self._bar, self.dots, self.disc, self._number)

    def draw_noise(self, places: Floats) -> None:
        """Draw the noise at places in pixels, shape (n, 2): at `rest`, or on its way."""
        self.dots.draw(*places.T)

    def move_disc(self, x: float, y: float, share: float) -> None:
        """Put the disc so far from a place in pixels, 0, to where it belongs, 1."""
        across, down = x + share * (DISC_AT - x), y + share * (self.place.y - y)
        self.disc.put(across, down, DISC + share * (ROW_DISC - DISC))

    def draw_filter(self, weights: Floats, grown: float = 1.0) -> None:
        """Draw a filter (K,) on its own scale: its peak has always the same height.

        Parameters
        ----------
        weights
            Shape (K,).
        grown
            How far it has come, 0 to 1; its zero line comes twice as fast.
        """
        if grown <= 0:
            self._curve.hide()
            self._zero.clear_points()
            return
        left, right = FILTER[0] - BEYOND, FILTER[1] + BEYOND
        end = left + min(2 * grown, 1.0) * (right - left)
        self._zero.draw(np.array([left, end]), np.full(2, self.place.y))
        peak = float(np.abs(weights).max()) or 1.0
        self._curve.draw(grown * weights / peak)

    def draw_error(self, error: float, grown: float = 1.0) -> None:
        """Draw the bar of an error, of which a share has grown, and its number beside it."""
        if grown <= 0:
            self._bar.draw([])
            fade(self._number, 0.0)
            return
        half, width = self.place.half(BAR_HEIGHT), self._width(grown * error)
        y = self.place.y
        self._bar.draw([Box(ERROR_FROM, y - half, ERROR_FROM + width, y + half)])
        x = ERROR_FROM + width + AFTER_BAR
        self._number.say(f"{grown * error:.3f}", x, y + BESIDE_BAR / 2)
        fade(self._number, min(4 * grown, 1.0))

    def filter_values(self) -> Floats:
        """Read the filter off the picture, for a peak of 1, shape (K,)."""
        return self._curve.values()

    def filter_places(self) -> Floats:
        """Read off the picture where the filter's points are in pixels, shape (K, 2)."""
        return self._curve.places()

    def error_value(self) -> float:
        """Read the error off the picture, from the length of its bar."""
        corners = to_pixels(self._bar.points)  # (n, 2)
        return float(np.ptp(corners[:, 0]) / (ERROR_TO - ERROR_FROM) * self._largest_error)

    def _width(self, error: float) -> float:
        longest = ERROR_TO - ERROR_FROM
        return max(longest * error / (self._largest_error or 1.0), LOWEST_BAR)
