"""A kernel of 4 x 4 whose numbers fly to four piles, one a phase; and what it makes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas, Tint
from deconviz.films.mobjects.facets import levels, mixed
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.grey_image import GreyImage, greys
from deconviz.films.mobjects.hatch import Hatch
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import mix
from deconviz.films.mobjects.tracks import between as on_the_way
from deconviz.films.mobjects.typesetting import typeset
from deconviz.films.stages.checkerboard import checkerboard_layout as layout
from deconviz.films.stages.checkerboard.checkerboard_data import CheckerboardData
from deconviz.films.stages.checkerboard.checkerboard_times import (
    A_FLASH,
    A_PILE,
    CLEARED,
    COLOURED,
    FLASH,
    FOUR,
    GONE,
    KERNEL,
    PILES,
)
from deconviz.look.language import (
    AXIS,
    BAR_GAP,
    BAR_RADIUS,
    BESIDE_BAR,
    FADE,
    FOCUS,
    FOCUS_RADIUS,
    FOLLOWER,
    HOP,
    LOWEST_BAR,
    MOVE,
    SMALL_TILE_RADIUS,
    SMALLEST,
    SURFACES,
    TILE_RADIUS,
    on,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

DOT = 9.0  # radius of the mark of a phase
DOT_IN = 21.0  # from two edges of its tile
IN_TILE = 14.0  # from a number to two edges of its tile
SUMS_APART = 14.0  # from a sum to the next
STAMPED = KERNEL + 1.0, KERNEL + 2.6  # seconds: the image, row by row
LIT = 0.7  # of a phase's colour in the colour of its points


class PhasePiles(VGroup):
    """The kernel, the piles, and the output.

    Parameters
    ----------
    data
        What is shown.
    colours
        Of the phases, hexadecimal.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, data: CheckerboardData, colours: Sequence[str], theme: Theme, name: ThemeName
    ) -> None:
        self._data, self._colours, self._grey = data, colours, SURFACES[name].kernel
        down, across = data.phases.of_taps  # (4,) each
        taps = [(row, column) for row in range(4) for column in range(4)]
        self._phase = {(r, c): int(2 * down[r] + across[c]) for r, c in taps}
        self._of_phase = [[tap for tap in taps if self._phase[tap] == p] for p in range(4)]
        self._places = self._pile_places()
        self.output, self.focus = GreyImage(), Tint(theme.foreground, FOCUS_RADIUS, FOCUS)
        self.solid = [Areas(colour, BAR_RADIUS) for colour in colours]
        self.hatched = [Hatch(colour) for colour in colours]
        self.tiles = {tap: Areas(self._grey, TILE_RADIUS) for tap in taps}
        self.keys = [Areas(colour, SMALL_TILE_RADIUS) for colour in colours]
        self.dots = [Dots(on(colour, theme), DOT) for colour in colours]
        written = [number(value, 2) for value in data.kernel.ravel().tolist()]
        self._size = _fitting(written, BESIDE_BAR, layout.TILE - 2 * IN_TILE)
        written = [number(value, 2) for value in self._sums()]
        self._sum_size = _fitting(written, BESIDE_BAR, layout.PILE_PITCH - SUMS_APART)
        self.numbers = {tap: self._number(tap, theme) for tap in taps}
        self.sums = [self._sum(p, value, theme) for p, value in enumerate(self._sums())]
        self.line = Line(Mark(theme.muted), AXIS)
        super().__init__(
            self.output, self.focus, self.line, *self.keys, *self.tiles.values(), *self.dots,
            *self.numbers.values(), *self.hatched, *self.solid, *self.sums,
        )  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment."""
        coloured = between(time, COLOURED, COLOURED + FADE)
        leaving = between(time, FOUR + GONE, CLEARED)
        boxes = {tap: self._tile_box(tap, time, leaving) for tap in self.tiles}
        words = during(time, KERNEL + MOVE + GONE, FOUR, GONE)
        for tap, tile in self.tiles.items():
            box = boxes[tap]
            tile.draw([box] if box else [])
            tile.set_fill(mix(self._grey, self._colours[self._phase[tap]], coloured))
        flying = [box for phase in range(4) for box in self._draw_pile(phase, time, leaving)]
        for tap, label in self.numbers.items():
            fade(label, words * self._free(tap, flying))
        for phase in range(4):
            self._draw_key(phase, time, leaving, boxes, coloured)
            fade(self.sums[phase], during(time, FLASH + phase * A_FLASH, FOUR, GONE))
        self._draw_line(time, leaving)
        self._draw_focus(time)
        if KERNEL + 0.6 <= time < CLEARED:
            self.output.draw_image(self.colours_of_output(time), layout.PLATE)
        else:
            self.output.clear_points()

    def values(self, time: float) -> Floats:
        """Return the output as it is drawn, shape (16, 16)."""
        begins = np.linspace(*STAMPED, 8, endpoint=False).tolist()
        pace = begins[1] - begins[0]
        shares = [between(time, begin, begin + pace) for begin in begins]
        return np.asarray(np.tensordot(shares, self._data.kernel_rows, 1))

    def colours_of_output(self, time: float) -> Floats:
        """Return the colours of the output, shape (16, 16, 3): one phase after another is lit."""
        colours = greys(self.values(time))
        for phase, colour in enumerate(self._colours):
            row, column = divmod(phase, 2)
            lit = LIT * _lit(phase, time)
            points = colours[row::2, column::2]
            colours[row::2, column::2] = mixed(points, levels(colour), lit)
        return colours

    # --- The kernel ---

    def _number(self, tap: tuple[int, int], theme: Theme) -> Label:
        box, colour = layout.tile(*tap), self._colours[self._phase[tap]]
        label = Label(
            number(self._data.kernel[tap], 2), 0, 0, size=BESIDE_BAR, colour=on(colour, theme),
            weight="SemiBold", align="centre",
        )  # fmt: skip
        middle = layout.middle(box)
        label.put(middle[0], middle[1] + self._size / 2, self._size)
        return label

    def _tile_box(self, tap: tuple[int, int], time: float, leaving: float) -> Box | None:
        if time < KERNEL or leaving == 1:
            return None
        row, column = tap
        start, place = layout.icon_cells(4)[4 * row + column], layout.tile(row, column)
        came = (time - KERNEL - FOLLOWER * (row + column) / 2) / MOVE
        box = on_the_way(start, place, came)
        return layout.inset(box, leaving * box.width / 2)

    # --- The piles ---

    def _sums(self) -> list[float]:
        return [float(value) for value in self._data.phases.sums.ravel()]

    def _pile_places(self) -> dict[tuple[int, int], Box]:
        """Return where each number of the kernel lands: up from the line, or hanging below it."""
        kernel = self._data.kernel
        high = max(sum(max(kernel[tap], 0.0) for tap in taps) for taps in self._of_phase)
        low = max(sum(max(-kernel[tap], 0.0) for tap in taps) for taps in self._of_phase)
        self._unit = layout.TALLEST / ((high + low) or 1.0)
        self._zero = layout.PILE_LINE - low * self._unit
        places = {}
        for phase, taps in enumerate(self._of_phase):
            left, right = layout.pile(phase)
            up = down = self._zero
            for tap in taps:
                size = abs(float(kernel[tap])) * self._unit
                if kernel[tap] >= 0:
                    gap = AXIS / 2 if up == self._zero else BAR_GAP
                    places[tap] = Box(left, up - max(size, gap + LOWEST_BAR), right, up - gap)
                    up -= size
                else:
                    gap = AXIS / 2 if down == self._zero else BAR_GAP
                    places[tap] = Box(left, down + gap, right, down + max(size, gap + LOWEST_BAR))
                    down += size
        return places

    def _draw_pile(self, phase: int, time: float, leaving: float) -> list[Box]:
        """Draw a pile, and return what is on its way to it."""
        flying: list[Box] = []
        solid: list[Box] = []
        hatched: list[Box] = []
        for place, tap in enumerate(self._of_phase[phase]):
            begin = PILES + (3 - phase) * A_PILE + place * FOLLOWER  # the farthest first
            if time < begin or leaving == 1:
                continue
            box = on_the_way(self._lifted(tap), self._places[tap], (time - begin) / HOP)
            if time < begin + HOP:
                flying.append(box)
            box = self._sunk(box, leaving)
            (solid if self._data.kernel[tap] >= 0 else hatched).append(box)
        self.solid[phase].draw(solid)
        self.hatched[phase].draw(hatched)
        return flying

    def _lifted(self, tap: tuple[int, int]) -> Box:
        """Return what lifts off a tile: as wide and high as it lands, in the middle of it."""
        x, y = layout.middle(layout.tile(*tap))
        end = self._places[tap]
        half = end.width / 2, min(end.height, layout.TILE) / 2
        return Box(x - half[0], y - half[1], x + half[0], y + half[1])

    def _free(self, tap: tuple[int, int], flying: Sequence[Box]) -> float:
        """Tell how far the number on a tile is from what flies over it, 0 to 1."""
        across, up = self.numbers[tap].width_in_pixels / 2, self._size / 2
        away = layout.distance(layout.middle(layout.tile(*tap)), across, up, flying)
        return between(away, layout.COVERED, layout.FREE)

    def _sunk(self, box: Box, leaving: float) -> Box:
        """Return a box on its way into the line."""
        top, bottom = (side + leaving * (self._zero - side) for side in (box.top, box.bottom))
        return Box(box.left, top, box.right, bottom)

    def _sum(self, phase: int, value: float, theme: Theme) -> Label:
        left, right = layout.pile(phase)
        return Label(
            number(value, 2), (left + right) / 2, self._top(phase) - 18, size=self._sum_size,
            colour=theme.foreground, weight="SemiBold", align="centre",
        )  # fmt: skip

    def _top(self, phase: int) -> float:
        tops = [self._places[tap].top for tap in self._of_phase[phase]]
        return float(min(self._zero, *tops))

    def _draw_key(
        self, phase: int, time: float, leaving: float,
        boxes: dict[tuple[int, int], Box | None], coloured: float,
    ) -> None:  # fmt: skip
        key = layout.key(phase)
        come = between(time, PILES, PILES + HOP) * (1 - leaving)
        box = layout.inset(key, (1 - come) * layout.KEY / 2)
        self.keys[phase].draw([box] if come > 0 else [])
        tiles = [boxes[tap] for tap in self._of_phase[phase]]
        marked = [one for one in tiles if one is not None and one.width > 0.9 * layout.TILE]
        marked += [box] if come > 0.9 else []
        corners = np.array([_corner(one, phase) for one in marked]).reshape(-1, 2)
        self.dots[phase].draw(corners[:, 0], corners[:, 1])
        fade(self.dots[phase], coloured * (1 - between(leaving, 0.0, 0.3)))

    def _draw_line(self, time: float, leaving: float) -> None:
        grown = between(time, PILES - HOP, PILES) * (1 - leaving)
        left, right = layout.pile(0)[0] - 10, layout.pile(3)[1] + 10
        x = np.array([left, left + grown * (right - left)]) if grown > 0 else np.empty(0)
        self.line.draw(x, np.full(len(x), self._zero))

    def _draw_focus(self, time: float) -> None:
        phase = int(np.argmax([_lit(p, time) for p in range(4)]))
        left, right = layout.pile(phase)
        top = self._top(phase) - 18 - self._sum_size - 14
        shown = _lit(phase, time)
        self.focus.draw([Box(left - 18, top, right + 18, layout.key(phase).bottom + 12)])
        self.focus.set_fill(opacity=FOCUS * shown)


def _fitting(texts: Sequence[str], most: float, room: float) -> float:
    """Return the size, so much at most, at which no text is wider than a room in pixels."""
    widest = max(float(np.ptp(typeset(text, "SemiBold")[:, 0])) for text in texts)
    return max(min(most, room / widest), SMALLEST)


def _lit(phase: int, time: float) -> float:
    begin = FLASH + phase * A_FLASH
    return during(time, begin, begin + A_FLASH - 0.12, 0.12)


def _corner(box: Box, phase: int) -> tuple[float, float]:
    """Return where the dot of a phase is in a tile: in the corner that the phase has in a block."""
    row, column = divmod(phase, 2)
    within = min(DOT_IN, 0.3 * box.width)
    return (
        box.right - within if column else box.left + within,
        box.bottom - within if row else box.top + within,
    )
