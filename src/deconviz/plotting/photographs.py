"""Tables of filters on patches of photographs: a block for each variant, a column for each seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.look.theme import Theme
from deconviz.plotting.filters import UNIT_LENGTH
from deconviz.plotting.page import Page
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.tiles import tiles

NAMES, NUMBERS = 0.5, 0.4  # inches, left and right of the rows
BAND = 0.45  # inches, of a block's heading and the names of its columns
TILE = 0.5  # inches, the largest filter
GAP, ABOVE = 6.0, 3.5  # points, to what is written beside a row and above it

SAME_GREY = (
    f"{UNIT_LENGTH}; all have one grey scale, on which 0 is the grey between black and white"
)


@dataclass(frozen=True)
class Block:
    """A table of filters.

    Attributes
    ----------
    filters
        Of unit length, shape (C, columns, K): a row per component; NaN leaves a place empty.
    grid
        Rows and columns of a filter.
    columns
        Their names.
    rows
        Their names.
    beside
        What is written at the right end of each row.
    beside_title
        Above that.
    """

    filters: Floats
    grid: tuple[int, ...]
    columns: Sequence[str]
    rows: Sequence[str]
    beside: Sequence[str] = ()
    beside_title: str = ""


def filter_blocks(blocks: Mapping[str, Block], page: Page) -> Figure:
    """Draw blocks, one below another, with their names above them."""
    limit = max(float(np.nanmax(np.abs(block.filters))) for block in blocks.values())
    most = max(block.filters.shape[1] for block in blocks.values())
    tile = min(TILE, (page.width - NAMES - NUMBERS) / most)
    heights = [block.filters.shape[0] * tile + BAND for block in blocks.values()]
    figure = Figure(figsize=(page.width, sum(heights)))
    grid = figure.subplots(len(blocks), 1, height_ratios=heights, squeeze=False)
    for letter, (name, block), axes in zip(
        letters(len(blocks)), blocks.items(), grid.flat, strict=True
    ):
        tiles(axes, block.filters, block.grid, limit)
        axes.xaxis.tick_top()
        axes.set_xticks(axes.get_xticks(), block.columns)
        axes.set_yticks(axes.get_yticks(), block.rows)
        heading(axes, name, page.theme.muted, letter)
        _write_beside(axes, block, page.theme)
    first = grid.flat[0]
    first.set_xlabel("seed", color=page.theme.muted)
    first.xaxis.set_label_position("top")
    return figure


def _write_beside(axes: Axes, block: Block, theme: Theme) -> None:
    """Write to the right of the rows, and level with the names of the columns what it is."""
    places = zip(axes.get_yticks(), block.beside, strict=False)
    for where, text, away, side in (
        *(((1, place), text, 0.0, "center") for place, text in places),
        ((1, axes.get_ylim()[1]), block.beside_title, ABOVE, "bottom"),
    ):
        axes.annotate(
            text,
            where,
            (GAP, away),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va=side,
            color=theme.muted,
        )
