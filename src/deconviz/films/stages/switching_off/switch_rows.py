"""A row for each component: its switch, and what the network loses without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.switch import Switch
from deconviz.films.mobjects.text import Label
from deconviz.look.language import (
    AXIS_IN_CARD,
    BAR_RADIUS,
    BOTTOM,
    DISC,
    EARLIER,
    LOWEST_BAR,
    REMARK,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

PITCH, TIGHT = 90.0, 82.0  # pixels from row to row: of up to three, and of more
BAR = 64.0  # height of a bar
DECIMALS, FIGURES = 3, 40.0  # of errors
SWITCH_AT, BRACKET_AT = 76.0, 204.0  # pixels from the left
SPACE = 14.0  # pixels between words
NUMBER_AT, BESIDE = 244.0, 24.0  # where numbers begin, and what is between a number and its bar
HEADING = 26.0  # pixels between the heading and the first bar
BELOW_HEADING = 15.0  # pixels between the heading and the mark


@dataclass(frozen=True)
class RowsLayout:
    """Where rows are, and how long bars.

    Attributes
    ----------
    left, right
        Pixels: the sides of the column.
    rows
        How many.
    figures
        Width of the widest number in pixels.
    longest
        The error of the longest bar.
    """

    left: float
    right: float
    rows: int
    figures: float
    longest: float

    @property
    def pitch(self) -> float:
        """Pixels from row to row."""
        return PITCH if self.rows <= 3 else TIGHT

    @property
    def bar_left(self) -> float:
        """Pixels: where bars begin."""
        return self.left + NUMBER_AT + self.figures + BESIDE

    @property
    def heading_base(self) -> float:
        """Pixels: the base line of the heading."""
        return self.middle(0) - BAR / 2 - HEADING

    def middle(self, row: float) -> float:
        """Return the middle of a row; that of all rows is halfway between the first and last."""
        return BOTTOM - BAR / 2 - self.pitch * (self.rows - 1 - row)

    def bar(self, row: float, error: float) -> Box:
        """Return the bar of an error."""
        y = self.middle(row)
        return Box(self.bar_left, y - BAR / 2, self.end(error), y + BAR / 2)

    def end(self, error: float) -> float:
        """Return where the bar of an error ends."""
        length = (self.right - self.bar_left) * error / self.longest
        return self.bar_left + max(length, LOWEST_BAR)

    @property
    def all_rows(self) -> float:
        """The place of what belongs to all rows."""
        return (self.rows - 1) / 2


class SwitchRows(VGroup):
    """Discs, switches, bars and errors of one network; `still` does not move.

    Parameters
    ----------
    components
        Those that are shown, counted from 0.
    errors
        Of each without it, and then with all on.
    layout
        Where they are.
    all_on
        What the error with all on is called, alone and beside its number.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self,
        components: Sequence[int],
        errors: Sequence[float],
        layout: RowsLayout,
        all_on: tuple[str, str],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        colours = [theme.component(component).colour for component in components]
        self._layout, self._errors = layout, errors
        self._earlier = EARLIER[name]
        rows = range(len(components))
        left = layout.left
        self.still = VGroup(
            *(
                Disc(component, theme, left + DISC, layout.middle(row))
                for row, component in enumerate(components)
            )
        )
        self.switches = [
            Switch(colour, left + SWITCH_AT, layout.middle(row), theme, name)
            for row, colour in enumerate(colours)
        ]
        self.bars = [Areas(colour, BAR_RADIUS) for colour in [*colours, theme.foreground]]
        places = [*rows, layout.all_rows]
        self.numbers = [
            self._label(number(error, DECIMALS), layout.middle(place) + FIGURES / 2, theme)
            for error, place in zip(errors, places, strict=True)
        ]
        self._places = places
        self._without, self._all_on = (
            Label(
                text, self.numbers_end, layout.heading_base, size=REMARK, colour=theme.muted,
                align="right",
            )
            for text in ("error without it", all_on[0])
        )  # fmt: skip
        self._bracket = self._brace(theme)
        self.mark = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
        self.mark_name = self._name_of_mark(all_on[1], theme)
        super().__init__(
            *self.switches, *self.bars, self.mark, *self.numbers, self._without, self._all_on,
            self._bracket, self.mark_name,
        )  # fmt: skip

    @property
    def numbers_end(self) -> float:
        """Pixels: where numbers end."""
        return self._layout.bar_left - BESIDE

    def set_bar(self, row: int, grown: float, lit: float) -> None:
        """Show so much of a bar, 0 to 1, and of its light: earlier bars are paler.

        Row -1 is the error with all on.
        """
        full = self.bar(row)
        end = full.left + grown * full.width
        self.bars[row].draw([Box(full.left, full.top, end, full.bottom)] if grown else [])
        fade(self.bars[row], self._earlier + lit * (1 - self._earlier))

    def write(self, row: int, shown: float, lit: float) -> None:
        """Show so much of a bar's number, and of its light, each 0 to 1."""
        fade(self.numbers[row], shown * (self._earlier + lit * (1 - self._earlier)))

    def bar(self, row: int) -> Box:
        """Return where the whole bar of a row is."""
        return self._layout.bar(self._places[row], self._errors[row])

    def head(self, without: float, all_on: float) -> None:
        """Show so much of each heading, 0 to 1."""
        fade(self._without, without)
        fade(self._all_on, all_on)
        fade(self._bracket, all_on)

    def compare(self, shown: float) -> None:
        """Mark the error with all on across all bars, by so much of the way down, 0 to 1."""
        fade(self.mark_name, shown)
        if shown <= 0:
            self.mark.clear_points()
            return
        top = self._layout.heading_base + BELOW_HEADING
        x = self._layout.end(self._errors[-1])
        self.mark.draw(np.full(2, x), np.array([top, top + shown * (BOTTOM - top)]))

    def _name_of_mark(self, words: str, theme: Theme) -> VGroup:
        base = self._layout.heading_base
        figures = Label(
            number(self._errors[-1], DECIMALS), 0, base, size=REMARK, colour=theme.foreground,
            weight="SemiBold", tabular=True,
        )  # fmt: skip
        remark = Label(words, 0, base, size=REMARK, colour=theme.muted)
        wide = figures.width_in_pixels + SPACE + remark.width_in_pixels
        x = min(self._layout.end(self._errors[-1]), self._layout.right - wide)
        figures.put(x, base)
        remark.put(x + figures.width_in_pixels + SPACE, base)
        return VGroup(figures, remark)

    def _label(self, text: str, base: float, theme: Theme) -> Label:
        return Label(
            text, self.numbers_end, base, size=FIGURES, colour=theme.foreground,
            weight="SemiBold", align="right", tabular=True,
        )  # fmt: skip

    def _brace(self, theme: Theme) -> Line:
        layout = self._layout
        x = layout.left + BRACKET_AT
        top, bottom = layout.middle(0) - BAR / 2, layout.middle(layout.rows - 1) + BAR / 2
        line = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
        line.draw(np.array([x, x + 16, x + 16, x]), np.array([top, top, bottom, bottom]))
        return line


def width_of(errors: Sequence[float]) -> float:
    """Return the width of the widest of these errors as they are written."""
    return max(
        Label(
            number(error, DECIMALS), 0, 0, size=FIGURES, colour="#000000", weight="SemiBold",
            tabular=True,
        ).width_in_pixels
        for error in errors
    )  # fmt: skip
