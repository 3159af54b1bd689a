"""The table of the filters of many networks: a row per component, a column per seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.comparison import unit_length
from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.look.theme import Theme
from deconviz.look.wording import quantity
from deconviz.plotting.page import Page
from deconviz.plotting.style import LINE, TEXT, line

ROW = 0.75  # inches
BAND = 0.25  # inches, of the names of seeds
AROUND = 0.3  # inches, of the axis label
IN_A_COLUMN = 6  # seeds side by side
MARGIN = 0.12  # of the largest value

COLUMNS = "One column for each seed and one row for each component"
UNIT_LENGTH = "Each filter is divided by its length"
NO_PAIR = "With one seed there is nothing to agree with"


def filter_table(seeds: Sequence[int], filters: Floats, page: Page) -> Figure:
    """Draw every filter divided by its length, all panels with the same limits.

    Parameters
    ----------
    seeds
        S of them, the titles of columns. Where they don't fit side by side, they go on below.
    filters
        Array of shape (S, C, K).
    page
        Colours and width.
    """
    units = unit_length(filters)  # (S, C, K)
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


def table_title(ensemble: Ensemble) -> str:
    """Name what a filter table shows: the beginning of its finding."""
    return f"{ensemble.name}: the decoder filters of {quantity(len(ensemble.seeds), 'seed')}"


def table_view(ensemble: Ensemble, order: str) -> str:
    """Describe a filter table to those who cannot see it."""
    seeds, channels, _ = ensemble.decoder_filters.shape
    return (
        f"Small panels, one column for each of {quantity(seeds, 'seed')} of {ensemble.name} and "
        f"one row for each of {quantity(channels, 'filter')}, {order}"
    )


def _panel(axes: Axes, unit: Floats, component: int, theme: Theme) -> None:
    axes.axhline(0, color=theme.muted, lw=0.6, zorder=1)
    axes.plot(unit, marker="o", ms=2.2, **line(theme.component(component)), lw=LINE)
    axes.margins(x=0.1)
    axes.set_yticks([])
    axes.set_xticks([0, len(unit) - 1])
    for side in ("top", "right"):
        axes.spines[side].set_visible(True)
