"""Kernels as ribbons from each input channel to each output channel that it reaches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between, ease
from deconviz.films.mobjects.ribbon import Edge, Ribbon
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import TileArea, put_in
from deconviz.films.mobjects.titles import Titles, Turns
from deconviz.films.mobjects.typesetting import Weight
from deconviz.look.language import (
    BAR_GAP,
    EARLIER,
    LEFT,
    NAME,
    RESULT,
    RIGHT,
    SMALL_TILE_RADIUS,
    input_colours,
    on,
)
from deconviz.look.theme import Theme, ThemeName

SECONDS = 10.0
CHANGE = 1.3  # seconds from one number of groups to the next, until 0.1 before it begins
THIN, SNAP, WIDEN = 0.45, 0.35, 0.4
SETTLED = 0.1
FIRST, GAP = 408.0, 72.0  # pixels: the first channel, and from channel to channel
INPUT = (190.0, 350.0)
OUTPUT = (852.0, 1012.0)
HIDDEN = 8.0  # pixels of a ribbon below a tile
INSET, BETWEEN = 7.0, 15.0  # from a tile's side to a ribbon, and from ribbon to ribbon
THINNEST = 0.1  # of a ribbon, before it snaps
COUNT, COUNT_BASE, KERNELS_BASE, PRODUCT_BASE = 76.0, 590.0, 652.0, 710.0
LETTERS = "ABCDEFGH"


class GroupsStage:
    """From one number of groups to the next, and back to the first.

    Parameters
    ----------
    channels, outputs
        How many go in, C, and come out, O.
    groups
        How many groups there are, one after another.
    titles
        What is said of each.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    """

    def __init__(
        self,
        channels: int,
        outputs: int,
        groups: Sequence[int],
        titles: Sequence[str],
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._sizes = channels, outputs
        self._joined = [joined(channels, outputs, count) for count in groups]  # (C, O) each
        self._step = SECONDS / len(groups)
        colours = input_colours(channels, theme, name)
        self._pairs = list(np.ndindex(channels, outputs))
        self._inputs = [TileArea(colour) for colour in colours]
        self._letters = [_letter(i, colours[i], theme) for i in range(channels)]
        self._ribbons = {(i, o): Ribbon(colours[i], EARLIER[name]) for i, o in self._pairs}
        self._parts = {(i, o): Areas(colours[i], SMALL_TILE_RADIUS) for i, o in self._pairs}
        self._part_letters = {(i, o): _letter(i, colours[i], theme) for i, o in self._pairs}
        for i, (tile, letter) in enumerate(zip(self._inputs, self._letters, strict=True)):
            tile.draw([self._channel(i, channels, INPUT)])
            put_in(letter, self._channel(i, channels, INPUT))
        snaps = [0.0, *(snaps_at(k, len(groups)) for k in range(1, len(groups) + 1))]
        order = [*range(len(groups)), 0]
        self._titles = Titles(
            [(begin, titles[k]) for begin, k in zip(snaps, order, strict=True)], theme
        )
        counts = [int(those.sum()) for those in self._joined]
        self._counts = Turns(
            [
                (begin, _text(str(counts[k]), COUNT_BASE, COUNT, theme.foreground, strong=True))
                for begin, k in zip(snaps, order, strict=True)
            ]
        )
        self._products = Turns(
            [
                (
                    begin,
                    _text(_product(channels, outputs, groups[k]), PRODUCT_BASE, NAME, theme.muted),
                )
                for begin, k in zip(snaps, order, strict=True)
            ]
        )
        self._names = [
            label
            for word, (top, bottom) in (("input", INPUT), ("output", OUTPUT))
            for label in (
                _text(word, (top + bottom) / 2 - 8, NAME, theme.foreground, strong=True),
                _text("channels", (top + bottom) / 2 + 46, NAME, theme.muted),
            )
        ]
        kernels = _text("kernels", KERNELS_BASE, NAME, theme.muted)
        self.moving: list[VMobject] = [
            *self._ribbons.values(), *self._inputs, *self._letters, *self._parts.values(),
            *self._part_letters.values(), *self._names, kernels, self._counts, self._products,
            self._titles,
        ]  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        widths, apart = self._at(time)  # each (C, O)
        channels, outputs = self._sizes
        starts = [
            _shares(self._channel(i, channels, INPUT), widths[i], INSET, BETWEEN)
            for i in range(channels)
        ]
        ends = [
            _shares(self._channel(o, outputs, OUTPUT), widths[:, o], INSET, BETWEEN)
            for o in range(outputs)
        ]
        parts = [
            _shares(self._channel(o, outputs, OUTPUT), widths[:, o], 0.0, BAR_GAP)
            for o in range(outputs)
        ]
        for i, o in self._pairs:
            start: Edge = (*starts[i][o], INPUT[1] - HIDDEN)
            end: Edge = (*ends[o][i], OUTPUT[0] + HIDDEN)
            is_gone = widths[i, o] == 0
            self._ribbons[i, o].draw(start, end, 1.0 if is_gone else float(apart[i, o]))
            left, right = parts[o][i]
            box = Box(left, OUTPUT[0], right, OUTPUT[1])
            self._parts[i, o].draw([box] if right - left > 1 else [])
            letter = self._part_letters[i, o]
            shown = ease((float(widths[i, o]) - 0.75) / 0.25)
            fade(letter, shown if shown and put_in(letter, box) else 0.0)
        self._counts.draw(time)
        self._products.draw(time)
        self._titles.draw(time)

    def ribbons(self) -> list[tuple[int, int]]:
        """Return which input reaches which output, as it is drawn now."""
        return [pair for pair, ribbon in self._ribbons.items() if len(ribbon.points)]

    def letters(self) -> list[str]:
        """Return what can be read on each output now."""
        return [
            "".join(
                self._part_letters[i, o].text
                for i in range(self._sizes[0])
                if self._part_letters[i, o].fill_rgbas[0, 3] > 0
            )
            for o in range(self._sizes[1])
        ]

    def count(self) -> str:
        """Return how many kernels there are, as it is written now."""
        shown = [label for label in self._counts.submobjects if label.fill_rgbas[0, 3] > 0]
        return str(shown[0].text) if shown else ""

    def _begin(self, number: int) -> float:
        """Return when the change to a number of groups begins."""
        return number * self._step - CHANGE

    def _at(self, time: float) -> tuple[Floats, Floats]:
        """Return how wide each ribbon is, and how far it has snapped, shape (C, O) each."""
        number = next(
            (k for k in range(1, len(self._joined)) if time < self._begin(k + 1)),
            len(self._joined),
        )
        if time < self._begin(1):
            number = 1
        before = self._joined[number - 1].astype(float)
        after = self._joined[number % len(self._joined)].astype(float)
        since = time - self._begin(number)
        leaves, comes = before > after, after > before  # (C, O) each
        widths = np.where(leaves, _leaving(since), np.where(comes, 1 - _arriving(since), before))
        apart = np.where(
            leaves,
            between(since, THIN, THIN + SNAP),
            np.where(comes, 1 - between(since, WIDEN, WIDEN + SNAP), 0.0),
        )
        return widths, apart

    @staticmethod
    def _channel(number: int, count: int, rows: tuple[float, float]) -> Box:
        """Return the tile of a channel."""
        pitch = (RIGHT - FIRST + GAP) / count
        left = FIRST + number * pitch
        return Box(left, rows[0], left + pitch - GAP, rows[1])


def snaps_at(number: int, counts: int) -> float:
    """Return when ribbons snap, or grow together, on the way to a number of groups."""
    return number * SECONDS / counts - CHANGE + THIN


def joined(channels: int, outputs: int, groups: int) -> Floats:
    """Return which input reaches which output, as 1 and 0, shape (C, O)."""
    of_input = np.arange(channels) * groups // channels  # (C,)
    of_output = np.arange(outputs) * groups // outputs  # (O,)
    return np.asarray(of_input[:, None] == of_output, float)


def _leaving(since: float) -> float:
    """Return the width of a ribbon that thins, snaps and makes room."""
    thin = 1 - (1 - THINNEST) * between(since, 0.0, THIN)
    return thin - THINNEST * between(since, THIN + SNAP, THIN + SNAP + WIDEN)


def _arriving(since: float) -> float:
    """Return what a ribbon lacks that gets room, grows together and widens."""
    return (
        1
        - THINNEST * between(since, 0.0, WIDEN)
        - (1 - THINNEST) * between(since, WIDEN + SNAP, WIDEN + SNAP + THIN)
    )


def _shares(box: Box, widths: Floats, inset: float, gap: float) -> list[tuple[float, float]]:
    """Return the left and right end of each share of a tile's width, shares (n,)."""
    gaps = max(float(widths.sum()) - 1, 0.0)  # one less than shares that have their whole width
    each = widths / (widths.sum() or 1.0) * (box.width - 2 * inset - gaps * gap)  # (n,)
    before = widths.cumsum() - widths  # (n,)
    left = box.left + inset + each.cumsum() - each + gap * np.minimum(before, gaps)  # (n,)
    return list(zip(left.tolist(), (left + each).tolist(), strict=True))


def _product(channels: int, outputs: int, groups: int) -> str:
    divided = f" / {groups}" if groups > 1 else ""
    return f"= {channels} × {outputs}{divided}"


def _letter(number: int, colour: str, theme: Theme) -> Label:
    return Label(
        LETTERS[number], 0, 0, size=RESULT, colour=on(colour, theme), weight="SemiBold",
        align="centre",
    )  # fmt: skip


def _text(text: str, y: float, size: float, colour: str, *, strong: bool = False) -> Label:
    weight: Weight = "SemiBold" if strong else "Regular"
    return Label(text, LEFT, y, size=size, colour=colour, weight=weight)
