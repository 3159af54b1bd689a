"""A stamp on its way: the kernel leaves its place, takes the input's colour, and grows with it."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.block_numbers import BlockNumbers, readable
from deconviz.films.mobjects.blocks import Blocks, from_behind, paint, shade_of
from deconviz.films.mobjects.facets import Facets, levels, mixed
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.oblique import Oblique
from deconviz.films.stages.stamp_2d.stamp_clock import StampTimes
from deconviz.films.stages.stamp_2d.stamp_layout import StampLayout, grid
from deconviz.look.language import SURFACES, on
from deconviz.look.theme import Theme, ThemeName

SWITCH = 0.12  # seconds in which numbers go as a stamp falls
LEGIBLE = 0.36  # seconds that numbers must stay, or there are none


class FlyingStamp(VGroup):
    """The kernel, in the air.

    Parameters
    ----------
    layout
        Of the film.
    colours
        Of the stamps, hexadecimal.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, layout: StampLayout, colours: list[str], theme: Theme, name: ThemeName
    ) -> None:
        self._layout = layout
        kernel = layout.piles.kernel
        self._cells, self._weights = grid(kernel.shape), kernel.ravel()  # (K K', 2), (K K',)
        self._grey, self._dark = levels(SURFACES[name].kernel), shade_of(theme)
        self._inks = [levels(colour) for colour in colours]
        self.blocks = Facets()
        tile = layout.output.tile
        self.weights = BlockNumbers(self._weights, tile, on(SURFACES[name].kernel, theme))
        self.products = {
            stamp.factor: BlockNumbers(stamp.products.ravel(), tile, on(colours[0], theme))
            for stamp in layout.piles.stamps
        }
        self._shifts = {
            factor: self._readable(numbers, factor) for factor, numbers in self.products.items()
        }
        self.weight_shifts = self._readable(self.weights, 1.0)
        super().__init__(self.blocks, self.weights, *self.products.values())

    def draw(self, place: int | None, times: StampTimes | None, time: float) -> None:
        """Draw a moment of one stamp; none is nowhere."""
        for numbers in (self.weights, *self.products.values()):
            numbers.put(np.full((len(self._cells), 2), np.nan), 0.0)
        if place is None or times is None or not times.leave <= time < times.landed:
            self.blocks.clear_points()
            return
        factor = self._layout.piles.stamps[place].factor
        grown = between(time, times.leave, times.grown)
        view = self._view(place, times, time)
        tops = self._tops(1 + grown * (factor - 1))
        if time >= times.fall:
            self.blocks.clear_points()
        else:
            self._paint(view, tops, mixed(self._grey, self._inks[place], grown))
        middles = view.project(np.column_stack([self._cells, tops]))
        going = 1 - between(time, times.fall, times.fall + SWITCH)
        shift = grown * self._shifts[factor] + (1 - grown) * self.weight_shifts
        if times.fall - times.grown < LEGIBLE:
            return
        changes = factor != 1
        if not changes or grown < 0.5:
            self.weights.put(middles + shift, (1 - 2 * grown if changes else 1.0) * going)
        else:
            self.products[factor].put(middles + shift, (2 * grown - 1) * going)

    def _view(self, place: int, times: StampTimes, time: float) -> Oblique:
        layout = self._layout
        way = between(time, times.leave, times.arrive)
        return layout.kernel.towards(layout.stamp_view(place), way)

    def _tops(self, factor: float) -> np.ndarray:
        return np.asarray(self._weights * factor * self._layout.height)

    def _paint(self, view: Oblique, tops: np.ndarray, colour: np.ndarray) -> None:
        count = len(tops)
        blocks = Blocks(self._cells, np.zeros(count), tops, np.tile(colour, (count, 1)))
        painting = paint(from_behind(blocks, view), view, self._dark)
        self.blocks.draw(painting.corners, painting.colours)

    def _readable(self, numbers: BlockNumbers, factor: float) -> np.ndarray:
        view, tops = self._layout.kernel, self._tops(factor)
        return readable(
            view.project(np.column_stack([self._cells, tops])),
            view.depths(self._cells),
            self._weights * factor * self._layout.unit,
            numbers.sizes,
            view.tile,
        )
