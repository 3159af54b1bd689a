"""What it costs to zero a component, a line a network."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.material import Row
from deconviz.plotting.page import Page
from deconviz.plotting.style import line
from deconviz.theme import Mark

HEIGHT = 2.2  # inches of a row of panels
AROUND = 0.45  # inches, of tick and axis labels


def zeroed_panels(variants: Sequence[str], rows: list[Row], page: Page) -> Figure:
    """Draw a panel a variant: error with none and with each component zeroed, a line a seed.

    Parameters
    ----------
    variants
        In the order of the panels.
    rows
        Of the table `ablation`.
    page
        Colours and width.
    """
    across = len(variants) if page.columns == 2 else min(len(variants), 2)
    down = -(-len(variants) // across)
    figure = Figure(figsize=(page.width, HEIGHT * down + AROUND))
    grid = figure.subplots(down, across, sharey=True, squeeze=False)
    for axes, variant in zip(grid.flat, variants, strict=False):
        _panel(axes, variant, rows, page.theme.variants[0])
    for axes in grid.flat[len(variants) :]:
        axes.set_visible(False)
    for first in grid[:, 0]:
        first.set_ylabel("mean squared error")
    return figure


def errors(variant: str, rows: list[Row]) -> dict[int, list[float]]:
    """Return a variant's errors by seed: none zeroed, then each component."""
    found: dict[int, list[float]] = {}
    for row in rows:
        if row["variant"] == variant:
            found.setdefault(row["seed"], []).append(row["mean_squared_error"])
    return found


def _panel(axes: Axes, variant: str, rows: list[Row], mark: Mark) -> None:
    by_seed = errors(variant, rows)
    axes.set_yscale("log")
    for of_seed in by_seed.values():
        axes.plot(range(len(of_seed)), of_seed, **line(mark), marker="o", lw=0.8)
    count = max(map(len, by_seed.values()))
    axes.set_xticks(range(count), ["none", *map(str, range(1, count))])
    axes.set_xlabel("component zeroed")
    axes.set_title(variant)
    axes.grid(axis="y")
    axes.minorticks_off()
