"""The input, one row for each stamp, and the line below them: from one setting to another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import IN_HOLE, Tile, put_in
from deconviz.films.mobjects.tracks import between
from deconviz.films.stages.semantics.table_layout import (
    LINE,
    OUTPUT,
    OUTPUT_TOP,
    TableLayout,
)
from deconviz.look.language import AXIS, LEFT, NAME, RESULT, input_colours
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

AFTER_NUMBER = 20.0  # pixels


class RowName(VGroup):
    """What a row shows: an input, times the kernel.

    Parameters
    ----------
    value, colour
        The input, and its colour.
    theme
        Colours.
    """

    def __init__(self, value: float, colour: str, theme: Theme) -> None:
        self.value = Label(number(value), 0, 0, size=NAME, colour=colour, weight="SemiBold")
        self.times = Label("× kernel", 0, 0, size=NAME, colour=theme.muted)
        super().__init__(self.value, self.times)

    @property
    def width_in_pixels(self) -> float:
        """Of the whole."""
        return self.value.width_in_pixels + AFTER_NUMBER + self.times.width_in_pixels

    def put(self, y: float) -> None:
        """Put it at the left margin, on a base line."""
        self.value.put(LEFT, y)
        self.times.put(LEFT + self.value.width_in_pixels + AFTER_NUMBER, y)


class StampTable:
    """Inputs, stamps and their names, as they move from one setting to another.

    Parameters
    ----------
    before, after
        The same numbers with two settings.
    theme, name
        Colours, and the theme's name.
    zeros
        Whether what lies between inputs is shown.
    lower
        Pixels: how much lower the inputs are.

    Attributes
    ----------
    layout
        Where everything is.
    below, tiles, names
        Mobjects: below the tiles, the tiles, and what stands to their left.
    """

    def __init__(
        self,
        before: StampSum,
        after: StampSum,
        theme: Theme,
        name: ThemeName,
        *,
        zeros: bool = False,
        lower: float = 0.0,
    ) -> None:
        self._before, self._after, self._theme = before, after, theme
        self.colours = input_colours(len(before.given), theme, name)
        values = before.rounded(before.given)
        self._row_names = [
            RowName(value, colour, theme)
            for value, colour in zip(values, self.colours, strict=True)
        ]
        widest = max(one.width_in_pixels for one in self._row_names)
        self.layout = TableLayout(len(values), max(before.columns, after.columns), widest, lower)
        for i, row_name in enumerate(self._row_names):
            row = self.layout.stamp(i, 0)
            row_name.put((row.top + row.bottom) / 2 + NAME / 2)
        self.inputs = [Tile([v], [c], theme) for v, c in zip(values, self.colours, strict=True)]
        self.stamps = [
            [Tile([product], [colour], theme) for product in before.rounded(row)]
            for row, colour in zip(before.stamps, self.colours, strict=True)
        ]
        most = max(before.axis.stride, after.axis.stride) if zeros else 1
        self._zeros = [(i, step) for i in range(len(values) - 1) for step in range(1, most)]
        self._zero_texts = [
            Label("0", 0, 0, size=RESULT, colour=theme.muted, align="centre", tabular=True)
            for _ in self._zeros
        ]
        self._holes = Holes(name)
        self._clear = is_clear(before), is_clear(after)
        self._links = [Line(Mark(colour), AXIS) for colour in self.colours]
        self._line = Line(Mark(theme.muted), AXIS)
        self.input_word = self._word("input", self.layout.input_middle)
        self.output_word = self._word("output", OUTPUT_TOP + OUTPUT / 2)
        self.below = [self._line, *self._links, self._holes]
        self.tiles = [
            *(tile for row in reversed(self.stamps) for tile in row),
            *self._zero_texts, *reversed(self.inputs),
        ]  # fmt: skip
        self.names = [*self._row_names, self.input_word, self.output_word]

    def draw(
        self,
        moved: Sequence[float],
        *,
        zeros: float = 0.0,
        linked: tuple[float, float] = (1.0, 1.0),
        stamped: float = 1.0,
        numbered: float = 1.0,
        inputs: Sequence[Box | None] | None = None,
    ) -> None:
        """Draw it on its way.

        Parameters
        ----------
        moved
            How far each input is from the first setting to the second, 0 to 1, shape (n,).
        zeros
            How much of the zeros can be read, 0 to 1.
        linked
            How much of the lines from inputs to stamps is there, with each setting.
        stamped
            How far stamps have come out of their inputs, 0 to 1.
        numbered
            How much of the numbers on the inputs is there, 0 to 1.
        inputs
            Where inputs are, if not in their places.
        """
        layout, holes = self.layout, []
        for i, (tile, share) in enumerate(zip(self.inputs, moved, strict=True)):
            place = layout.input(self.above(i, share))
            tile.draw(inputs[i] if inputs else place, 0, numbered)
            for k, stamp in enumerate(self.stamps[i]):
                box = layout.stamp(i, self._column(i, k, share))
                stamp.draw(between(place, box, stamped) if stamped else None, 0, _late(stamped))
            if stamped == 1:
                holes += self._holes_of_stamp(i, share)
            fade(self._row_names[i], _late(stamped))
        self._holes.draw([*holes, *self._draw_zeros(moved, zeros)])
        self._draw_links(moved, linked)
        right = LEFT + stamped * (layout.right - LEFT)
        self._line.draw(np.array([LEFT, right]), np.full(2, LINE))
        fade(self._line, float(stamped > 0))
        fade(self.output_word, _late(stamped))
        fade(self.input_word, numbered)

    def above(self, point: int, share: float) -> float:
        """Return the column of an input on its way."""
        start, end = self._before.above(point), self._after.above(point)
        return start + share * (end - start)

    def source(self, state: StampSum, point: int, column: int) -> Box | None:
        """Return where the part of an input in a column comes from, with a setting."""
        step = column - point * state.axis.stride
        tap, rest = divmod(step, state.axis.dilation)
        if rest or not 0 <= tap < len(state.kernel):
            return None
        return self.layout.stamp(point, column)

    def _column(self, point: int, tap: int, share: float) -> float:
        start, end = self._before.column(point, tap), self._after.column(point, tap)
        return start + share * (end - start)

    def _holes_of_stamp(self, point: int, share: float) -> list[Box]:
        """Return the gaps between the taps of a stamp; closed ones hide behind a tap."""
        first, last = self._before.axis.dilation, self._after.axis.dilation
        return [
            self.layout.stamp(
                point, self._column(point, k, share) + gap_place(step, first, last, share)
            )
            for k in range(len(self._before.kernel) - 1)
            for step in range(1, max(first, last))
            if gap_place(step, first, last, share) > 0
        ]

    def _draw_zeros(self, moved: Sequence[float], shown: float) -> list[Box]:
        first, last = self._before.axis.stride, self._after.axis.stride
        holes = []
        for (i, step), text in zip(self._zeros, self._zero_texts, strict=True):
            place = gap_place(step, first, last, moved[i])
            box = self.layout.input(self.above(i, moved[i]) + place)
            if place > 0:
                holes.append(box)
            fade(text, shown if shown and put_in(text, box, IN_HOLE) else 0.0)
        return holes

    def _draw_links(self, moved: Sequence[float], linked: tuple[float, float]) -> None:
        shown = max(share * clear for share, clear in zip(linked, self._clear, strict=True))
        for i, (link, share) in enumerate(zip(self._links, moved, strict=True)):
            x = self.layout.middle(self.above(i, share))
            bottom, top = self.layout.input(0).bottom, self.layout.stamp(i, 0).top
            link.draw(np.full(2, x), np.array([bottom, bottom + max(shown, 0.01) * (top - bottom)]))
            fade(link, float(shown > 0))

    def _word(self, text: str, middle: float) -> Label:
        return Label(
            text, LEFT, middle + NAME / 2, size=NAME, colour=self._theme.foreground,
            weight="SemiBold",
        )  # fmt: skip


def is_clear(state: StampSum) -> bool:
    """Tell whether no stamp is between an input and its own stamp."""
    axis, points = state.axis, range(len(state.given))
    return not any(
        0 <= state.above(i) - row * axis.stride < axis.reach for i in points for row in range(i)
    )


def gap_place(step: int, first: int, last: int, share: float) -> float:
    """Return how many columns a gap is away from the tile before it, 0 where it is closed."""
    start, end = (step if step < spacing else 0 for spacing in (first, last))
    return start + share * (end - start)


def _late(share: float) -> float:
    """Return what comes in the last third of a share."""
    return min(max(3 * share - 2, 0.0), 1.0)
