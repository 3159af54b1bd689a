"""The decoder's filters of every seed of a variant, as trained."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.comparison import agreement
from deconviz.figures.style import LINE, TEXT, TWO_COLUMNS, Drawn, line
from deconviz.theme import Theme

ROW = 0.75  # inches
ALIKE = 0.99  # least |cos| between any two seeds at which filters are said to agree


def draw(variant: str, filters: Mapping[int, NDArray[np.float64]], theme: Theme) -> Drawn:
    """Draw a row a component and a column a seed, each filter divided by its length.

    Parameters
    ----------
    variant
        Its name.
    filters
        By seed, arrays of shape (C, K).
    theme
        Colours.
    """
    units = {seed: _of_length_one(of_seed) for seed, of_seed in filters.items()}
    limit = 1.12 * max(np.abs(unit).max() for unit in units.values())
    channels = len(next(iter(filters.values())))
    figure = Figure(figsize=(TWO_COLUMNS, ROW * channels + 0.55))
    grid = figure.subplots(channels, len(filters), sharex=True, sharey=True, squeeze=False)
    grid[0, 0].set_ylim(-limit, limit)
    for column, (seed, of_seed) in enumerate(units.items()):
        grid[0, column].set_title(str(seed), weight="regular", color=theme.muted)
        for component, unit in enumerate(of_seed):
            _panel(grid[component, column], unit, component, theme)
    for component, axes in enumerate(grid[:, 0]):
        axes.set_ylabel(f"filter {component + 1}", color=theme.component(component).colour)
    figure.suptitle(
        f"{_finding(variant, filters)}; a column a seed",
        fontsize=TEXT,
        weight="semibold",
        x=0.01,
        ha="left",
    )
    figure.supxlabel(
        "point of the filter, each filter divided by its length", fontsize=TEXT, color=theme.muted
    )
    return Drawn(figure, _finding(variant, filters), _describe(variant, filters))


def _of_length_one(filters: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(filters, axis=1, keepdims=True)  # (C, 1)
    return np.asarray(filters / np.where(lengths > 0, lengths, 1))


def _panel(axes: Axes, unit: NDArray[np.float64], component: int, theme: Theme) -> None:
    axes.axhline(0, color=theme.muted, lw=0.6, zorder=1)
    axes.plot(unit, marker="o", ms=2.2, **line(theme.component(component)), lw=LINE)
    axes.margins(x=0.1)
    axes.set_yticks([])
    axes.set_xticks([0, len(unit) - 1])
    for side in ("top", "right"):
        axes.spines[side].set_visible(True)


def _finding(variant: str, filters: Mapping[int, NDArray[np.float64]]) -> str:
    least = agreement(np.stack(list(filters.values()))).min()
    verb = "agree in all but sign" if least >= ALIKE else "differ"
    return f"{variant}: the decoder filters of {len(filters)} seeds {verb}"


def _describe(variant: str, filters: Mapping[int, NDArray[np.float64]]) -> str:
    least = agreement(np.stack(list(filters.values())))
    figures = ", ".join(f"{value:.3f}" for value in least)
    return (
        f"Small panels, a column for each of {len(filters)} {variant} networks and a row for each "
        f"of {len(least)} filters, as trained, without reordering. Between any two seeds |cos| is "
        f"at least {figures} for the filters in order."
    )
