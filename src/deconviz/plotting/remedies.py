"""What remedies for overlaps make of curves, in three panels with the same limits for all."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator
from numpy.typing import NDArray

from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Columns, Drawn, Page
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import curve, heading, points_axis, values_axis
from deconviz.plotting.words import counted
from deconviz.theme import DASHED, DOTTED, SOLID, Mark, Theme
from deconviz.trial import Trial

Floats = NDArray[np.float64]

HEIGHTS: dict[Columns, float] = {1: 5.0, 2: 2.2}  # inches
PANEL = 1.2  # inches high, about
SMALL_DOT = 2.0  # points
MOST_NAMED = 5  # windows over a point, so that 1 has room above 0
ROOM = 3.0  # factor of an error, above and below


def remedy_figure(trial: Trial, page: Page, remedies: Mapping[str, str], weights: Floats) -> Figure:
    """Draw an example, the windows' weights, and the error at each point.

    Parameters
    ----------
    trial
        Of all remedies: all have the same limits.
    page
        Three panels stand side by side on two columns, one below another on one.
    remedies
        Those that are shown, what they are called in the picture, and their names; the first
        makes the example.
    weights
        Of each window at each of its points, shape (W, kernel), or (kernel,) for all alike.
    """
    each = np.broadcast_to(weights, (len(trial.windows.starts()), trial.windows.kernel))
    figure = Figure(figsize=(page.width, HEIGHTS[page.columns]))
    shape = (3, 1) if page.columns == 1 else (1, 3)
    panels = figure.subplots(*shape, sharex=True)
    _example(panels[0], trial, next(iter(remedies.values())), page.theme)
    _weights(panels[1], trial, each, page.theme)
    _errors(panels[2], trial, remedies, page.theme)
    headings = ("a curve and its output", "weights of windows", "error at each point")
    for axes, letter, text in zip(panels, "ABC", headings, strict=True):
        heading(axes, text, page.theme.muted, letter)
        points_axis(axes, trial.windows.points)
    for axes in panels[-shape[1] :]:
        axes.set_xlabel("point of the curve")
    return figure


def _example(axes: Axes, trial: Trial, remedy: str, theme: Theme) -> None:
    target, output = trial.curves[trial.example], trial.output(remedy)[trial.example]
    worst = trial.output("raw")[trial.example]
    values_axis(axes, np.stack([target, output, worst]), theme)
    pair(axes, target, output, theme)
    pair_labels(axes, target, output, theme, PANEL)
    axes.set_ylabel("value")


def _weights(axes: Axes, trial: Trial, weights: Floats, theme: Theme) -> None:
    """Draw the weights of each window where it lies, and their sum, which ought to be 1."""
    windows = trial.windows
    total = windows.add(weights)  # (points,)
    places = windows.starts()[:, None] + np.arange(windows.kernel)  # (W, kernel)
    each = LineCollection(list(np.stack([places, weights], -1)), colors=theme.muted, lw=1)
    each.set_gid("weights")
    axes.add_collection(each)
    most = int(windows.cover().max())
    values_axis(axes, np.array([most]), theme)
    axes.axhline(1, color=theme.grid, lw=0.6, zorder=0)
    ticks = sorted({0, 1, most} if most <= MOST_NAMED else {0, most})
    axes.set_yticks(ticks, map(str, ticks))
    curve(axes, total, Mark(theme.foreground)).set(label="sum", markersize=SMALL_DOT)
    ends = {"sum": (total[-1], theme.foreground), "one\nwindow": (weights[-1, -1], theme.muted)}
    end_labels(axes, ends, PANEL)
    axes.set_ylabel("weight")


def _errors(axes: Axes, trial: Trial, remedies: Mapping[str, str], theme: Theme) -> None:
    """Draw errors of networks and of perfect patches, on a logarithmic axis that has no zero."""
    low, high = trial.range()
    axes.set(yscale="log", ylim=(low / ROOM, high * ROOM), ylabel="mean squared error")
    axes.yaxis.set(major_locator=LogLocator(numticks=4), minor_locator=NullLocator())
    ends = {}
    marks = (Mark(theme.foreground, SOLID), Mark(theme.muted, DASHED))
    for (text, remedy), mark in zip(remedies.items(), marks, strict=False):
        errors = trial.trained(remedy)  # (S, points)
        curve(axes, errors.mean(0), mark).set(label=text, markersize=SMALL_DOT)
        points = np.arange(errors.shape[1])
        axes.fill_between(points, errors.min(0), errors.max(0), color=mark.colour, alpha=0.2, lw=0)
        ends[text] = (float(errors[:, -1].mean()), mark.colour)
    for first, end in _spans(trial.border):
        axes.axvspan(first - 0.5, end - 0.5, color=theme.grid, alpha=0.5, lw=0, zorder=0)
    exact = trial.perfect(next(iter(remedies.values())))
    above = np.where(exact > 0, exact, np.nan)
    if (exact > 0).any():
        drawn = curve(axes, above, Mark(theme.muted, DOTTED), 1.0)
        drawn.set(label="perfect", markersize=SMALL_DOT)
        ends["perfect\npatches"] = (float(exact[exact > 0][-1]), theme.muted)
    else:
        ends["perfect\npatches: 0"] = (low, theme.muted)
    end_labels(axes, ends, PANEL)


def _spans(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where runs of chosen points begin, and where they have ended."""
    edges = np.flatnonzero(np.diff(chosen, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def drawn(figure: Figure, trial: Trial, remedy: str, finding: str, more: str = "") -> Drawn:
    """Add what a figure of one remedy says in words.

    Parameters
    ----------
    figure
        Of the remedy.
    trial
        What was drawn.
    remedy
        Its name.
    finding
        In one sentence, without a full stop.
    more
        Sentences about other remedies in the figure.
    """
    told = " ".join([f"{error(trial, remedy)}.", more]).rstrip()
    return Drawn(
        figure,
        finding,
        f"{finding}. {_panels(trial)} {told}",
        "Three panels: a curve with its output, the weights of windows with their sum, and the "
        f"error at each point on a logarithmic axis. {finding}. {told}",
    )


def _panels(trial: Trial) -> str:
    windows, seeds = trial.windows, trial.networks.seeds
    return (
        "(A) A held-out curve (rings), that of median error under the plain sum, and what the "
        f"network of seed {trial.seed} makes of it (dots). (B) Weights of "
        f"{counted(len(windows.starts()), 'window')} of {windows.kernel} points where they lie, "
        "and their sum, which ought to be 1. (C) Mean squared error at each point over "
        f"{counted(len(trial.curves), 'held-out curve')}: mean and range of "
        f"{counted(len(seeds), 'seed')}, and with perfect patches in place of a network, which "
        "leave the remedy's own error (not drawn where it is 0). Points near the ends are shaded; "
        "all remedies are drawn with the same limits."
    )


def error(trial: Trial, remedy: str) -> str:
    """Say how large the error over all points is, of networks and of perfect patches."""
    losses = trial.trained(remedy).mean(1)  # (S,)
    spread = f"standard deviation {losses.std():.1e}"
    return (
        f"Over all points the error is {losses.mean():.2e} ({spread} over "
        f"{counted(len(losses), 'seed')}), with perfect patches {_own_error(trial, remedy)}"
    )


def _own_error(trial: Trial, remedy: str) -> str:
    exact = trial.perfect(remedy)  # (points,)
    if not exact.any():
        return "0"
    share = exact[trial.border].sum() / exact.sum()
    near = counted(int(trial.border.sum()), "point")
    return f"{exact.mean():.2e}, {share:.0%} of it at {near} near the ends"
