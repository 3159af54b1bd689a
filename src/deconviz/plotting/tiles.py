"""Filters as small pictures in a table: one grey scale for all of them."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from deconviz.arrays import Floats

GREY = "gray"  # dark is low in both themes, as in a photograph
GAP = 1  # points between two filters


def tiles(axes: Axes, filters: Floats, grid: tuple[int, ...], limit: float) -> None:
    """Draw a table of filters as pictures, in one image.

    Parameters
    ----------
    axes
        Get a tick at the middle of each row and each column, without names.
    filters
        Array of shape (rows, columns, K); NaN leaves a place empty.
    grid
        Rows and columns of a filter.
    limit
        The size of a value that is white, and with a minus black; 0 is the grey between.
    """
    rows, columns, _ = filters.shape
    high, wide = (side + GAP for side in grid)
    sheet = np.full((rows, high, columns, wide), np.nan)
    sheet[:, : grid[0], :, : grid[1]] = filters.reshape(rows, columns, *grid).swapaxes(1, 2)
    picture = sheet.reshape(rows * high, columns * wide)[:-GAP, :-GAP]
    show(axes, picture, limit)
    axes.set_xticks(wide * np.arange(columns) + (grid[1] - 1) / 2, [""] * columns)
    axes.set_yticks(high * np.arange(rows) + (grid[0] - 1) / 2, [""] * rows)
    axes.tick_params(length=0)


def show(axes: Axes, picture: Floats, limit: float) -> None:
    """Draw a picture without a frame, from black at -limit to white at limit."""
    axes.imshow(picture, cmap=GREY, vmin=-limit, vmax=limit, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
