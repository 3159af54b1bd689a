"""The picture and caption of a remedy for overlaps; all remedies have the same limits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.arrays import Floats, Mask
from deconviz.look.theme import DASHED, DOTTED, SOLID, Mark, Theme
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Columns, Page, Plot
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import curve, heading, points_axis, values_axis

HEIGHTS: dict[Columns, float] = {1: 5.0, 2: 2.2}  # inches
PANEL = 1.2  # inches high, about
SMALL_DOT = 2.0  # points
MOST_NAMED = 5  # windows over a point, so that 1 has room above 0
ROOM = 3.0  # factor of an error, above and below


def remedy_plot(
    overlap_errors: OverlapErrors,
    inputs: FigureInputs,
    page: Page,
    remedies: Mapping[str, str],
    weights: Floats,
    finding: str,
    figures: str = "",
) -> Plot:
    """Draw an example, the windows' weights, and the error at each point.

    Parameters
    ----------
    overlap_errors
        Of all remedies: all have the same limits.
    inputs
        Their seed makes the example.
    page
        Three panels are side by side on two columns, one below another on one.
    remedies
        Names of remedies by their labels in the picture; the first makes the example.
    weights
        Of each window at each of its points, shape (W, kernel), or (kernel,) for all alike.
    finding, figures
        As in a caption; the errors of the first remedy are added to the figures.
    """
    first, seed = next(iter(remedies.values())), inputs.seed
    each = np.broadcast_to(
        weights, (len(overlap_errors.windows.starts()), overlap_errors.windows.kernel)
    )
    figure = Figure(figsize=(page.width, HEIGHTS[page.columns]))
    shape = (3, 1) if page.columns == 1 else (1, 3)
    panels = figure.subplots(*shape, sharex=True)
    _example(panels[0], overlap_errors, seed, first, page.theme)
    _weights(panels[1], overlap_errors, each, page.theme)
    _errors(panels[2], overlap_errors, remedies, page.theme)
    headings = ("a curve and its output", "weights of windows", "error at each point")
    for axes, letter, text in zip(panels, "ABC", headings, strict=True):
        heading(axes, text, page.theme.muted, letter)
        points_axis(axes, overlap_errors.windows.points)
    for axes in panels[-shape[1] :]:
        axes.set_xlabel("point of the curve")
    caption = Caption(
        finding=finding,
        method=_method(overlap_errors, seed),
        view="Three panels: a curve and its output, the windows' weights, and errors at each point",
        figures=". ".join(filter(None, [total_error(overlap_errors, first), figures])),
    )
    return Plot(figure, caption)


def _example(
    axes: Axes, overlap_errors: OverlapErrors, seed: int, remedy: str, theme: Theme
) -> None:
    target, output = (
        overlap_errors.curves[overlap_errors.example],
        overlap_errors.output(remedy, seed)[overlap_errors.example],
    )
    worst = overlap_errors.output("raw", seed)[overlap_errors.example]
    values_axis(axes, np.stack([target, output, worst]), theme)
    pair(axes, target, output, theme)
    pair_labels(axes, target, output, theme, PANEL)
    axes.set_ylabel("value")


def _weights(axes: Axes, overlap_errors: OverlapErrors, weights: Floats, theme: Theme) -> None:
    """Draw the weights of each window where it lies, and their sum, which ought to be 1."""
    windows = overlap_errors.windows
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


def _errors(
    axes: Axes, overlap_errors: OverlapErrors, remedies: Mapping[str, str], theme: Theme
) -> None:
    """Draw errors of networks and of perfect patches, on a logarithmic axis that has no zero."""
    low, high = overlap_errors.range()
    axes.set(yscale="log", ylim=(low / ROOM, high * ROOM), ylabel="mean squared error")
    axes.yaxis.set(major_locator=LogLocator(numticks=4), minor_locator=NullLocator())
    ends = {}
    marks = (Mark(theme.foreground, SOLID), Mark(theme.muted, DASHED))
    for (text, remedy), mark in zip(remedies.items(), marks, strict=False):
        errors = overlap_errors.of_networks(remedy)  # (S, points)
        curve(axes, errors.mean(0), mark).set(label=text, markersize=SMALL_DOT)
        points = np.arange(errors.shape[1])
        axes.fill_between(points, errors.min(0), errors.max(0), color=mark.colour, alpha=0.2, lw=0)
        ends[text] = (float(errors[:, -1].mean()), mark.colour)
    for first, end in _spans(overlap_errors.border):
        axes.axvspan(first - 0.5, end - 0.5, color=theme.grid, alpha=0.5, lw=0, zorder=0)
    exact = overlap_errors.beyond_rounding(next(iter(remedies.values())))
    above = np.where(exact > 0, exact, np.nan)
    if (exact > 0).any():
        dotted = curve(axes, above, Mark(theme.muted, DOTTED), 1.0)
        dotted.set(label="perfect", markersize=SMALL_DOT)
        ends["perfect\npatches"] = (float(exact[exact > 0][-1]), theme.muted)
    else:
        ends["perfect\npatches: 0"] = (low, theme.muted)
    end_labels(axes, ends, PANEL)


def _spans(mask: Mask) -> list[tuple[int, int]]:
    """Return where runs of true points begin, and where they end."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _method(overlap_errors: OverlapErrors, seed: int) -> str:
    windows, seeds = overlap_errors.windows, overlap_errors.ensemble.seeds
    return (
        "(A) The held-out curve with the median error under the plain sum (rings), and the output "
        f"of the network of seed {seed} (dots). (B) The weights of "
        f"{quantity(len(windows.starts()), 'window')} of {windows.kernel} points, and their sum, "
        "which should be 1. (C) Mean squared error at each point over "
        f"{quantity(len(overlap_errors.curves), 'held-out curve')}: mean and range of "
        f"{quantity(len(seeds), 'seed')}, and with perfect patches instead of a network (dotted, "
        "not drawn where it is 0). Points near the ends are shaded. The figures of all remedies "
        "have the same limits"
    )


def total_error(overlap_errors: OverlapErrors, remedy: str) -> str:
    """State the error over all points, of networks and of perfect patches."""
    losses = overlap_errors.of_networks(remedy).mean(1)  # (S,)
    return (
        f"Over all points the error is {losses.mean():.2e} (standard deviation {losses.std():.1e} "
        f"over {quantity(len(losses), 'seed')}) and with perfect patches "
        f"{_perfect_error(overlap_errors, remedy)}"
    )


def _perfect_error(overlap_errors: OverlapErrors, remedy: str) -> str:
    exact = overlap_errors.beyond_rounding(remedy)  # (points,)
    if not exact.any():
        return "0"
    share = exact[overlap_errors.border].sum() / exact.sum()
    border = quantity(int(overlap_errors.border.sum()), "point")
    return f"{exact.mean():.2e}, {share:.0%} of it at {border} near the ends"
