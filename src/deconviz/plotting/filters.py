"""Filters of many networks, in a row a component and a column a seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.plotting.page import Page
from deconviz.plotting.style import LINE, TEXT, line
from deconviz.theme import Theme

ROW = 0.75  # inches
BAND = 0.25  # inches, of the names of seeds
AROUND = 0.3  # inches, of the axis label
IN_A_COLUMN = 6  # seeds side by side
MARGIN = 0.12  # of the largest value


def filter_table(seeds: Sequence[int], filters: NDArray[np.float64], page: Page) -> Figure:
    """Draw every filter divided by its length, all panels with the same limits.

    Parameters
    ----------
    seeds
        S of them: what columns are called. Where they don't fit side by side, they go on below.
    filters
        Array of shape (S, C, K).
    page
        Colours and width.
    """
    units = of_length_one(filters)  # (S, C, K)
    channels, bands = filters.shape[1], -(-len(seeds) // (IN_A_COLUMN * page.columns))
    across = -(-len(seeds) // bands)
    figure = Figure(figsize=(page.width, bands * (ROW * channels + BAND) + AROUND))
    grid = figure.subplots(bands * channels, across, sharex=True, sharey=True, squeeze=False)
    limit = (1 + MARGIN) * np.abs(units).max()
    grid[0, 0].set_ylim(-limit, limit)
    for place, (seed, of_seed) in enumerate(zip(seeds, units, strict=True)):
        band, column = divmod(place, across)
        panels = grid[band * channels : (band + 1) * channels, column]
        panels[0].set_title(str(seed), weight="regular", color=page.theme.muted)
        for component, (axes, unit) in enumerate(zip(panels, of_seed, strict=True)):
            _panel(axes, unit, component, page.theme)
    for row, axes in enumerate(grid[:, 0]):
        component = row % channels
        axes.set_ylabel(f"filter {component + 1}", color=page.theme.component(component).colour)
    for column in range(len(seeds) - (bands - 1) * across, across):
        grid[-channels - 1, column].tick_params(labelbottom=True)
        for spare in grid[-channels:, column]:
            spare.remove()
    figure.supxlabel(
        "point of the filter, each filter divided by its length",
        fontsize=TEXT,
        color=page.theme.muted,
    )
    return figure


def of_length_one(filters: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide filters of shape (..., K) by their lengths; zeros stay zeros."""
    lengths = np.linalg.norm(filters, axis=-1, keepdims=True)  # (..., 1)
    return np.asarray(filters / np.where(lengths > 0, lengths, 1))


def _panel(axes: Axes, unit: NDArray[np.float64], component: int, theme: Theme) -> None:
    axes.axhline(0, color=theme.muted, lw=0.6, zorder=1)
    axes.plot(unit, marker="o", ms=2.2, **line(theme.component(component)), lw=LINE)
    axes.margins(x=0.1)
    axes.set_yticks([])
    axes.set_xticks([0, len(unit) - 1])
    for side in ("top", "right"):
        axes.spines[side].set_visible(True)
