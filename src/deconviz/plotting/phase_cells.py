"""Phases as cells: a kernel of two dimensions, its cover, and a constant that comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from deconviz.arrays import Integers, Mask
from deconviz.layers.phases import Phases
from deconviz.look.language import on
from deconviz.look.theme import Theme
from deconviz.plotting.boxes import draw_boxes
from deconviz.plotting.phase_bars import LETTER, in_words, written
from deconviz.plotting.phase_marks import colours, decimals_of, greys, phase_of_taps

KERNEL, COVER = 1.5, 0.75  # inches, sides of squares
GAP = 0.04  # of a cell, on each side
DOT_AT, DOT_RADIUS = 0.16, 0.055  # of a cell, from its edges
LIGHTEST = 0.88  # of the way from dark to light: it is seen on a light page too
HIGH = 0.17  # inches of a cell that holds a number


def kernel(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw a kernel: numbers in cells if they have room, otherwise squares as large as weights."""
    rows, columns = phases.kernel.shape
    if has_numbers(phases):
        texts = written(phases.kernel.ravel(), decimals_of(phases))
        _cells(axes, phases, phase_of_taps(phases), phases.kernel < 0, texts, theme)
    else:
        _squares(axes, phases, theme)
        _block_lines(axes, phases, theme)
    _frame(axes, (rows, columns))


def has_numbers(phases: Phases) -> bool:
    """Return whether the numbers of a kernel have room in its cells."""
    texts = written(phases.kernel.ravel(), decimals_of(phases))
    return _have_room(texts, KERNEL / max(phases.kernel.shape))


def has_dots(phases: Phases) -> bool:
    """Return whether cells tell their phase by a dot too."""
    return max(phases.strides) == 2 and has_numbers(phases)


def kernel_heading(phases: Phases) -> str:
    """Say what the cells are, and how large the weights if their numbers have no room."""
    return "kernel" if has_numbers(phases) else in_words("kernel", phases.kernel)


def cover(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw one block of the output: in each cell how many taps reach it."""
    rows, columns = phases.strides
    order = np.arange(rows * columns).reshape(rows, columns)
    counts = [str(int(count)) for count in phases.cover.ravel()]
    texts = counts if _have_room(counts, COVER / max(rows, columns)) else [""] * len(counts)
    _cells(axes, phases, order, np.zeros(order.shape, bool), texts, theme)
    _frame(axes, (rows, columns))


def constant(axes: Axes, phases: Phases, shape: tuple[int, int], theme: Theme) -> None:
    """Draw what a constant input of 1 comes out as, away from the ends, of this shape."""
    low, high = min(0.0, float(phases.sums.min())), max(0.0, float(phases.sums.max()))
    shares = LIGHTEST * (phases.sums - low) / (high - low or 1.0)  # (rows, columns)
    repeats = [-(-points // stride) for points, stride in zip(shape, phases.strides, strict=True)]
    tiled = np.tile(shares, repeats)[: shape[0], : shape[1]]
    axes.imshow(greys(tiled, theme), extent=(0, shape[1], shape[0], 0), interpolation="none")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)


def _have_room(texts: Sequence[str], cell: float) -> bool:
    return cell >= max(HIGH, LETTER * max(map(len, texts)))


def _cells(
    axes: Axes, phases: Phases, of_cells: Integers, hollow: Mask, texts: Sequence[str], theme: Theme
) -> None:
    """Draw cells in the colours of their phases, with texts."""
    rows, columns = np.indices(of_cells.shape).reshape(2, -1)  # (cells,) each
    side = np.full(len(rows), 1 - 2 * GAP)
    of_phases, with_dots = colours(phases, theme), has_dots(phases)
    inks = [of_phases[phase] for phase in of_cells.ravel()]
    boxes = np.stack([columns + GAP, rows + GAP, side, side], 1)  # (cells, 4)
    draw_boxes(axes, boxes, inks, hollow.ravel())
    for cell, (ink, empty) in enumerate(zip(inks, hollow.ravel(), strict=True)):
        x, y = float(columns[cell]), float(rows[cell])
        colour = theme.foreground if empty else on(ink, theme)
        axes.text(x + 0.5, y + 0.52, texts[cell], ha="center", va="center", color=colour)
        if with_dots:
            _dot(axes, phases, int(of_cells.flat[cell]), (x, y), ink if empty else colour)


def _dot(axes: Axes, phases: Phases, phase: int, corner: tuple[float, float], ink: str) -> None:
    """Draw a dot in the corner of a cell that tells its phase."""
    down, across = np.unravel_index(phase, phases.strides)
    x, y = (DOT_AT + (1 - 2 * DOT_AT) * float(share) for share in (across, down))
    axes.add_patch(Circle((corner[0] + x, corner[1] + y), DOT_RADIUS, facecolor=ink, lw=0))


def _squares(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw squares whose areas are as weights, hollow where these are negative."""
    rows, columns = np.indices(phases.kernel.shape).reshape(2, -1)  # (taps,) each
    taps = phases.kernel.ravel()  # (taps,)
    largest = float(np.abs(taps).max()) or 1.0
    side = (1 - 2 * GAP) * np.sqrt(np.abs(taps) / largest)  # (taps,)
    boxes = np.stack([columns + (1 - side) / 2, rows + (1 - side) / 2, side, side], 1)  # (taps, 4)
    of_phases = colours(phases, theme)
    inks = [of_phases[phase] for phase in phase_of_taps(phases).ravel()]
    draw_boxes(axes, boxes, inks, taps < 0)


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
