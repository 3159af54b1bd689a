"""Phases as bars: the taps of a kernel, stacked by phase, and what a constant comes out as."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from deconviz.arrays import Floats
from deconviz.layers.phases import Phases
from deconviz.look.language import on
from deconviz.look.theme import Theme
from deconviz.look.wording import number, quantity
from deconviz.plotting.boxes import draw_boxes
from deconviz.plotting.panels import values_axis
from deconviz.plotting.phase_marks import (
    FEW,
    colours,
    decimals_of,
    every,
    phase_of_taps,
    taps_by_phase,
)

BAR = 0.86  # of the way to the next
GAP = 0.02  # inches between stacked taps
LETTER = 0.075  # inches of a digit
NUMBER_ROOM = 0.19  # inches that a number needs above its bar
NET = 2.2  # points: the strongest mark
LEAST = 12  # points of the output
MOST = 48
ICON, ICON_DOT = 9.0, 2.2  # points
DOT_AT = 0.2  # of an icon, from its edges
ICON_PITCH = 0.16  # inches
ABOVE = 2.5  # points from a bar to its number


def taps(axes: Axes, phases: Phases, size: tuple[float, float], theme: Theme) -> None:
    """Draw the taps of a kernel of one dimension where they land, each with its phase below.

    Parameters
    ----------
    axes
        Empty.
    phases
        Of the kernel.
    size
        Of the axes in inches, about.
    theme
        Colours.
    """
    [axis] = phases.axes
    places = axis.dilation * np.arange(float(axis.kernel))  # (K,)
    pitch = size[0] / axis.reach
    of_taps, inks = phase_of_taps(phases), colours(phases, theme)
    texts = written(phases.kernel, decimals_of(phases))
    values_axis(axes, phases.kernel, theme)
    axes.set_yticks([])
    _bars(axes, places, phases.kernel, [inks[phase] for phase in of_taps])
    if _have_room(texts, pitch):
        _write(axes, places, phases.kernel, texts, theme, size[1])
    _limit(axes, axis.reach)
    labels = every(axis.kernel, pitch * axis.dilation, _width(phases.sums.size) + 0.04)
    _name_phases(axes, [(float(places[tap]), int(of_taps[tap])) for tap in labels], inks)
    axes.set_xlabel("phase of each tap")


def taps_heading(phases: Phases, width: float) -> str:
    """Say what the taps are, and how large if their numbers have no room."""
    [axis] = phases.axes
    texts = written(phases.kernel, decimals_of(phases))
    return "kernel" if _have_room(texts, width / axis.reach) else in_words("kernel", phases.kernel)


def sums_heading(phases: Phases, width: float) -> str:
    """Say what the sums are, and how large if their numbers have no room."""
    texts, what = written(phases.sums.ravel(), decimals_of(phases)), "sum of each phase"
    return what if _have_room(texts, width / len(texts)) else in_words(what, phases.sums)


def written(values: Floats, decimals: int) -> list[str]:
    """Write numbers (N,) with so many decimals."""
    return [number(float(value), decimals) for value in values]


def in_words(what: str, values: Floats) -> str:
    """Say what numbers are, and from where to where they go."""
    low, high = float(values.min()), float(values.max())
    return f"{what}, {number(float(f'{low:.2g}'))} to {number(float(f'{high:.2g}'))}"


def sums(axes: Axes, phases: Phases, size: tuple[float, float], theme: Theme) -> None:
    """Stack the taps of each phase, negative ones below the line, and write their sum.

    Parameters
    ----------
    axes
        Empty.
    phases
        Of a kernel.
    size
        Of the axes in inches, about.
    theme
        Colours.
    """
    stacks = taps_by_phase(phases)
    ups = np.array([stack[stack > 0].sum() for stack in stacks])  # (P,)
    downs = np.array([stack[stack < 0].sum() for stack in stacks])  # (P,)
    values_axis(axes, np.append(ups, downs), theme)
    axes.set_yticks([])
    low, high = axes.get_ylim()
    gap = GAP * (high - low) / size[1]
    _stacks(axes, stacks, colours(phases, theme), gap)
    net = phases.sums.ravel()  # (P,)
    places = np.arange(float(len(net)))  # (P,)
    mix = downs < 0  # (P,)
    ends = places - BAR / 2, places + BAR / 2
    axes.hlines(net[mix], ends[0][mix], ends[1][mix], color=theme.foreground, lw=NET)
    texts = written(net, decimals_of(phases))
    if _have_room(texts, size[0] / len(net)):
        _write(axes, places, ups, texts, theme, size[1], always_above=True)
    _limit(axes, len(net))
    _name_sums(axes, phases, size[0], theme)


def _name_sums(axes: Axes, phases: Phases, width: float, theme: Theme) -> None:
    """Write below each sum which phase it is, and how many taps that has."""
    cover = [int(count) for count in phases.cover.ravel()]
    pitch, inks = width / len(cover), colours(phases, theme)
    long = [quantity(count, "tap") for count in cover]
    wordy = _have_room(long, pitch)
    labels = list(every(len(cover), pitch, _width(max(len(cover), *cover)) + 0.04))
    counts = long if wordy else [str(count) for count in cover]
    in_two = len(phases.strides) == 2
    names = ["" if in_two else f"{phase + 1}\n" for phase in labels]
    texts = [f"{name}{counts[phase]}" for name, phase in zip(names, labels, strict=True)]
    axes.set_xticks(labels, texts)
    if not in_two:
        _colour(axes, labels, inks)
    if in_two and pitch >= ICON_PITCH:
        _icons(axes, phases, inks, theme)
    axes.set_xlabel("phase" if wordy else "phase, and how many taps it has")


def _icons(axes: Axes, phases: Phases, inks: Sequence[str], theme: Theme) -> None:
    """Draw a cell below each sum, with a dot where the phase is in its block."""
    axes.tick_params(axis="x", pad=ICON + 5)
    below = axes.get_xaxis_transform()
    for phase, ink in enumerate(inks):
        place = np.unravel_index(phase, phases.strides)
        down, across = (
            ICON * (DOT_AT + (1 - 2 * DOT_AT) * (int(m) / max(stride - 1, 1)) - 0.5)
            for m, stride in zip(place, phases.strides, strict=True)
        )
        middle = -ICON / 2 - 4
        for x, y, marker, size, colour in (
            (0.0, middle, "s", ICON, ink),
            (across, middle - down, "o", ICON_DOT, on(ink, theme)),
        ):
            at = offset_copy(below, axes.get_figure(root=True), x=x, y=y, units="points")
            axes.plot(phase, 0, marker, ms=size, mew=0, color=colour, transform=at, clip_on=False)


def constant(axes: Axes, phases: Phases, size: tuple[float, float], theme: Theme) -> None:
    """Draw what a constant input of 1 comes out as, away from the ends."""
    [stride] = phases.strides
    points = min(max(LEAST, 3 * stride), max(MOST, stride))
    order = np.arange(points) % stride  # (points,)
    inks = colours(phases, theme)
    values_axis(axes, phases.sums, theme)
    _bars(axes, np.arange(float(points)), phases.sums[order], [inks[phase] for phase in order])
    _limit(axes, points)
    labels = every(points, size[0] / points, _width(stride) + 0.04)
    _name_phases(axes, [(float(point), int(order[point])) for point in labels], inks)
    axes.set_xlabel("phase of each output point")
    axes.set_yticks([])


def _limit(axes: Axes, count: int) -> None:
    """Give so many bars side by side their room."""
    axes.set_xlim(-0.5 - (1 - BAR) / 2, count - 0.5 + (1 - BAR) / 2)


def _bars(axes: Axes, places: Floats, values: Floats, inks: Sequence[str]) -> None:
    """Draw bars that stand on the line, or hang from it."""
    lines = np.zeros(len(values))
    _draw(axes, places, lines, values, inks)


def _stacks(axes: Axes, stacks: Sequence[Floats], inks: Sequence[str], gap: float) -> None:
    """Draw the taps of each phase, one on another, the first of each sign next to the line."""
    places, begins, heights, colours_of = [], [], [], []
    for place, (stack, ink) in enumerate(zip(stacks, inks, strict=True)):
        for taps_of_sign in (stack[stack > 0], stack[stack < 0]):
            ends = np.cumsum(taps_of_sign)  # (taps,)
            rooms = np.where(np.abs(taps_of_sign) > 2 * gap, gap, 0.0) * np.sign(taps_of_sign)
            rooms[:1] = 0
            begins.append(ends - taps_of_sign + rooms)
            heights.append(taps_of_sign - rooms)
            places.append(np.full(len(ends), float(place)))
            colours_of += [ink] * len(ends)
    joined = [np.concatenate(each) for each in (places, begins, heights)]
    _draw(axes, joined[0], joined[1], joined[2], colours_of)


def _draw(axes: Axes, places: Floats, begins: Floats, heights: Floats, inks: Sequence[str]) -> None:
    left, width = places - BAR / 2, np.full(len(places), BAR)
    boxes = np.stack([left, begins, width, heights], 1)  # (N, 4)
    draw_boxes(axes, boxes, inks, heights < 0)


def _write(
    axes: Axes,
    places: Floats,
    ends: Floats,
    texts: Sequence[str],
    theme: Theme,
    height: float,
    *,
    always_above: bool = False,
) -> None:
    """Write numbers at the ends of bars in axes of this height in inches, and make room."""
    low, high = axes.get_ylim()
    room = NUMBER_ROOM * (high - low) / (height - 2 * NUMBER_ROOM)
    below = bool((ends < 0).any()) and not always_above
    axes.set_ylim(low - room * below, high + room)
    for place, end, text in zip(places, ends, texts, strict=True):
        up = end >= 0 or always_above
        axes.annotate(
            text,
            (float(place), float(end)),
            xytext=(0, ABOVE if up else -ABOVE),
            textcoords="offset points",
            ha="center",
            va="bottom" if up else "top",
            color=theme.foreground,
        )


def _name_phases(axes: Axes, labels: Sequence[tuple[float, int]], inks: Sequence[str]) -> None:
    axes.set_xticks([place for place, _ in labels], [str(phase + 1) for _, phase in labels])
    _colour(axes, [phase for _, phase in labels], inks)


def _colour(axes: Axes, of_labels: Sequence[int], inks: Sequence[str]) -> None:
    """Give labels the colours of their phases, if there are few."""
    if len(inks) <= FEW:
        for label, phase in zip(axes.get_xticklabels(), of_labels, strict=True):
            label.set_color(inks[phase])


def _have_room(texts: Sequence[str], pitch: float) -> bool:
    return max(map(len, texts)) * LETTER <= pitch


def _width(largest: int) -> float:
    """Return how many inches a whole number needs."""
    return LETTER * len(str(largest))
