"""Which windows overlap, drawn from the settings, and how often each point is covered."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from deconviz.material import Material
from deconviz.plotting.diagram import SEEN, elided
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading
from deconviz.plotting.words import abridged, counted
from deconviz.windows import Windows

VARIANTS = ()
NEEDS = ()

MOST = 9  # windows that are drawn
ROW = 0.24  # inches
BARS = 0.8  # inches
AROUND = 1.0  # inches, of headings and axis labels
BRICK = 0.75  # of a row's height
BAR = 0.88  # of a point's width
BESIDE = 0.6  # inches, of axis labels
DIGIT = 0.15  # inches for a point, the least in which its count is written


def draw(material: Material, page: Page) -> Drawn:
    """Draw windows above, in the order of their starts, and how often they cover points below."""
    windows = Windows(material.data.points, material.network.kernel, material.network.stride)
    return Drawn(
        _picture(windows, page), _finding(windows), _caption(windows), _alternative(windows)
    )


def _picture(windows: Windows, page: Page) -> Figure:
    shown = elided(len(windows.starts()), MOST)
    rows = ROW * len(shown)
    figure = Figure(figsize=(page.width, rows + BARS + AROUND))
    above, below = figure.subplots(2, sharex=True, height_ratios=(rows, BARS))
    _bricks(above, windows, shown, page)
    _bars(below, windows, page)
    heading(above, "where each window lies", page.theme.muted, "A")
    heading(below, "how many windows cover each point", page.theme.muted, "B")
    return figure


def _inches(windows: Windows, page: Page) -> float:
    """Return about how wide a point is."""
    return (page.width - BESIDE) / windows.points


def _bar(windows: Windows, page: Page) -> float:
    """Return how much of a point's width is drawn: all, where gaps would not be seen."""
    return BAR if _inches(windows, page) > SEEN else 1


def _bricks(axes: Axes, windows: Windows, shown: list[int | None], page: Page) -> None:
    """Draw a row a window and a cell a point; what other windows cover too is stronger."""
    theme, wide = page.theme, _bar(windows, page)
    shared = windows.cover() > 1  # (points,)
    for row, window in enumerate(shown):
        if window is None:
            axes.plot(
                windows.points * np.array([0.45, 0.5, 0.55]), [row] * 3, ".", color=theme.muted
            )
            continue
        points = windows.starts()[window] + np.arange(windows.kernel)
        _cells(axes, f"window-{window}-alone", points[~shared[points]], row, wide, theme.muted)
        _cells(axes, f"window-{window}-shared", points[shared[points]], row, wide, theme.foreground)
    numbers = {row: window + 1 for row, window in enumerate(shown) if window is not None}
    axes.set_yticks(list(numbers), map(str, numbers.values()))
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_ylabel("window")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _cells(
    axes: Axes, name: str, points: NDArray[np.intp], row: int, wide: float, colour: str
) -> None:
    across, down = wide / 2, BRICK / 2
    corners = np.array([[-across, -down], [across, -down], [across, down], [-across, down]])
    middles = np.stack([points, np.full(len(points), row)], -1)  # (N, 2)
    cells = PolyCollection(list(middles[:, None] + corners), facecolors=colour, lw=0)
    cells.set_gid(name)
    axes.add_collection(cells)


def _bars(axes: Axes, windows: Windows, page: Page) -> None:
    cover = windows.cover()  # (points,)
    colours = [page.theme.foreground if count > 1 else page.theme.muted for count in cover]
    axes.bar(np.arange(windows.points), cover, _bar(windows, page), color=colours)
    if _inches(windows, page) >= DIGIT:
        for point, count in enumerate(cover):
            axes.annotate(
                str(count),
                (point, count),
                (0, 1.5),
                textcoords="offset points",
                ha="center",
                color=colours[point],
            )
    axes.set_xlim(-0.5, windows.points - 0.5)
    axes.set_ylim(0, 1.25 * cover.max())
    axes.set_xticks(_ticks(windows, page))
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.set_xlabel("point of the curve")
    axes.set_ylabel("windows")


def _ticks(windows: Windows, page: Page) -> list[int]:
    """Return where windows start, if these are few, and the ends."""
    starts = windows.starts().tolist()
    last = windows.points - 1
    return sorted({*starts, last}) if len(starts) <= 3 * page.columns else [0, last]


def _finding(windows: Windows) -> str:
    cover = windows.cover()
    several = counted(int((cover > 1).sum()), "point")
    if cover.max() == 1:
        return "No two windows overlap: no point is counted twice"
    return f"{several} of {windows.points} lie in more than one window"


def _caption(windows: Windows) -> str:
    return (
        f"{_finding(windows)}. (A) {_layout(windows)}. (B) How many windows each point is in; a "
        "plain sum of their outputs counts it as often. Points that windows share are drawn "
        f"stronger. {_counts(windows)}. {_border(windows)}."
    )


def _alternative(windows: Windows) -> str:
    return (
        f"Rows of cells, one below another, each shifted to the right, and below them a bar a "
        f"point. {_layout(windows)}. {_counts(windows)}."
    )


def _layout(windows: Windows) -> str:
    starts = windows.starts().tolist()
    return (
        f"{counted(len(starts), 'window')} of {windows.kernel} points with stride {windows.stride} "
        f"on a curve of {windows.points}, starting at {abridged(starts)}"
    )


def _counts(windows: Windows) -> str:
    cover = windows.cover().tolist()
    told = (f"{counted(cover.count(n), 'point')} in {n}" for n in sorted(set(cover)))
    return f"Covered: {', '.join(told)}"


def _border(windows: Windows) -> str:
    """Say how many points are near an end."""
    try:
        inside = windows.interior()
    except ValueError:
        return "So near an end that a window is missing there: all points"
    border = windows.points - (inside.stop - inside.start)
    return f"So near an end that a window is missing there: {counted(border, 'point')}"
