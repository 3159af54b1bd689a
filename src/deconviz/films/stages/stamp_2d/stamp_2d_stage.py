"""All that is on the stage as scaled kernels pile up, drawn for any moment."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.stamp_piles import Cell, StampPiles
from deconviz.arrays import Floats
from deconviz.films.mobjects.blocks import INSET
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import put_in
from deconviz.films.stages.stamp_2d.flying_stamp import FlyingStamp
from deconviz.films.stages.stamp_2d.pile_apart import PileApart
from deconviz.films.stages.stamp_2d.stamp_board import BoardState, StampBoard
from deconviz.films.stages.stamp_2d.stamp_clock import StampClock, StampTimes
from deconviz.films.stages.stamp_2d.stamp_layout import StampLayout
from deconviz.films.stages.stamp_2d.stamp_words import StampWords
from deconviz.films.stages.stamp_2d.standing_boards import StandingBoard
from deconviz.films.stages.stamp_2d.total_check import TotalCheck
from deconviz.look.language import (
    FADE,
    RESULT,
    SMALL_TILE_RADIUS,
    SURFACES,
    TILE_RADIUS,
    input_colours,
    on,
)
from deconviz.look.theme import Theme, ThemeName
from deconviz.look.wording import number

THIN = 9.0  # pixels: height of the input's tiles
LARGE = 130.0  # pixels: tiles that large have rounder corners
HOP = 0.3  # seconds in which an input is lifted


class Stamp2DStage:
    """The mobjects of the film.

    Parameters
    ----------
    piles
        The layer.
    clock
        When what happens.
    titles
        When each begins, and what it says.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    """

    def __init__(
        self,
        piles: StampPiles,
        clock: StampClock,
        titles: list[tuple[float, str]],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._piles, self._clock = piles, clock
        layout = self.layout = StampLayout(piles)
        four = input_colours(4, theme, name)
        colours = [four[2 * (a % 2) + b % 2] for a, b in (one.source for one in piles.stamps)]
        grey = SURFACES[name].kernel
        self.board = StampBoard(layout, colours, theme, name)
        self.kernel = StandingBoard(
            piles.kernel, piles.kernel * layout.unit, [grey] * piles.kernel.size,
            layout.kernel.tile, theme,
        )  # fmt: skip
        self.input = StandingBoard(
            piles.given, np.full(piles.given.shape, THIN), colours, layout.input.tile, theme
        )
        self.flying = FlyingStamp(layout, colours, theme, name)
        self.pile = PileApart(layout, colours, theme)
        self.outputs = _output_numbers(piles, colours[0], theme)
        self._has_room = self._put_outputs()
        self.check = TotalCheck(piles, theme)
        words = self._words = StampWords(layout, clock, titles, colours, theme)
        self.moving: list[VMobject] = [
            self.board, self.kernel, self.input, *self.outputs, self.flying, self.pile, self.check,
            words,
        ]  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        clock = self._clock
        place = clock.at_work(time)
        times = None if place is None else clock.times[place]
        tilt = clock.tilted(time)
        self.board.draw_state(self._state(time, place, times, tilt))
        self._draw_standing(time, times, tilt)
        self.flying.draw(place, times, time)
        self.pile.draw(time, clock.pile, clock.pile_end)
        shown = between(time, clock.above, clock.above + FADE)
        shown -= between(time, clock.back - FADE, clock.back)
        self._draw_outputs(shown)
        self.check.draw(
            between(time, clock.above + FADE, clock.above + 2 * FADE)
            - between(time, clock.back - FADE, clock.back)
        )
        self._words.draw(time)

    def written(self) -> list[str]:
        """Return the outputs that are written now, row by row."""
        return [label.text for label in self.outputs if label.fill_rgbas[0, 3] > 0]

    def _state(
        self, time: float, place: int | None, times: StampTimes | None, tilt: float
    ) -> BoardState:
        layout, clock = self.layout, self._clock
        view = layout.output.towards(layout.output_above, tilt, tilt, self._piles.shape)
        falling, marked, guided = None, 0.0, 0.0
        if place is not None and times is not None and time >= times.leave:
            hover = layout.hover(place) / layout.unit * layout.height
            if time >= times.fall:
                share = (time - times.fall) / (times.landed - times.fall)
                falling = hover * (1 - share**2) + self._lowest(place) * share**2
            marked = between(time, times.arrive - (times.arrive - times.leave) / 2, times.arrive)
            marked -= between(time, times.fall, times.landed)
            guided = layout.hover(place) if times.arrive <= time < times.fall else 0.0
        return BoardState(
            view,
            clock.landed(time) if place is None else place,
            falling,
            marked,
            guided,
            parts=tilt**2,
            radius=self._radius(time, layout.output_above.cell),
            floor=1 - tilt,
            sunk=clock.sunk(time),
            cut=clock.cut(time),
        )

    def _lowest(self, place: int) -> float:
        """Return how high the lowest pile below a stamp is, in cells."""
        (row, column), (rows, columns) = self._piles.stamps[place].corner, self._piles.kernel.shape
        below = self._piles.heights(place)[row : row + rows, column : column + columns]
        return float(below.min()) * self.layout.height

    def _draw_standing(self, time: float, times: StampTimes | None, tilt: float) -> None:
        layout, clock = self.layout, self._clock
        lifted = None
        if times is not None and (place := clock.at_work(time)) is not None:
            hop = min(HOP, times.leave - times.begin)
            up = between(time, times.begin, times.begin + hop)
            lifted = place, up - between(time, times.fall, times.landed)
        first, second = between(tilt, 0.0, 0.75), between(tilt, 0.25, 1.0)
        self.input.draw(
            layout.input.towards(layout.input_above, second, tilt, _shape(self._piles.given)),
            lifted=lifted,
            radius=self._radius(time, layout.input_above.cell),
        )
        numbers = 1.0
        if times is not None and times.leave <= time:
            way = times.arrive - times.leave
            numbers = between(time, times.leave + 0.8 * way, times.arrive)
        shifts = self.flying.weight_shifts
        if tilt > 0.5:  # from above, nothing hides a number
            shifts = np.nan_to_num(shifts)
        self.kernel.draw(
            layout.kernel.towards(layout.kernel_above, first, tilt, _shape(self._piles.kernel)),
            shifts * (1 - tilt),
            numbers,
            radius=self._radius(time, layout.kernel_above.cell),
        )

    def _radius(self, time: float, cell: float) -> float:
        """Return how round tiles are, seen from above, in pixels."""
        share = between(time, self._clock.above - 0.05, self._clock.above + FADE)
        share -= between(time, self._clock.back - FADE, self._clock.back + 0.05)
        return share * (TILE_RADIUS if cell >= LARGE else SMALL_TILE_RADIUS)

    def _put_outputs(self) -> list[bool]:
        """Put each number of the output in its cell, and tell whether it fits."""
        layout, fits = self.layout, []
        for label, cell in zip(self.outputs, np.argwhere(self._piles.is_kept), strict=True):
            middle = layout.output_above.project(np.array([*layout.cell((cell[0], cell[1])), 0.0]))
            half = layout.output_above.cell * (0.5 - INSET)
            x, y = middle.tolist()
            fits.append(put_in(label, Box(x - half, y - half, x + half, y + half)))
        return fits

    def _draw_outputs(self, opacity: float) -> None:
        for label, has_room in zip(self.outputs, self._has_room, strict=True):
            fade(label, opacity if has_room else 0.0)


def _shape(numbers: Floats) -> Cell:
    rows, columns = numbers.shape
    return rows, columns


def _output_numbers(piles: StampPiles, colour: str, theme: Theme) -> list[Label]:
    """Return the numbers of the output, row by row; those that no stamp reaches are muted."""
    reached = [bool(pile) for cell, pile in piles.layers.items() if piles.is_kept[cell]]
    return [
        Label(
            number(value), 0, 0, size=RESULT, colour=on(colour, theme) if has_pile else theme.muted,
            weight="SemiBold", align="centre", tabular=True,
        )
        for value, has_pile in zip(piles.output.ravel().tolist(), reached, strict=True)
    ]  # fmt: skip
