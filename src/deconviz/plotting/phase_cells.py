"""Phases as cells: a kernel of two dimensions, its cover, and a constant that comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Circle, Rectangle

from deconviz.arrays import Floats, Integers
from deconviz.layers.phases import Phases
from deconviz.look.language import on
from deconviz.look.theme import Theme
from deconviz.look.wording import number
from deconviz.plotting.phase_bars import HOLLOW, LETTER, in_words
from deconviz.plotting.phase_marks import colours, decimals_of, greys, phase_of_taps

GAP = 0.04  # of a cell, on each side
DOT_AT, DOT_RADIUS = 0.16, 0.055  # of a cell, from its edges
HIGH = 0.2  # inches of a cell that holds a number


def kernel(axes: Axes, phases: Phases, side: float, theme: Theme) -> None:
    """Draw a kernel: numbers in cells if they have room, otherwise squares as large as weights.

    Parameters
    ----------
    axes
        Empty.
    phases
        Of the kernel.
    side
        Of the room in inches, about.
    theme
        Colours.
    """
    rows, columns = phases.kernel.shape
    if _have_room(texts := _texts(phases), side / max(rows, columns)):
        _cells(axes, phases, phase_of_taps(phases), phases.kernel < 0, texts, theme)
    else:
        _squares(axes, phases, theme)
        _block_lines(axes, phases, theme)
    _frame(axes, (rows, columns))


def kernel_heading(phases: Phases, side: float) -> str:
    """Say what the cells are, and how large the weights if their numbers have no room."""
    if _have_room(_texts(phases), side / max(phases.kernel.shape)):
        return "kernel"
    return in_words("kernel", phases.kernel)


def cover(axes: Axes, phases: Phases, side: float, theme: Theme) -> None:
    """Draw one block of the output: in each cell how many taps reach it."""
    rows, columns = phases.strides
    order = np.arange(rows * columns).reshape(rows, columns)
    counts = [str(int(count)) for count in phases.cover.ravel()]
    texts = counts if _have_room(counts, side / max(rows, columns)) else [""] * len(counts)
    _cells(axes, phases, order, np.zeros(order.shape, bool), texts, theme)
    _frame(axes, (rows, columns))


def constant(axes: Axes, phases: Phases, shape: tuple[int, int], theme: Theme) -> None:
    """Draw what a constant input of 1 comes out as, away from the ends, of this shape."""
    low, high = min(0.0, float(phases.sums.min())), max(0.0, float(phases.sums.max()))
    shares = (phases.sums - low) / (high - low or 1.0)  # (rows, columns)
    repeats = [-(-points // stride) for points, stride in zip(shape, phases.strides, strict=True)]
    tiled = np.tile(shares, repeats)[: shape[0], : shape[1]]
    axes.imshow(greys(tiled, theme), extent=(0, shape[1], shape[0], 0), interpolation="none")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)


def _texts(phases: Phases) -> list[str]:
    return [number(float(tap), decimals_of(phases)) for tap in phases.kernel.ravel()]


def _have_room(texts: Sequence[str], cell: float) -> bool:
    return cell >= max(HIGH, LETTER * max(map(len, texts)))


def _cells(
    axes: Axes,
    phases: Phases,
    of_cells: Integers,
    hollow: Floats,
    texts: Sequence[str],
    theme: Theme,
) -> None:
    """Draw cells in the colours of their phases, with texts."""
    inks, few = colours(phases, theme), max(phases.strides) <= 2
    for (row, column), phase in np.ndenumerate(of_cells):
        ink, empty = inks[phase], bool(hollow[row, column])
        edge = {"facecolor": "none", "edgecolor": ink, "lw": HOLLOW}
        axes.add_patch(
            Rectangle(
                (column + GAP, row + GAP),
                1 - 2 * GAP,
                1 - 2 * GAP,
                **(edge if empty else {"facecolor": ink, "lw": 0}),
            )
        )
        on_it = ink if empty else on(ink, theme)
        text = texts[row * of_cells.shape[1] + column]
        axes.text(
            column + 0.5,
            row + 0.52,
            text,
            ha="center",
            va="center",
            color=theme.foreground if empty else on_it,
        )
        if few:
            _dot(axes, phases, int(phase), (column, row), on_it)


def _dot(axes: Axes, phases: Phases, phase: int, corner: tuple[float, float], ink: str) -> None:
    """Draw a dot in the corner of a cell that tells its phase."""
    down, across = np.unravel_index(phase, phases.strides)
    x, y = (DOT_AT + (1 - 2 * DOT_AT) * float(share) for share in (across, down))
    axes.add_patch(Circle((corner[0] + x, corner[1] + y), DOT_RADIUS, facecolor=ink, lw=0))


def _squares(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw squares whose areas are as weights, hollow where these are negative."""
    inks, of_taps = colours(phases, theme), phase_of_taps(phases)
    largest = float(np.abs(phases.kernel).max()) or 1.0
    for place, tap in np.ndenumerate(phases.kernel):
        side = (1 - 2 * GAP) * float(np.sqrt(abs(tap) / largest))
        ink = inks[of_taps[place]]
        style = {"facecolor": ink, "lw": 0}
        if tap < 0:
            style = {"facecolor": "none", "edgecolor": ink, "lw": HOLLOW}
        corner = place[1] + (1 - side) / 2, place[0] + (1 - side) / 2
        axes.add_patch(Rectangle(corner, side, side, **style))


def _block_lines(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw lines where blocks of phases begin."""
    rows, columns = phases.kernel.shape
    down, across = phases.of_taps
    for row in np.flatnonzero(down == 0):
        axes.hlines(row, 0, columns, color=theme.muted, lw=0.6, zorder=0)
    for column in np.flatnonzero(across == 0):
        axes.vlines(column, 0, rows, color=theme.muted, lw=0.6, zorder=0)


def _frame(axes: Axes, shape: tuple[int, int]) -> None:
    axes.set(xlim=(0, shape[1]), ylim=(shape[0], 0), aspect="equal", anchor="NW")
    axes.set_axis_off()
