"""Blocks on a board: three faces each, those behind painted first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.facets import levels, mixed
from deconviz.films.mobjects.oblique import ISOMETRIC, Oblique
from deconviz.look.theme import Theme, contrast

INSET = 0.042  # of a cell, on each side of a block
UNDER = 0.8  # pixels by which a face reaches under the next, so that no seam shows
SEAM = 2.0  # pixels between two blocks of a pile
LEFT_FACE, RIGHT_FACE = 0.34, 0.56  # how dark the faces are
RIM, RIM_FACE = 1.6, 0.5  # pixels of the line around a top, and how dark it is
ARC = np.linspace(0, np.pi / 2, 7)  # radians along a round corner


@dataclass(frozen=True)
class Painting:
    """Facets in the order in which they are painted.

    Attributes
    ----------
    corners
        Pixels, shape (n, 4, 2).
    colours
        Shape (n, 3).
    order
        Shape (n,): of blocks, the place of each in the order.
    """

    corners: Floats
    colours: Floats
    order: Floats

    def with_more(self, *others: Painting) -> Painting:
        """Return it with more facets, each where its order says."""
        all_of = (self, *others)
        order = np.concatenate([one.order for one in all_of])
        sorting = np.argsort(order, kind="stable")
        return Painting(
            np.concatenate([one.corners for one in all_of])[sorting],
            np.concatenate([one.colours for one in all_of])[sorting],
            order[sorting],
        )


@dataclass(frozen=True)
class Blocks:
    """Blocks in a board's cells.

    Attributes
    ----------
    cells
        Rows and columns, in cells from the middle of the board to the middle of the block, (n, 2).
    bottoms, tops
        Heights in cells, shape (n,).
    colours
        Of the tops, shape (n, 3).
    """

    cells: Floats
    bottoms: Floats
    tops: Floats
    colours: Floats

    def __len__(self) -> int:
        return len(self.cells)


def joined(*parts: Blocks) -> Blocks:
    """Return all blocks of several as one."""
    return Blocks(
        np.concatenate([part.cells for part in parts]),
        np.concatenate([part.bottoms for part in parts]),
        np.concatenate([part.tops for part in parts]),
        np.concatenate([part.colours for part in parts]),
    )


def from_behind(blocks: Blocks, view: Oblique) -> Blocks:
    """Return the blocks in the order in which they are painted: from behind, and from below."""
    order = np.lexsort((blocks.bottoms, view.depths(blocks.cells).round(6)))
    return Blocks(
        blocks.cells[order], blocks.bottoms[order], blocks.tops[order], blocks.colours[order]
    )


def paint(blocks: Blocks, view: Oblique, dark: Floats, covered: float = 0.0) -> Painting:
    """Paint blocks that are in order.

    Parameters
    ----------
    blocks
        In the order of `from_behind`.
    view
        The board.
    dark
        What faces in the shade are mixed with, shape (3,).
    covered
        Pixels by which tops are smaller where others, painted above, cover them, from above.
    """
    half = 0.5 - INSET
    if view.is_above:  # edges on edges would add up to ragged ones
        tops = corners_of(blocks.cells, blocks.tops, half - covered / view.cell, view)
        return Painting(tops, blocks.colours, np.arange(len(blocks), dtype=float))
    low = corners_of(blocks.cells, blocks.bottoms, half, view)  # (n, 4, 2)
    high = corners_of(blocks.cells, blocks.tops, half, view)  # (n, 4, 2)
    is_stacked = blocks.bottoms > 0
    lift = np.minimum(np.where(is_stacked, SEAM, 0.0), (low - high)[:, 0, 1])  # (n,)
    foot = low - np.stack([np.zeros_like(lift), lift], 1)[:, None]  # (n, 4, 2)
    under = np.array([[0.0, -UNDER]])
    seam = np.stack([_left(low, high + under), _right(low, high + under)], 1)  # (n, 2, 4, 2)
    sides = np.stack([_left(foot, high + under), _right(foot, high + under)], 1)
    top = corners_of(blocks.cells, blocks.tops, half - rim_of(view), view)
    corners = np.concatenate([seam, sides, high[:, None], top[:, None]], 1)  # (n, 6, 4, 2)
    edge, left, right, rim = (
        mixed(blocks.colours, dark, share) for share in (0.85, LEFT_FACE, RIGHT_FACE, RIM_FACE)
    )
    colours = np.stack([edge, edge, left, right, rim, blocks.colours], 1)  # (n, 6, 3)
    is_painted = np.ones((len(blocks), 6), bool)
    is_painted[:, :2] = is_stacked[:, None]
    order = np.repeat(np.arange(len(blocks), dtype=float), is_painted.sum(1))
    return Painting(corners[is_painted], colours[is_painted], order)


def corners_of(cells: Floats, heights: Floats, half: float, view: Oblique) -> Floats:
    """Return the corners of squares (n, 4, 2) in pixels: far, right, near and left."""
    around = np.array([[-half, -half], [-half, half], [half, half], [half, -half]])
    flat = cells[:, None] + around  # (n, 4, 2)
    raised = np.broadcast_to(heights[:, None, None], (*flat.shape[:2], 1))
    return view.project(np.concatenate([flat, raised], 2))


def rim_of(view: Oblique) -> float:
    """Return how wide the line around a top is, in cells; from above there is none."""
    return RIM / view.cell * min(float(np.cos(view.rise) / np.cos(ISOMETRIC[1])), 1.0)


def rounded(cells: Floats, radius: float, view: Oblique) -> Floats:
    """Return what rounds the corners of blocks off that are seen from above, in facets.

    Parameters
    ----------
    cells
        As of `Blocks`.
    radius
        Pixels.
    view
        From above.

    Returns
    -------
    array of shape (12 n, 4, 2)
        To be painted in the colour of what is around the blocks.
    """
    radius /= view.cell
    half = 0.5 - INSET
    found = []
    for down, across in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
        corner = np.array([down, across]) * half
        centre = corner - np.array([down, across]) * radius
        arc = centre + radius * np.stack([down * np.sin(ARC), across * np.cos(ARC)], 1)  # (7, 2)
        found += [[corner, arc[n], arc[n + 1], arc[n + 2]] for n in (0, 2, 4)]
    flat = (cells[:, None, None] + np.array(found)).reshape(-1, 4, 2)  # (12 n, 4, 2)
    return view.project(np.concatenate([flat, np.zeros((*flat.shape[:2], 1))], 2))


def shade_of(theme: Theme) -> Floats:
    """Return what faces in the shade are mixed with: the darker end of a theme, shape (3,)."""
    ends = (theme.background, theme.foreground)
    return levels(min(ends, key=lambda colour: contrast(colour, "#000000")))


def _left(low: Floats, high: Floats) -> Floats:
    """Return the faces on the near side of rows; they reach under those beside them."""
    under = np.array([UNDER, 0.0])
    return np.stack([high[:, 3], high[:, 2] + under, low[:, 2] + under, low[:, 3]], 1)


def _right(low: Floats, high: Floats) -> Floats:
    return np.stack([high[:, 2], high[:, 1], low[:, 1], low[:, 2]], 1)
