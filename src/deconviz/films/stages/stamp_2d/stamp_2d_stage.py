"""All that is on the stage as scaled kernels pile up, drawn for any moment."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.stamp_piles import StampPiles
from deconviz.films.mobjects.block_numbers import BlockNumbers
from deconviz.films.mobjects.motion import between
from deconviz.films.stages.stamp_2d.flying_stamp import FlyingStamp
from deconviz.films.stages.stamp_2d.pile_apart import PileApart
from deconviz.films.stages.stamp_2d.stamp_board import BoardState, StampBoard
from deconviz.films.stages.stamp_2d.stamp_clock import StampClock, StampTimes
from deconviz.films.stages.stamp_2d.stamp_layout import StampLayout
from deconviz.films.stages.stamp_2d.stamp_words import StampWords
from deconviz.films.stages.stamp_2d.standing_boards import StandingBoard
from deconviz.films.stages.stamp_2d.total_check import TotalCheck
from deconviz.look.language import FADE, SURFACES, on
from deconviz.look.theme import Theme, ThemeName

THIN = 9.0  # pixels: height of the input's tiles
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
        four = [*(theme.component(c).colour for c in range(3)), SURFACES[name].wanted]
        cycle = [four[0], four[1], four[2], four[3]]
        colours = [cycle[2 * (a % 2) + b % 2] for a, b in (one.source for one in piles.stamps)]
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
        self.outputs = _output_numbers(layout, colours[0], theme)
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
        self.board.show(self._state(time, place, times, tilt))
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
        return [
            label.text
            for numbers in self.outputs
            for label in numbers.labels
            if label.fill_rgbas[0, 3] > 0
        ]

    def _state(
        self, time: float, place: int | None, times: StampTimes | None, tilt: float
    ) -> BoardState:
        layout, clock = self.layout, self._clock
        view = layout.output.towards(layout.output_above, tilt)
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
        self.input.draw(layout.input.towards(layout.input_above, second, tilt), lifted=lifted)
        numbers = 1.0
        if times is not None and times.leave <= time:
            way = times.arrive - times.leave
            numbers = between(time, times.leave + 0.8 * way, times.arrive)
        self.kernel.draw(
            layout.kernel.towards(layout.kernel_above, first, tilt),
            self.flying.weight_shifts * (1 - tilt),
            numbers,
        )

    def _draw_outputs(self, opacity: float) -> None:
        layout = self.layout
        cells = np.array([layout.cell(cell) for cell in self._piles.layers])  # (cells, 2)
        middles = layout.output_above.project(np.column_stack([cells, np.zeros(len(cells))]))
        middles[~self._piles.is_kept.ravel()] = np.nan
        has_pile = np.array([bool(pile) for pile in self._piles.layers.values()])
        for numbers, is_own in zip(self.outputs, (has_pile, ~has_pile), strict=True):
            numbers.put(middles[is_own], opacity)


def _output_numbers(layout: StampLayout, colour: str, theme: Theme) -> list[BlockNumbers]:
    """Return the numbers on piles, and those on places that no stamp reaches."""
    piles = layout.piles.layers.values()
    totals = np.array([sum(product for _, product in pile) for pile in piles])
    has_pile = np.array([bool(pile) for pile in piles])
    width = layout.output_above.cell * 1.6
    return [
        BlockNumbers(totals[has_pile], width, on(colour, theme)),
        BlockNumbers(totals[~has_pile], width, theme.muted),
    ]
