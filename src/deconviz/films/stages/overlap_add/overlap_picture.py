"""The picture of overlaps: cards of codes, what their windows make, and the pile of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis import stacking
from deconviz.analysis.overlap_sum import DECIMALS, OverlapSum
from deconviz.analysis.stacking import Piece
from deconviz.arrays import Floats, Mask
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.beam import Beam
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.guides import Guides
from deconviz.films.mobjects.hatch import Hatch
from deconviz.films.mobjects.lines import Line, until
from deconviz.films.mobjects.piece_labels import PieceLabels
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.too_much import TooMuch
from deconviz.films.mobjects.wanted_line import WantedLine
from deconviz.films.mobjects.wanted_name import WantedName
from deconviz.films.stages.overlap_add.code_column import CodeColumn
from deconviz.films.stages.overlap_add.counts import Counts
from deconviz.films.stages.overlap_add.overlap_layout import ABOVE_PILE, OverlapLayout
from deconviz.films.stages.overlap_add.scaled_filters import ScaledFilters
from deconviz.look.language import (
    AXIS,
    BAR_RADIUS,
    EARLIER,
    LABELS_APART,
    LEFT,
    NAME,
    RESULT,
    RIGHT,
    SMALLEST,
    SUM,
    SURFACES,
    TEXT_IN_BAR,
    on,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number, signed

COLUMN = 0.96  # width of a column, in pitches
IN_BLOCK = SMALLEST
OVERSHOOT = 8.0  # pixels of height that round figures and the gap of blocks need
BESIDE = 28.0  # pixels from what hangs in the air to its names
NAMED = 2  # windows; later ones pass too fast for names
MOST_NUMBERED = 15  # columns; numbers in narrower ones cannot be read
BRIGHTNESS = 0.6  # of beams, which lie beside one another
DIMMED = 0.4  # opacity of the pile below what is compared


class OverlapPicture:
    """All that is on the stage; `still` is what does not move, `moving` the rest.

    Parameters
    ----------
    example
        What is shown.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    layout
        Boxes and axes.
    point
        The point whose blocks have numbers, or None.
    columns
        The pieces of each column of the pile, as drawn.
    """

    def __init__(self, example: OverlapSum, theme: Theme, name: ThemeName) -> None:
        self._example, self._theme, self._name = example, theme, name
        self.layout = OverlapLayout.of(example)
        count, kernel = example.blocks.shape
        self._starts = example.windows.starts().tolist()
        self._spans = [self.layout.window(start, kernel) for start in self._starts]
        self._colours = [SURFACES[name].windows[window % 2] for window in range(count)]
        least = (IN_BLOCK + OVERSHOOT + 2 * TEXT_IN_BAR) / self.layout.unit
        is_wide = len(example.curve) <= MOST_NUMBERED
        self.point = example.clearest_point(least) if is_wide else None
        self.columns: list[list[Piece]] = []
        self.still = self._make_still()
        self._make_air()
        self._make_pile()
        self.moving: list[VMobject] = [
            *self.beams, self.bars, self._axis, self._air, self.guides, self._missing,
            self._too_much, self.filters, *self.names.values(), *self.cards, self.counts,
            self.input, self.line, self.numbers, self.total, self.input_name,
        ]  # fmt: skip

    def light(self, window: int, lit: float, beam: float) -> None:
        """Set how much a card is at work, and how bright its beam is, 0 to 1."""
        self.cards[window].work(lit)
        self.beams[window].light(BRIGHTNESS * beam)

    def clear_air(self) -> None:
        """Show nothing in the air."""
        self.filters.hide()
        self._air.draw([])

    def pour(self, window: int, out: Floats, joined: float) -> None:
        """Draw scaled filters on their way out of a card, shape (C,), and into their sum."""
        axes, start = self.layout.air[window], self._starts[window]
        terms = self._example.terms[window]  # (C, K)
        if joined > 0:
            self.filters.join(axes, start, terms, joined)
        else:
            self.filters.draw(axes, start, terms, self.cards[window].box, out)

    def hang(self, window: int, grown: float, solid: float) -> None:
        """Draw blocks in the air, as tall and as solid as they are yet, 0 to 1."""
        values = enumerate(self._example.shown_blocks[window].tolist(), self._starts[window])
        base = self._in_air(window)
        boxes = [
            self.bars.box(column, piece)
            for column, value in values
            for piece in stacking.add([], window + 1, grown * value, 0.0, base=base)
        ]
        self._air.set_fill(self._colours[window])
        self._air.draw(boxes)
        fade(self._air, EARLIER[self._name] + (1 - EARLIER[self._name]) * solid)

    def point_down(self, window: int | None, presence: float) -> None:
        """Draw guides from blocks in the air to where they will fall."""
        if window is None:
            fade(self.guides, 0.0)
            return
        start, values = self._starts[window], self._example.blocks[window]  # (K,)
        columns = start + np.arange(len(values))
        tops = np.maximum.accumulate(np.maximum(self._example.piles, 0), 0)[window, columns]
        below = self.layout.air[window].down(np.minimum(values, 0)) + ABOVE_PILE
        above = self.layout.sums.down(tops) - ABOVE_PILE
        self.guides.draw(self.layout.sums.across(columns.astype(float)), below, above)
        fade(self.guides, presence)

    def pile_up(self, let_go: Mask, fallen: Floats, dimmed: float, leaving: float) -> None:
        """Draw blocks on their way down.

        Parameters
        ----------
        let_go
            Which windows' blocks fall or have fallen, shape (W,): those of others are not drawn.
        fallen
            How far each block has fallen, 0 to 1, shape (W, K): before it begins, it waits above.
        dimmed
            How far the pile has stepped back, 0 to 1.
        leaving
            How far all have left for their cards, 0 to 1.
        """
        example = self._example
        ground = example.piles[0].copy()  # (N,)
        self.columns = [stacking.stack([value]) for value in ground.tolist()]
        landed = np.zeros(len(ground), int)
        for window in np.flatnonzero(let_go).tolist():
            start, top = self._starts[window], self._in_air(window)
            for column, value in enumerate(example.shown_blocks[window].tolist(), start):
                share = float(fallen[window, column - start])
                base = (1 - share) * top + share * float(ground[column])
                self.columns[column] = stacking.add(
                    self.columns[column], window + 1, value, float(ground[column]), base=base
                )
                landed[column] += share == 1
                ground[column] += value
        self.bars.draw(self.columns, lambda piece, box: self._on_way(piece, box, leaving))
        for solid in self.bars.solid:
            fade(solid, 1 - (1 - DIMMED) * dimmed)
        self.counts.draw(landed, 1 - min(1.0, 3 * leaving))

    def heights(self) -> list[float]:
        """Return how high the solid part of each column is, negative below the axis."""
        solid = [[piece for piece in column if piece.solid] for column in self.columns]
        return [
            sum(float(np.sign(piece.low + piece.high)) * (piece.high - piece.low) for piece in part)
            for part in solid
        ]

    def compare(self, asked: float, wrong: float, drawn: float) -> None:
        """Draw the input, what is wrong, and the output, each as far as it has come, 0 to 1."""
        x = self.layout.sums.across(np.arange(len(self._example.curve), dtype=float))  # (N,)
        wanted = self.layout.sums.down(self._example.curve)  # (N,)
        output = self.layout.sums.down(self._example.output)  # (N,)
        _draw_until(self.input, x, wanted, asked)
        _draw_until(self.line, x, output, drawn)
        half = COLUMN / 2 * float(x[1] - x[0]) if len(x) > 1 else RIGHT
        reached = wanted + wrong * (output - wanted)  # (N,)
        boxes = [
            (sign, Box(at - half, min(low, high), at + half, max(low, high)))
            for at, low, high, sign in zip(x, wanted, reached, wanted > output, strict=True)
            if abs(high - low) > SUM
        ]
        self._too_much.draw([box for is_more, box in boxes if is_more])
        self._missing.draw([box for is_more, box in boxes if not is_more])

    def _in_air(self, window: int) -> float:
        """Return where blocks hang, as a value of the pile."""
        return float(self.layout.sums.values(self.layout.air[window].down(0.0)))

    def _on_way(self, piece: Piece, box: Box, share: float) -> Box:
        """Return where a piece is: from the middle of the axis, or on its way back to its card."""
        if piece.low == 0:
            box = replace(box, bottom=box.bottom + AXIS / 2)
        elif piece.high == 0:
            box = replace(box, top=box.top - AXIS / 2)
        if share == 0 or piece.term == 0:
            return box
        card = self.cards[piece.term - 1].box
        middle, edge = (card.left + card.right) / 2, card.bottom + 2
        keep = 1 - share
        return Box(
            middle + keep * (box.left - middle),
            edge + keep * (box.top - edge),
            middle + keep * (box.right - middle),
            edge + keep * (box.bottom - edge),
        )

    def _make_still(self) -> list[VMobject]:
        theme, sums = self._theme, self.layout.sums
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        ends = np.array([sums.box.left, sums.box.right])
        self._axis.draw(ends, np.full(2, float(sums.down(0.0))))
        cards = self.layout.cards[0]
        middle = (cards.top + cards.bottom + NAME) / 2
        still: list[VMobject] = [
            _name("code", middle, theme),
            _name("output", float(sums.down(0.0)), theme),
        ]
        if self._example.has_bias:
            text = f"bias {signed(self._example.bias, DECIMALS)}"
            still.append(Label(text, LEFT, self.layout.counts, size=IN_BLOCK, colour=theme.muted))
        return still

    def _make_air(self) -> None:
        example, layout, theme, name = self._example, self.layout, self._theme, self._name
        self.cards = [
            CodeColumn(box, code, colour, theme, name)
            for box, code, colour in zip(layout.cards, example.codes, self._colours, strict=True)
        ]
        zero = float(layout.sums.down(0.0)) - AXIS / 2
        self.beams = [
            Beam(_grey(colour), (box.left + 10, box.right - 10, box.bottom), (*span, zero))
            for box, span, colour in zip(layout.cards, self._spans, self._colours, strict=True)
        ]
        self.filters = ScaledFilters(example.codes.shape[1], layout.sums, theme)
        self._air = Areas(self._colours[0], BAR_RADIUS)
        self.guides = Guides(theme.muted)
        names = {window: self._names(window) for window in range(len(self.cards))[:NAMED]}
        self.names = {window: group for window, group in names.items() if group}

    def _names(self, window: int) -> PieceLabels | None:
        """Name the scaled filters of a window and their sum, if there is room to the right."""
        example, axes = self._example, self.layout.air[window]
        code, terms = example.codes[window].tolist(), example.terms[window].T  # (K, C)
        total = float(example.blocks[window, -1])
        texts = [f"{signed(value, 2)} × filter {n}" for n, value in enumerate(code, 1)]
        colours = [self._theme.component(component).colour for component in range(len(code))]
        x = self._spans[window][1] + BESIDE
        top = self.layout.cards[0].bottom + ABOVE_PILE
        bottom = float(self.layout.sums.down(0.0)) - BESIDE
        if bottom - top < len(code) * LABELS_APART + NAME:
            return None
        heights = [*axes.down(terms[-1]).tolist(), float(axes.down(total)) + NAME / 2]
        end = float(axes.across(self._starts[window] + len(terms) - 1)) + self.filters.dot
        names = PieceLabels(
            [*texts, "their sum"],
            [*colours, self._theme.foreground],
            [Box(end, height, end, height) for height in heights],
            x,
            top,
            bottom,
        )
        widest = max(part.width_in_pixels for part in names if isinstance(part, Label))
        return names if x + widest <= RIGHT else None

    def _make_pile(self) -> None:
        example, layout, theme, name = self._example, self.layout, self._theme, self._name
        self.bars = StackedBars(layout.sums, [theme.muted, *self._colours], COLUMN)
        self.counts = Counts(layout.sums, layout.counts, example.cover, theme)
        self.input = WantedLine(layout.sums, name)
        self._too_much, self._missing = TooMuch(theme, name), Hatch(SURFACES[name].wanted)
        self.line = SumLine(layout.sums, theme)
        self.numbers, self.total = self._read_out()
        self.input_name = WantedName("input", name)
        self.input_name.put(float(layout.sums.down(0.0)) - 2 * NAME)

    def _read_out(self) -> tuple[VGroup, VGroup]:
        """Write the number of each block at the point that is read, and their sum above."""
        if self.point is None:
            return VGroup(), VGroup()
        example, axes = self._example, self.layout.sums
        x = float(axes.across(self.point))
        base = float(example.piles[0, self.point])
        numbers = VGroup()
        for window, value in example.at(self.point).items():
            box = self.bars.box(self.point, Piece(window + 1, base, base + value, solid=True))
            colour = on(self._colours[window], self._theme)
            y = (box.top + box.bottom + IN_BLOCK) / 2
            numbers.add(_figures(number(value, DECIMALS), x, y, IN_BLOCK, colour))
            base += value
        text = number(float(example.output[self.point]), DECIMALS)
        total = _figures(text, x, 0.0, RESULT, self._theme.foreground)
        columns = self._columns()
        reach = total.width_in_pixels / 2 + ABOVE_PILE
        is_near = (columns[:, 0] < x + reach) & (columns[:, 2] > x - reach)
        total.put(x, float(columns[is_near, 1].min()) - ABOVE_PILE)
        return numbers, VGroup(total)

    def _columns(self) -> Floats:
        """Return the rectangles of whole columns of the pile, shape (N, 4)."""
        axes, piles = self.layout.sums, np.vstack([0 * self._example.curve, self._example.piles])
        x, half = axes.across(np.arange(piles.shape[1], dtype=float)), COLUMN / 2
        pitch = float(axes.across(1.0) - axes.across(0.0))
        top, bottom = axes.down(piles.max(0)), axes.down(piles.min(0))
        return np.stack([x - half * pitch, top, x + half * pitch, bottom], 1)


def _grey(colour: str) -> str:
    """Return a colour without its hue, which faint light would show unevenly."""
    level = sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) // 3
    return f"#{level:02x}{level:02x}{level:02x}"


def _draw_until(curve: WantedLine | SumLine, x: Floats, y: Floats, share: float) -> None:
    if share > 0:
        curve.draw_at(*until(x, y, share))
    else:
        curve.hide()


def _name(text: str, base: float, theme: Theme) -> Label:
    return Label(text, LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold")


def _figures(text: str, x: float, y: float, size: float, colour: str) -> Label:
    return Label(
        text, x, y, size=size, colour=colour, weight="SemiBold", align="centre", tabular=True
    )
