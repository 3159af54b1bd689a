"""What is cropped: lines come down where it is cut, and the cut sums tip over and fall."""

from __future__ import annotations

from math import cos, sin

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.formula import Formula
from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.output_tile import OutputTile, face_of
from deconviz.films.mobjects.stage import to_scene
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import TileArea, mix, put_in
from deconviz.films.stages.semantics.stamp_table import StampTable
from deconviz.films.stages.semantics.table_layout import (
    CUT_BOTTOM,
    CUT_TOP,
    WORD_IN_HOLE,
    TableLayout,
)
from deconviz.look.language import (
    BESIDE_BAR,
    BOTTOM,
    CUT,
    CUT_DASHES,
    LEFT,
    RESULT,
    RIGHT,
    TEXT_TO_MARK,
    on,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

TILT = float(np.radians(8))
FALLEN, OUTWARDS = 0.85, 12.0  # size of what has fallen, and pixels by which it moves outwards
LEFT_OF = 0.38  # of the colour of what has fallen
TIPPED_NUMBER, HIGHER = 48.0, 6.0  # height, and how much higher than the middle, in pixels
DIMMED = 0.8  # of the way: from here on the number is that of a dim tile


class CutLines(VGroup):
    """Dashed lines that come down at columns.

    Parameters
    ----------
    columns
        Before which each comes down.
    layout
        Where columns are.
    theme
        Colours.
    """

    def __init__(self, columns: list[int], layout: TableLayout, theme: Theme) -> None:
        self._x = [layout.edge(column) for column in columns]
        mark = Mark(theme.foreground, CUT_DASHES)
        self._lines = [Line(mark, CUT, round_ends=False) for _ in columns]
        super().__init__(*self._lines)

    def draw(self, shares: list[float]) -> None:
        """Draw each line as far as it has come down, 0 to 1."""
        for line, x, share in zip(self._lines, self._x, shares, strict=True):
            end = CUT_TOP + max(share, 1e-3) * (CUT_BOTTOM - CUT_TOP)
            line.draw(np.full(2, x), np.array([CUT_TOP, end]))
            fade(line, float(share > 0))


class CutPlaces(VGroup):
    """Holes where sums would stand, and a word in each that has room.

    Parameters
    ----------
    columns
        Where they are.
    layout
        Where columns are.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(
        self, columns: list[int], layout: TableLayout, theme: Theme, name: ThemeName
    ) -> None:
        self._boxes = [layout.output(column) for column in columns]
        self._holes = Holes(name)
        self._words = [
            Label("cut", 0, 0, size=BESIDE_BAR, colour=theme.muted, align="centre") for _ in columns
        ]
        self._fits = [
            put_in(word, box, WORD_IN_HOLE)
            for word, box in zip(self._words, self._boxes, strict=True)
        ]
        super().__init__(self._holes, *self._words)

    def draw(self, shown: list[float], word: float = 1.0, covered: float = 0.0) -> None:
        """Draw the holes that are there.

        Parameters
        ----------
        shown
            Which of them are, each 0 to 1.
        word
            How much of their words is there, 0 to 1.
        covered
            Pixels from below that something lies on.
        """
        boxes = [box for box, one in zip(self._boxes, shown, strict=True) if one > 0]
        self._holes.draw(boxes)
        if boxes and covered:
            lowest = to_scene(0.0, boxes[0].bottom - covered)[1]
            dashes = self._holes.points.reshape(-1, 4, 3)  # (n, 4, 3)
            self._holes.points = dashes[(dashes[..., 1] >= lowest).all(1)].reshape(-1, 3)
        for label, fits, one in zip(self._words, self._fits, shown, strict=True):
            fade(label, one * word * fits)


class TippedTile(VGroup):
    """A sum that tips over and falls out of its row.

    Parameters
    ----------
    state, column
        Whose sum it is.
    table
        Where it stands.
    outwards
        -1 if it tips to the left, 1 to the right.
    stays
        Whether it stays below; otherwise it vanishes on its way.
    theme
        Colours.
    """

    def __init__(
        self,
        state: StampSum,
        column: int,
        table: StampTable,
        outwards: int,
        *,
        stays: bool,
        theme: Theme,
    ) -> None:
        self._box, self._outwards, self._stays = table.layout.output(column), outwards, stays
        self._theme = theme
        value, parts = state.rounded(state.sums)[column], state.parts[:, column]
        self.tile = OutputTile(value, parts, table.colours, theme)
        self._colours = [
            colour for colour, part in zip(table.colours, parts.tolist(), strict=True) if part
        ]
        self._face = TileArea(theme.foreground)
        self._dim_label = Label(
            number(value), 0, 0, size=RESULT, colour=on(self._dim(1.0), theme),
            weight="SemiBold", align="centre", tabular=True,
        )  # fmt: skip
        super().__init__(*self.tile.strip, self._face, self.tile.label, self._dim_label)

    def draw(self, share: float) -> None:
        """Draw it so far fallen, 0 to 1; at 0 it is not there, since the row shows it."""
        parts: list[VMobject] = [*self.tile.strip, self._face, self.tile.label, self._dim_label]
        is_there = share > 0 and (self._stays or share < 1)
        if not is_there:
            for part in parts:
                part.clear_points()
            return
        self._face.draw([self.tile.draw(self._box, [None] * 99, 1.0, 1.0, 1.0)])
        is_dim = share > DIMMED and put_in(self._dim_label, face_of(self._box))
        if is_dim:
            self._shrink(self._dim_label)
        fade(self._dim_label, float(is_dim))
        if is_dim:
            fade(self.tile.label, 0.0)
        self._face.set_fill(self._dim(share), 1)
        for area, colour in zip(self.tile.strip, self._colours, strict=True):
            area.set_fill(mix(self._theme.background, colour, 1 - (1 - LEFT_OF) * share), 1)
        for part in parts:
            self._tip(part, share)

    def _shrink(self, label: Label) -> None:
        """Keep a number apart from the strip below it, which leans towards it."""
        face, size = face_of(self._box), min(label.cap_height, TIPPED_NUMBER)
        label.put((face.left + face.right) / 2, (face.top + face.bottom + size) / 2 - HIGHER, size)

    def _dim(self, share: float) -> str:
        theme = self._theme
        return mix(theme.background, theme.foreground, 1 - (1 - LEFT_OF) * share)

    def covers(self, share: float) -> float:
        """Return how much of its place it covers from below, in pixels."""
        box = self._box
        top = self._middle(share)[1] - self._half(self._size(share), share)[1]
        return min(max(box.bottom - top, 0.0), box.height)

    def _size(self, share: float) -> float:
        return 1 - (1 - FALLEN if self._stays else 1.0) * share

    def _half(self, size: float, share: float) -> tuple[float, float]:
        """Return half the width and half the height that it takes, so far turned, in pixels."""
        width, height, turn = size * self._box.width, size * self._box.height, share * TILT
        return (
            (width * cos(turn) + height * sin(turn)) / 2,
            (height * cos(turn) + width * sin(turn)) / 2,
        )

    def _middle(self, share: float) -> tuple[float, float]:
        """Return where its middle is so far fallen, in pixels."""
        box = self._box
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        across, down = self._half(FALLEN, 1.0)
        rest_x = min(max(x + self._outwards * OUTWARDS, LEFT + across), RIGHT - across)
        return x + share * (rest_x - x), y + share**2 * (BOTTOM - 2 - down - y)

    def _tip(self, part: VMobject, share: float) -> None:
        """Turn a part about the middle of the tile, make it smaller, and lower it."""
        box, angle = self._box, self._outwards * TILT * share
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        turn = np.array([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0]])
        flat = (part.points - to_scene(x, y)) @ turn.T * self._size(share)  # (n, 2)
        target = to_scene(*self._middle(share))
        part.points = np.column_stack([flat, np.zeros(len(flat))]) + target


def cut_edges(state: StampSum) -> list[int]:
    """Return the columns before which it is cut: at both ends, at one, or at none."""
    near, far = state.axis.crop
    return [state.kept[0]] * (near > 0) + [state.kept[-1] + 1] * (far > 0)


def has_room(columns: list[int], formula: Formula, layout: TableLayout) -> bool:
    """Tell whether tiles that have tipped over in these columns leave a formula its room."""
    lean = layout.output(0).height * sin(TILT) / 2
    places = [layout.output(column) for column in columns]
    return all(
        box.right + lean + TEXT_TO_MARK <= formula.left
        or box.left - lean - TEXT_TO_MARK >= formula.right
        for box in places
    )
