"""The board of the output: stamps fall on it, pile up, and turn into tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.blocks import (
    INSET,
    Blocks,
    Painting,
    corners_of,
    from_behind,
    paint,
    rim_of,
    rounded,
    shade_of,
)
from deconviz.films.mobjects.facets import Facets, levels, mixed
from deconviz.films.mobjects.oblique import Oblique
from deconviz.films.stages.stamp_2d.stamp_layout import StampLayout, grid
from deconviz.look.language import SURFACES
from deconviz.look.theme import Theme, ThemeName

COVERED = 3.0  # pixels of a top that its parts reach beyond it
EDGE = 1.3  # pixels: half the width of the board's lines
TINTED = 0.25  # how much of its colour the floor below a stamp has
GUIDE_WIDTH, DASHES = 3.0, (10.0, 8.0)  # pixels


@dataclass(frozen=True)
class BoardState:
    """What is on the board at a moment.

    Attributes
    ----------
    view
        From where it is seen.
    landed
        How many stamps lie on it.
    falling
        How high the bottom of the next stamp is, in cells; None before it falls.
    marked
        How much the floor below the next stamp is tinted, 0 to 1.
    guided
        How high guides go up to the next stamp, in pixels.
    parts
        How much the tops show all stamps below them, 0 to 1.
    radius
        Of the tops' corners in pixels, seen from above.
    floor
        How much of the floor is there, 0 to 1.
    sunk, cut
        How far all piles have sunk, and those that padding cuts off, 0 to 1.
    """

    view: Oblique
    landed: int
    falling: float | None = None
    marked: float = 0.0
    guided: float = 0.0
    parts: float = 0.0
    radius: float = 0.0
    floor: float = 1.0
    sunk: float = 0.0
    cut: float = 0.0


class StampBoard(Facets):
    """Floor, guides and piles as one thing.

    Parameters
    ----------
    layout
        Of the film.
    colours
        Of the stamps, hexadecimal.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    blocks_shown
        As they were drawn last, from behind.
    """

    blocks_shown: Blocks

    def __init__(
        self, layout: StampLayout, colours: list[str], theme: Theme, name: ThemeName
    ) -> None:
        super().__init__()
        piles = self._piles = layout.piles
        self._dark, self._background = shade_of(theme), levels(theme.background)
        self._grid, self._card = levels(theme.grid), levels(SURFACES[name].card)
        self._inks = np.array([levels(colour) for colour in colours])  # (stamps, 3)
        self._floor = grid(piles.shape)  # (cells, 2)
        self._kept = piles.is_kept.ravel()
        self._empty = np.array([not pile for pile in piles.layers.values()])
        rows = [
            (*layout.cell(cell), below, below + product, place, piles.is_kept[cell])
            for cell, pile in piles.layers.items()
            for (place, product), below in zip(
                pile, np.cumsum([0.0, *(product for _, product in pile)]).tolist(), strict=False
            )
        ]
        table = np.array(rows, float)  # (layers, 6)
        self._cells, self._stamp = table[:, :2], table[:, 4].astype(int)
        self._bottoms, self._tops = table[:, 2] * layout.height, table[:, 3] * layout.height
        self._is_cut = table[:, 5] == 0
        self._parts = _parts(layout)
        self._corners = [layout.cell(stamp.corner) for stamp in piles.stamps]

    def draw_state(self, state: BoardState) -> None:
        """Draw a moment."""
        floor, presence = self._paint_floor(state)
        blocks = self.blocks_shown = from_behind(self._blocks(state), state.view)
        painting = paint(blocks, state.view, self._dark, COVERED)
        more = [self._paint_guides(state, blocks)]
        if state.parts:
            more.append(self._paint_parts(state, blocks))
        painting = painting.with_more(*more)
        off = np.empty((0, 4, 2))
        if state.radius:
            off = rounded(self._floor[self._kept & ~self._empty], state.radius, state.view)
        self.draw(
            np.concatenate([floor.corners, painting.corners, off]),
            np.concatenate(
                [floor.colours, painting.colours, np.tile(self._background, (len(off), 1))]
            ),
            np.concatenate([presence, np.ones(len(painting.colours)), np.zeros(len(off))]),
        )

    def _blocks(self, state: BoardState) -> Blocks:
        bottoms, tops = self._bottoms.copy(), self._tops.copy()
        is_there = self._stamp < state.landed
        if state.falling is not None:
            falls = self._stamp == state.landed
            heights = (tops - bottoms)[falls]
            bottoms[falls] = np.maximum(bottoms[falls], state.falling)
            tops[falls] = bottoms[falls] + heights
            is_there |= falls
        highest = self._tops.max()
        down = highest * np.where(self._is_cut, max(state.sunk, state.cut), state.sunk)
        tops, bottoms = tops - down, np.maximum(bottoms - down, 0.0)
        is_there &= tops > 0
        fading = np.clip(tops / (0.1 * highest), 0, 1) if down.any() else np.ones(len(tops))
        colours = mixed(self._card, self._inks[self._stamp], fading[:, None])
        return Blocks(self._cells[is_there], bottoms[is_there], tops[is_there], colours[is_there])

    def _paint_floor(self, state: BoardState) -> tuple[Painting, Floats]:
        """Paint each cell: its edge, then its inside; with how much of it is there."""
        count, view = len(self._floor), state.view
        edge, inside = np.tile(self._grid, (count, 1)), np.tile(self._card, (count, 1))
        if state.marked:
            below = self._below(state.landed)
            ink = self._inks[state.landed]
            edge[below] = mixed(edge[below], ink, state.marked)
            inside[below] = mixed(inside[below], ink, TINTED * state.marked)
        presence = np.where(self._empty, 1.0, state.floor) * np.where(
            self._kept, 1.0, 1 - state.cut
        )
        order = np.zeros(count)
        if state.marked:
            order[self._below(state.landed)] = 1.0  # so that their edges are whole
        sorting = np.argsort(order, kind="stable")
        pairs = []
        for colours, half in ((edge, 0.5 + EDGE / view.cell), (inside, 0.5 - EDGE / view.cell)):
            corners = corners_of(self._floor, np.zeros(count), half, view)
            pairs.append((corners, mixed(self._background, colours, presence[:, None])))
        corners = np.stack([pairs[0][0][sorting], pairs[1][0][sorting]], 1).reshape(-1, 4, 2)
        colours = np.stack([pairs[0][1][sorting], pairs[1][1][sorting]], 1).reshape(-1, 3)
        is_there = np.repeat(presence[sorting] > 0, 2)
        painting = Painting(corners[is_there], colours[is_there], np.zeros(is_there.sum()))
        return painting, np.repeat(presence[sorting], 2)[is_there]

    def _below(self, place: int) -> np.ndarray:
        """Return which cells a stamp falls on, shape (cells,)."""
        rows, columns = self._piles.kernel.shape
        first = np.array(self._corners[place]) - 0.25
        inside = (self._floor >= first) & (self._floor <= first + np.array([rows, columns]))
        return np.asarray(inside.all(1))

    def _paint_guides(self, state: BoardState, blocks: Blocks) -> Painting:
        """Paint dashed lines up to the corners of a stamp, behind what is in front of them."""
        if state.guided <= 0:
            return Painting(np.empty((0, 4, 2)), np.empty((0, 3)), np.empty(0))
        rows, columns = self._piles.kernel.shape
        row, column = np.array(self._corners[state.landed]) - 0.5
        depths = state.view.depths(blocks.cells)
        painted, order = [], []
        for corner in (
            (row + rows, column),
            (row, column + columns),
            (row + rows, column + columns),
        ):
            x, y = state.view.project(np.array([*corner, 0.0])).tolist()
            starts = np.arange(0.0, state.guided, sum(DASHES))
            ends = np.minimum(starts + DASHES[0], state.guided)
            left, right = x - GUIDE_WIDTH / 2, x + GUIDE_WIDTH / 2
            painted += [
                [(left, y - start), (right, y - start), (right, y - end), (left, y - end)]
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            ]
            depth = float(state.view.depths(np.array(corner)))
            order += [float((depths <= depth + 1e-6).sum()) - 0.5] * len(starts)
        ink = mixed(self._background, self._inks[state.landed], 0.85)
        return Painting(np.array(painted), np.tile(ink, (len(painted), 1)), np.array(order))

    def _paint_parts(self, state: BoardState, blocks: Blocks) -> Painting:
        """Paint, on the top of each pile, which stamps lie in it."""
        heights = {
            tuple(cell): (top, rank)
            for rank, (cell, top) in enumerate(
                zip(blocks.cells.tolist(), blocks.tops.tolist(), strict=True)
            )
        }
        flat: list[list[tuple[float, float, float]]] = []
        colours, order = [], []
        side = 1 - 2 * (INSET + rim_of(state.view))
        for cell, place, area, last in self._parts:
            if cell not in heights:
                continue
            top, rank = heights[cell]
            low, high = np.array(cell) + side * area[:2], np.array(cell) + side * area[2:]
            flat.append(
                [
                    (low[0], low[1], top), (low[0], high[1], top), (high[0], high[1], top),
                    (high[0], low[1], top),
                ]
            )  # fmt: skip
            colours.append(mixed(self._inks[last], self._inks[place], state.parts))
            order.append(rank + 0.5)
        corners = state.view.project(np.array(flat))  # (parts, 4, 2)
        return Painting(corners, np.array(colours), np.array(order))


def _parts(layout: StampLayout) -> list[tuple[tuple[float, float], int, Floats, int]]:
    """Return each part of each tile: its cell, its stamp, its share of the area, the top stamp."""
    found = []
    for cell, pile in layout.piles.layers.items():
        rows = layout.piles.parts(cell)
        for a, row in enumerate(rows):
            for b, place in enumerate(row):
                low = np.array([a / len(rows), b / len(row)])
                high = np.array([(a + 1) / len(rows), (b + 1) / len(row)])
                area = np.concatenate([low, high]) - 0.5
                found.append((layout.cell(cell), place, area, pile[-1][0]))
    return found
