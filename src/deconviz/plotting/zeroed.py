"""What it costs to zero a component: a panel per variant, a dot per seed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.look.theme import Theme
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Page
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.sentences import by_name
from deconviz.plotting.style import TEXT

HEIGHT = 1.7  # inches
AROUND = 0.5  # inches, of headings and ticks
BELOW = 0.25  # inches, of the label
PLACE = 0.26  # inches that a component takes at least
LETTER = 0.07  # inches of a letter of a variant's name
APART = 0.5  # inches, of panels
BESIDE = 1.3  # inches, of the labels left and right
JITTER = 0.25  # of the way to the next component, either way
BAR = 0.36  # of it, either way
ROOM = 2.0  # times the least and the largest loss

METHOD = (
    "Mean squared error on held-out patches with no component and with each component set to "
    "zero. Dots are seeds, bars their medians"
)
METHOD_WITH_LINES = f"{METHOD}; lines join the dots of a seed"
LARGEST_RATIO = "Largest ratio of two seeds' errors with the same component zeroed"

Floors = Mapping[int, float]
"""The least error of a linear decoder, by how many components it has."""


def losses_of(ensemble: Ensemble) -> Floats:
    """Return each seed's error with nothing and with each component zeroed, shape (S, 1 + C)."""
    return np.column_stack([ensemble.losses, ensemble.zeroed])


def zeroed_panels(
    losses: Mapping[str, Floats], page: Page, floors: Mapping[str, Floors] | None = None
) -> Figure:
    """Draw dots for seeds and a bar at their median, all panels with the same limits.

    Parameters
    ----------
    losses
        By variant, the errors with nothing and with each component zeroed, shape (S, 1 + C).
    page
        Colours and width.
    floors
        By variant, lines to draw beneath. Without them a thin line joins the dots of a seed.
    """
    across = _across(losses, page)
    down = -(-len(losses) // across)
    figure = Figure(figsize=(page.width, down * (HEIGHT + AROUND) + BELOW))
    grid = figure.subplots(down, across, sharey=True, squeeze=False)
    panels = dict(zip(losses, grid.flat, strict=False))
    for spare in grid.flat[len(losses) :]:
        spare.remove()
    grid[0, 0].set(yscale="log", ylim=_limits(losses, floors or {}))
    for letter, (name, axes) in zip(letters(len(panels)), panels.items(), strict=True):
        heading(axes, name, page.theme.muted, letter)
        _panel(axes, losses[name], page.theme, with_lines=floors is None)
        if floors:
            last = axes.get_subplotspec().is_last_col() or name == [*panels][-1]
            _draw_floors(axes, floors[name], page.theme, with_labels=last or not _alike(floors))
    figure.supxlabel("component zeroed", fontsize=TEXT, color=page.theme.muted)
    figure.supylabel("mean squared error, held-out", fontsize=TEXT, color=page.theme.muted)
    return figure


def median_losses(losses: Mapping[str, Floats]) -> str:
    """List the medians over seeds of each variant's losses, shape (S, 1 + C)."""
    of_variants = {
        name: ", ".join(f"{value:.1e}" for value in np.median(values, axis=0))
        for name, values in losses.items()
    }
    return f"Medians with none and with component 1 onwards zeroed: {by_name(of_variants)}"


def largest_ratio(losses: Floats) -> float:
    """Return the largest ratio of two seeds' losses (S, 1 + C) with the same component zeroed."""
    zeroed = losses[:, 1:]  # (S, C)
    return float((zeroed.max(0) / zeroed.min(0)).max())


def _across(losses: Mapping[str, Floats], page: Page) -> int:
    """Return how many panels go side by side, so that rows are about equally full."""
    for_places = PLACE * max(of_variant.shape[1] for of_variant in losses.values())
    for_names = LETTER * max(map(len, losses))
    most = (page.width - BESIDE) // (APART + max(for_places, for_names))
    down = -(-len(losses) // max(1, min(len(losses), int(most))))
    return -(-len(losses) // down)


def _limits(losses: Mapping[str, Floats], floors: Mapping[str, Floors]) -> tuple[float, float]:
    values = np.concatenate(
        [
            *(of_variant.ravel() for of_variant in losses.values()),
            *([*of_variant.values()] for of_variant in floors.values()),
        ]
    )
    return float(values.min()) / ROOM, float(values.max()) * ROOM


def _panel(axes: Axes, losses: Floats, theme: Theme, *, with_lines: bool) -> None:
    """Draw the losses of every seed, side by side where they are alike."""
    seeds, places = losses.shape
    beside = np.linspace(-JITTER, JITTER, seeds) if seeds > 1 else np.zeros(1)
    if with_lines:
        x = np.arange(places) + beside[:, None]  # (S, 1 + C)
        axes.plot(x.T, losses.T, color=theme.muted, lw=0.5, zorder=1)
    for place, of_seeds in enumerate(losses.T):
        colour = theme.component(place - 1).colour if place else theme.foreground
        axes.plot(place + beside, of_seeds, "o", color=colour, ms=2.5)
        axes.hlines(np.median(of_seeds), place - BAR, place + BAR, color=colour, lw=1.2)
    axes.set_xlim(-0.6, places - 0.4)
    axes.set_xticks(range(places), ["none", *map(str, range(1, places))])
    axes.minorticks_off()


def _alike(floors: Mapping[str, Floors]) -> bool:
    return len({tuple(of_variant.items()) for of_variant in floors.values()}) == 1


def _draw_floors(axes: Axes, floors: Floors, theme: Theme, *, with_labels: bool) -> None:
    for floor in floors.values():
        axes.axhline(floor, color=theme.muted, lw=0.8, zorder=1)
    ends = {f"PCA floor, {count}": (floor, theme.muted) for count, floor in floors.items()}
    if with_labels:
        end_labels(axes, ends, HEIGHT)
