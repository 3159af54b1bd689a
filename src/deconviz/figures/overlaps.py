"""Which windows overlap, drawn from the settings, and how often each point is covered."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from deconviz.arrays import Integers
from deconviz.data.windows import Windows
from deconviz.look.wording import quantity, short_list
from deconviz.plotting.caption import Caption
from deconviz.plotting.diagram import LEAST, ellipsis
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading

VARIANTS = ()
NEEDS = ()

MOST = 9  # rows of windows
ROW = 0.24  # inches
BARS = 0.8  # inches
AROUND = 1.0  # inches, of headings and axis labels
BRICK = 0.75  # of a row's height
BAR = 0.88  # of a point's width
BESIDE = 0.6  # inches, of axis labels
DIGIT = 0.15  # inches for a point, the least that has room for its count


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw windows above, in the order of their starts, and how often they cover points below."""
    windows = Windows(inputs.data.points, inputs.network.points, inputs.network.stride)
    return Plot(_picture(windows, page), _caption(windows))


def _picture(windows: Windows, page: Page) -> Figure:
    rows = ellipsis(len(windows.starts()), MOST)
    height = ROW * len(rows)
    figure = Figure(figsize=(page.width, height + BARS + AROUND))
    above, below = figure.subplots(2, sharex=True, height_ratios=(height, BARS))
    _bricks(above, windows, rows, page)
    _bars(below, windows, page)
    heading(above, "where each window lies", page.theme.muted, "A")
    heading(below, "how many windows cover each point", page.theme.muted, "B")
    return figure


def _inches(windows: Windows, page: Page) -> float:
    """Return about how wide a point is."""
    return (page.width - BESIDE) / windows.points


def _bar(windows: Windows, page: Page) -> float:
    """Return the share of a point's width that is drawn: all, where gaps would be too narrow."""
    return BAR if _inches(windows, page) > LEAST else 1


def _bricks(axes: Axes, windows: Windows, rows: list[int | None], page: Page) -> None:
    """Draw a row per window and a cell per point; cells that windows share are stronger."""
    theme, wide = page.theme, _bar(windows, page)
    shared = windows.cover() > 1  # (points,)
    for row, window in enumerate(rows):
        if window is None:
            axes.plot(
                windows.points * np.array([0.45, 0.5, 0.55]), [row] * 3, ".", color=theme.muted
            )
            continue
        points = windows.starts()[window] + np.arange(windows.kernel)
        _cells(axes, f"window-{window}-alone", points[~shared[points]], row, wide, theme.muted)
        _cells(axes, f"window-{window}-shared", points[shared[points]], row, wide, theme.foreground)
    numbers = {row: window + 1 for row, window in enumerate(rows) if window is not None}
    axes.set_yticks(list(numbers), map(str, numbers.values()))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_ylabel("window")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _cells(axes: Axes, name: str, points: Integers, row: int, wide: float, colour: str) -> None:
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
    """Return the starts of windows, if they are few, and the ends of the curve."""
    starts = windows.starts().tolist()
    last = windows.points - 1
    return sorted({*starts, last}) if len(starts) <= 3 * page.columns else [0, last]


def _caption(windows: Windows) -> Caption:
    starts = windows.starts().tolist()
    return Caption(
        finding=_finding(windows),
        method=(
            f"(A) {quantity(len(starts), 'window')} of {windows.kernel} points with stride "
            f"{windows.stride} on a curve of {windows.points} points, starting at "
            f"{short_list(starts)}. (B) How many windows each point is in: a plain sum of their "
            "outputs counts it as many times. Points in several windows stand out"
        ),
        view="Rows of cells, each shifted to the right, and below them a bar for each point",
        figures=f"{_counts(windows)}. {_border(windows)}",
    )


def _finding(windows: Windows) -> str:
    cover = windows.cover()  # (points,)
    if cover.max() == 1:
        return "No two windows overlap: no point is counted twice"
    return f"{int((cover > 1).sum())} of {windows.points} points lie in more than one window"


def _counts(windows: Windows) -> str:
    cover = windows.cover().tolist()
    counts = (f"{quantity(cover.count(n), 'point')} in {n}" for n in sorted(set(cover)))
    return f"Windows per point: {', '.join(counts)}"


def _border(windows: Windows) -> str:
    """Count the points near an end."""
    border = int((~windows.interior()).sum())
    points = "all points" if border == windows.points else quantity(border, "point")
    return f"Near an end, where a window is missing: {points}"
