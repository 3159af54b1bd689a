"""What panels have in common: letters and headings, zero lines, a dot on every point."""

from __future__ import annotations

from itertools import product
from string import ascii_uppercase

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpecBase
from matplotlib.lines import Line2D

from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import nice_below, number
from deconviz.plotting.style import LINE, TEXT, line

MARGIN = 0.08  # of all values' range, on either side
ZERO = 0.6  # points
GAP = 4  # points between a letter and its heading


def heading(axes: Axes, text: str, colour: str, letter: str = "") -> None:
    """Write a letter, and what a panel shows, above its left end.

    The text may be wider than the panel: it takes no part in the layout.
    """
    place = axes.set_title(letter or " ", loc="left")
    left, gap = (1, GAP) if letter else (0, 0)
    note = axes.annotate(
        text,
        (left, 0),
        xycoords=place,
        xytext=(gap, 0),
        textcoords="offset points",
        color=colour,
        va="bottom",
    )
    note.set_in_layout(False)


def values_axis(axes: Axes, values: Floats, theme: Theme) -> None:
    """Make room for values and a visible zero, with ticks at zero and one round number.

    Parameters
    ----------
    axes
        Get the same limits for the same values.
    values
        All that has to fit, of any shape.
    theme
        Gives the zero line its colour.
    """
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    room = MARGIN * (high - low or 1.0)
    tick = nice_below(max(high, -low) or 1.0)
    ticks = [at for at in (-tick, 0.0, tick) if low - room <= at <= high + room]
    axes.axhline(0, color=theme.muted, lw=ZERO, zorder=1)
    axes.set_ylim(low - room, high + room)
    axes.set_yticks(ticks, [number(at) for at in ticks])


def points_axis(axes: Axes, points: int) -> None:
    """Label the first and the last of the points in x."""
    axes.margins(x=0.1 if points < 10 else 0.05)
    axes.set_xticks([0, points - 1])


def points_label(figure: Figure, what: str, theme: Theme) -> None:
    """Say below all panels that x counts the points of a patch or filter."""
    figure.supxlabel(f"point of the {what}", color=theme.muted, fontsize=TEXT)


def cells(figure: Figure, grid: GridSpecBase, count: int) -> list[Axes]:
    """Fill a grid with so many panels, row by row."""
    places = [grid[row, column] for row in range(grid.nrows) for column in range(grid.ncols)]
    return [figure.add_subplot(place) for place in places[:count]]


def letters(count: int) -> list[str]:
    """Name panels A to Z, then AA, AB and so on."""
    names = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
    return names[:count]


def curve(axes: Axes, values: Floats, mark: Mark, width: float = LINE) -> Line2D:
    """Draw values as dots on a line: they are points of one curve."""
    [dots] = axes.plot(values, marker="o", **line(mark), lw=width, clip_on=False)
    return dots


def stems(axes: Axes, values: Floats, colour: str) -> None:
    """Draw values that are to be summed: each a dot that stands on zero by itself."""
    places = range(len(values))
    axes.vlines(places, 0, values, color=colour, lw=LINE)
    axes.plot(places, values, "o", color=colour, clip_on=False)
