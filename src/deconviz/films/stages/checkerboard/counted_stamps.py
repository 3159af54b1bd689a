"""Four ones that land as stamps, and how many of them reach each point of the output."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.facets import hexadecimal, levels
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.grey_image import greys
from deconviz.films.mobjects.motion import at, between
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.tile import mix
from deconviz.films.mobjects.tracks import between as on_the_way
from deconviz.films.stages.checkerboard import checkerboard_layout as layout
from deconviz.films.stages.checkerboard.checkerboard_times import (
    BACK,
    CAMERA_BACK,
    FLIGHT,
    LANDING,
    PALE,
    SECONDS,
    STAMPS,
)
from deconviz.look.language import FADE, RESULT, SMALL_TILE_RADIUS, TILE_RADIUS, on
from deconviz.look.theme import Mark, Theme

EDGE = 7.0  # of a stamp
ONE_SIZE, MOST_SIZE = 90.0, 76.0  # of the ones, and of the largest count
SHADES = np.array([0.0, 0.25, 0.58, 0.8, 1.0])  # by count
OF_STAMP = 0.3  # of a stamp's colour in the colour of a point
OPENED, AGAIN = (-0.35, -0.1), (-0.17, -0.08)
"""Seconds before the film begins anew: the output opens, and the ones are there."""
TO_RIGHT, IN_LANE, OFF_LANE = 0.2, 0.42, 0.67  # of a flight


class CountedStamps(VGroup):
    """The four ones, their stamps, and the counts.

    Parameters
    ----------
    counts
        Of all stamps, shape (5, 5).
    colours
        Of the ones, hexadecimal.
    theme
        Colours.
    """

    def __init__(self, counts: Floats, colours: Sequence[str], theme: Theme) -> None:
        self._colours, self._theme = colours, theme
        self._places = [tuple(place) for place in np.argwhere(counts > 0).tolist()]
        self.cells = {place: Areas(theme.grid, SMALL_TILE_RADIUS) for place in self._places}
        self.numbers = {place: Reading(RESULT, theme.foreground, align="centre")
                        for place in self._places}  # fmt: skip
        self.ones = [Areas(colour, TILE_RADIUS) for colour in colours]
        self.digits = [Reading(ONE_SIZE, on(colour, theme), align="centre") for colour in colours]
        self.edges = [
            Outline(layout.inset(layout.stamp(n), 1.5), Mark(colour), EDGE, TILE_RADIUS)
            for n, colour in enumerate(colours)
        ]
        self.flying = [Areas(colour, SMALL_TILE_RADIUS) for colour in colours]
        self._moment: tuple[float, float, list[float], list[Box]] | None = None
        super().__init__(
            *self.cells.values(), *self.edges, *self.numbers.values(), *self.flying,
            *self.ones, *self.digits,
        )  # fmt: skip

    def draw(self, time: float, image: Floats) -> None:
        """Draw a moment; the ones become points of an image (8, 8), and come again at the end."""
        if time >= BACK:
            time -= SECONDS
        self._draw_ones(time, image)
        flying = [self._flight(number, time) for number in range(len(STAMPS))]
        for area, (box, share, there) in zip(self.flying, flying, strict=True):
            area.draw(_split(box, share) if there > 0 else [])
            area.set_fill(opacity=there)
        landed = [between(time, begin + FLIGHT, begin + FLIGHT + LANDING) for begin in STAMPS]
        for edge, share in zip(self.edges, landed, strict=True):
            fade(edge, share * (1 - between(time, PALE, CAMERA_BACK)))
        self._draw_cells(time, landed, [box for box, _, there in flying if there > 0])

    def shown(self) -> list[tuple[tuple[int, ...], str]]:
        """Return the counts that are written now, by place."""
        texts = self.numbers.items()
        return [(place, one.text) for place, one in texts if _opacity(one) > 0]

    def _flight(self, number: int, time: float) -> tuple[Box, float, float]:
        """Return where a stamp flies, how far it has come, and how opaque it is."""
        begin = STAMPS[number]
        share = (time - begin) / FLIGHT
        box = _flown(number, share)
        there = 0.0 if share <= 0 else 1 - between(time, begin + FLIGHT, begin + FLIGHT + LANDING)
        return box, min(max(share, 0.0), 1.0), there

    def _draw_ones(self, time: float, image: Floats) -> None:
        pale = between(time, PALE, CAMERA_BACK)
        for number, (area, digit) in enumerate(zip(self.ones, self.digits, strict=True)):
            box = layout.one(number)
            area.draw([box] if time < CAMERA_BACK else [])
            value = image[3 + number // 2, 3 + number % 2]
            area.set_fill(mix(self._colours[number], _grey(value), pale), between(time, *AGAIN))
            digit.say("1", (box.left + box.right) / 2, (box.top + box.bottom) / 2 + ONE_SIZE / 2)
            shown = min(between(time, *AGAIN), 1 - between(time, PALE, PALE + FADE))
            fade(digit, shown)

    def _draw_cells(self, time: float, landed: list[float], over: list[Box]) -> None:
        begin, end = OPENED
        opened = min(max((time - begin) / (end - begin), 0.0), 1.0) if time < CAMERA_BACK else 0.0
        moment = opened, between(time, PALE, CAMERA_BACK), landed, over
        if moment == self._moment:
            return
        self._moment = moment
        for place in self._places:
            self._draw_cell(place, *moment)

    def _draw_cell(
        self,
        place: tuple[int, ...],
        opened: float,
        pale: float,
        landed: Sequence[float],
        over: Sequence[Box],
    ) -> None:
        row, column = place
        box = layout.cell(row, column)
        reach = [n for n in range(len(STAMPS)) if _reaches(n, row, column)]
        shares = [landed[n] for n in reach]
        shade = float(np.interp(sum(shares), np.arange(len(SHADES)), SHADES))
        grey = _grey(shade)
        own = [levels(self._colours[n]) * share for n, share in zip(reach, shares, strict=True)]
        tinted = grey
        if sum(shares) > 0:
            colour = hexadecimal(np.sum(own, 0) / sum(shares))
            tinted = mix(grey, colour, OF_STAMP * (1 - shade) * (1 - pale) * min(sum(shares), 1))
        area, number = self.cells[place], self.numbers[place]
        middle = layout.square(*layout.middle(layout.OUTPUT), 0)
        area.draw([on_the_way(middle, box, opened)] if opened > 0 else [])
        area.set_fill(tinted)
        count = sum(share > 0.5 for share in shares)
        size = MOST_SIZE if count == len(STAMPS) else RESULT
        if size != number.cap_height:
            number.put(0, 0, size)
        number.say(str(count), (box.left + box.right) / 2, (box.top + box.bottom) / 2 + size / 2)
        number.set_fill(on(tinted, self._theme))
        settled = min((abs(2 * share - 1) for share in shares), default=1.0)
        fade(number, 0.0 if count == 0 else min(settled, _free(box, over)) * (1 - pale))


def _reaches(number: int, row: int, column: int) -> bool:
    down, across = divmod(number, 2)
    return 0 <= row - 2 * down < 3 and 0 <= column - 2 * across < 3


def _flown(number: int, share: float) -> Box:
    """Return a stamp on its way; from the left it takes the lane between the rows of ones."""
    start, end = layout.one(number), layout.stamp(number)
    if number % 2 == 1:
        return on_the_way(start, end, share)
    (x, y), (last_x, last_y) = layout.middle(start), layout.middle(end)
    lane = (IN_LANE, layout.LANE), (OFF_LANE, layout.LANE)
    small = (IN_LANE, layout.IN_LANE), (OFF_LANE, layout.IN_LANE)
    side = at([(0.0, start.width), *small, (1.0, end.width)], share)
    x = at([(TO_RIGHT, x), (1.0, last_x)], share)
    y = at([(0.0, y), *lane, (1.0, last_y)], share)
    return layout.square(x - side / 2, y - side / 2, side)


def _split(box: Box, share: float) -> list[Box]:
    """Return the cells that a one falls into on its way."""
    pitch, gap = box.width / 3, layout.GAP * share
    return [
        layout.inset(
            layout.square(box.left + column * pitch, box.top + row * pitch, pitch), gap / 2
        )
        for row in range(3)
        for column in range(3)
    ]


def _free(cell: Box, over: Sequence[Box]) -> float:
    """Tell how far the number in a cell is from what flies over it, 0 to 1."""
    half = MOST_SIZE / 2
    away = layout.distance(layout.middle(cell), half, half, over)
    share = (away - layout.COVERED) / (layout.FREE - layout.COVERED)
    return min(max(share, 0.0), 1.0)


def _grey(value: float) -> str:
    return hexadecimal(greys(np.array(value)))


def _opacity(text: VMobject) -> float:
    return float(text.fill_rgbas[0, 3])
