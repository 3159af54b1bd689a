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
AROUND = 0.55  # inches, of title and axis label
MARGIN = 0.12  # of the largest value


def filter_table(seeds: Sequence[int], filters: NDArray[np.float64], page: Page) -> Figure:
    """Draw every filter divided by its length, all panels with the same limits.

    Parameters
    ----------
    seeds
        S of them: what columns are called.
    filters
        Array of shape (S, C, K).
    page
        Colours and width.
    """
    units = _of_length_one(filters)  # (S, C, K)
    channels = filters.shape[1]
    figure = Figure(figsize=(page.width, ROW * channels + AROUND))
    grid = figure.subplots(channels, len(seeds), sharex=True, sharey=True, squeeze=False)
    limit = (1 + MARGIN) * np.abs(units).max()
    grid[0, 0].set_ylim(-limit, limit)
    for column, (seed, of_seed) in enumerate(zip(seeds, units, strict=True)):
        grid[0, column].set_title(str(seed), weight="regular", color=page.theme.muted)
        for component, unit in enumerate(of_seed):
            _panel(grid[component, column], unit, component, page.theme)
    for component, axes in enumerate(grid[:, 0]):
        axes.set_ylabel(f"filter {component + 1}", color=page.theme.component(component).colour)
    figure.supxlabel(
        "point of the filter, each filter divided by its length",
        fontsize=TEXT,
        color=page.theme.muted,
    )
    return figure


def _of_length_one(filters: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(filters, axis=-1, keepdims=True)  # (S, C, 1)
    return np.asarray(filters / np.where(lengths > 0, lengths, 1))


def _panel(axes: Axes, unit: NDArray[np.float64], component: int, theme: Theme) -> None:
    axes.axhline(0, color=theme.muted, lw=0.6, zorder=1)
    axes.plot(unit, marker="o", ms=2.2, **line(theme.component(component)), lw=LINE)
    axes.margins(x=0.1)
    axes.set_yticks([])
    axes.set_xticks([0, len(unit) - 1])
    for side in ("top", "right"):
        axes.spines[side].set_visible(True)
