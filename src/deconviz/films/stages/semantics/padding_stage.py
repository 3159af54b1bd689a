"""Sums at both ends are cut off, tip over and fall, and climb back."""

from __future__ import annotations

from manim import VMobject

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.titles import Titles
from deconviz.films.stages.semantics.crops import (
    CutLines,
    CutPlaces,
    TippedTile,
    cut_edges,
    has_room,
)
from deconviz.films.stages.semantics.header import Header
from deconviz.films.stages.semantics.length import Length, crop_terms
from deconviz.films.stages.semantics.stamp_table import StampTable
from deconviz.films.stages.semantics.sum_row import SumRow
from deconviz.look.language import FADE
from deconviz.look.theme import Theme, ThemeName

SECONDS = 10.0
CUT, DOWN = 2.6, 0.6  # when lines come down, and for how long
TIP, FALL = 3.2, 0.7
BACK = 8.0  # when what has fallen climbs back
UP = BACK + FALL
WIDER = UP + 0.5
POSTER = 6.0


class PaddingStage:
    """From no padding to the layer's, and back.

    Parameters
    ----------
    whole, cropped
        The same numbers without and with padding.
    head
        Titles, and the kernel.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    """

    def __init__(
        self, whole: StampSum, cropped: StampSum, head: Header, theme: Theme, name: ThemeName
    ) -> None:
        self._inputs = len(whole.given)
        self._table = StampTable(whole, cropped, theme, name, lower=head.lower)
        layout = self._table.layout
        self._row = SumRow(whole, self._table, whole.kept, theme)
        self._kept = cropped.kept
        columns = [column for column in whole.kept if column not in cropped.kept]
        self._length = Length(
            (whole, cropped), (crop_terms(whole), crop_terms(cropped)), layout, theme
        )
        stay = has_room(columns, self._length.formulas[1], layout)
        self._stay = stay
        self._lines = CutLines(cut_edges(cropped), layout, theme)
        self._places = CutPlaces(columns, layout, theme, name)
        self._tipped = [
            TippedTile(
                whole, column, self._table, -1 if column < cropped.kept[0] else 1, stays=stay,
                theme=theme,
            )
            for column in columns
        ]  # fmt: skip
        self._kernel = head.kernel
        first, second = head.texts
        self._titles = Titles([(0.0, first), (TIP, second), (UP, first)], theme)
        self.moving: list[VMobject] = [
            *self._table.below, self._places, self._row, *self._table.tiles, *self._tipped,
            self._lines, *self._table.names, self._length, self._titles, *head.remark,
        ]  # fmt: skip
        if self._kernel:
            self.moving.append(self._kernel)
            self._kernel.draw(0.0)

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        self._table.draw([0.0] * self._inputs)
        fallen = _fall(time)
        upright = float(fallen == 0)
        self._row.draw(lambda j: (1.0 if j in self._kept else upright,) * 3, lambda _: 0.0)
        for tile in self._tipped:
            tile.draw(fallen)
        line = between(time, CUT, CUT + DOWN) - between(time, UP, WIDER)
        self._lines.draw([line] * len(self._lines))
        there = [1 - upright] * len(self._tipped)
        word = 0.0 if self._stay else during(time, TIP + FALL, BACK - FADE)
        covered = self._tipped[0].covers(fallen) if self._stay else 0.0
        self._places.draw(there, word, covered)
        narrow = between(time, CUT, TIP) - between(time, UP, WIDER)
        shown = 1 - during(time, CUT, WIDER)
        self._length.draw(narrow, (shown, during(time, TIP, UP - FADE)))
        self._titles.draw(time)

    def written(self) -> list[str]:
        """Return the sums of the output that can be read now."""
        return self._row.written()


def _fall(time: float) -> float:
    """Return how far the cut sums have fallen, 0 to 1."""
    if time < BACK:
        return min(max((time - TIP) / FALL, 0.0), 1.0)
    return 1 - between(time, BACK, UP)
