"""Tables of filters on patches of photographs: a block for each variant, a column for each seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.plotting.page import Page
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.tiles import name_columns, name_rows, tiles

NAMES = 0.7  # inches, of rows, and of numbers beside them
BAND = 0.45  # inches, of a block's heading and the names of its columns
TILE = 0.5  # inches, the largest filter

SAME_GREY = (
    "Each filter is divided by its length; all have one grey scale, on which 0 is the grey between "
    "black and white"
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
    components
        The component of each row, shape (C,): it gives the row its colour.
    beside
        What is written at the right end of each row.
    beside_title
        Above that.
    """

    filters: Floats
    grid: tuple[int, ...]
    columns: Sequence[str]
    rows: Sequence[str]
    components: Sequence[int]
    beside: Sequence[str] = ()
    beside_title: str = ""


def filter_blocks(blocks: Mapping[str, Block], page: Page) -> Figure:
    """Draw blocks, one below another, with their names above them."""
    limit = max(float(np.nanmax(np.abs(block.filters))) for block in blocks.values())
    most = max(block.filters.shape[1] for block in blocks.values())
    tile = min(TILE, (page.width - 2 * NAMES) / most)
    heights = [block.filters.shape[0] * tile + BAND for block in blocks.values()]
    figure = Figure(figsize=(page.width, sum(heights)))
    grid = figure.subplots(len(blocks), 1, height_ratios=heights, squeeze=False)
    for letter, (name, block), axes in zip(
        letters(len(blocks)), blocks.items(), grid.flat, strict=True
    ):
        tiles(axes, block.filters, block.grid, limit)
        name_columns(axes, block.columns, page.theme)
        colours = [page.theme.component(component).colour for component in block.components]
        name_rows(axes, block.rows, colours)
        heading(axes, name, page.theme.muted, letter)
        for place, text, colour in zip(axes.get_yticks(), block.beside, colours, strict=False):
            axes.annotate(
                text, (1.0, place), (6, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", va="center", color=colour,
            )  # fmt: skip
        if block.beside_title:
            axes.annotate(
                block.beside_title, (1.0, 1.0), (6, 3), xycoords="axes fraction",
                textcoords="offset points", va="bottom", color=page.theme.muted,
            )  # fmt: skip
    return figure
