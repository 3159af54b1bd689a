"""A kernel's spectrum with its replicas, in one dimension and in two."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from deconviz.arrays import Floats
from deconviz.layers.phases import Phases, spectrum
from deconviz.look.theme import MINUS, Theme
from deconviz.look.wording import MOST_SHARE, percent, thousands
from deconviz.plotting.panels import ZERO
from deconviz.plotting.phase_marks import ends, greys

FREQUENCIES = 513  # from 0 to a half
ACROSS = 129  # from minus a half to a half, along each side of a picture
HEADROOM = 1.3  # times the peak, for percentages
TEXT_ROOM = 0.42  # inches of a percentage
LETTER = 0.07  # inches of a digit
GUIDE = 1.03  # times the peak
DOT, SMALL_DOT = 5.0, 1.5  # points
CLOSE = 0.12  # inches from one replica to the next: too close for marks
RING = 6.0  # points
BIG = 9.0  # points
FIRST, PITCH = 0.2, 0.35  # inches from above to the first replica of a list, and to the next
LISTED = 3  # replicas with their heights


def curve(axes: Axes, phases: Phases, width: float, theme: Theme) -> None:
    """Draw the spectrum of a kernel of one dimension, and its heights at the replicas.

    Parameters
    ----------
    axes
        Empty.
    phases
        Of the kernel.
    width
        Of the axes in inches, about.
    theme
        Colours.
    """
    [axis] = phases.axes
    frequencies = np.linspace(0, 0.5, FREQUENCIES)  # (F,)
    heights = spectrum(phases.kernel, axis.dilation, frequencies)  # (F,)
    peak = float(heights.max()) or 1.0
    axes.fill_between(frequencies, heights / peak, color=theme.grid, lw=0, zorder=1)
    axes.plot(frequencies, heights / peak, color=theme.muted)
    axes.axhline(0, color=theme.muted, lw=ZERO)
    axes.set(xlim=(0, 0.5), ylim=(0, HEADROOM))
    axes.set_yticks([])
    axes.set_xlabel("frequency in cycles a point")
    _replicas(axes, phases, peak, width, theme)


def _replicas(axes: Axes, phases: Phases, peak: float, width: float, theme: Theme) -> None:
    """Mark multiples of 1 / stride up to a half, with their heights over that at 0."""
    [axis] = phases.axes
    at = np.arange(1, axis.stride // 2 + 1)  # (M,)
    pitch = width * 2 / axis.stride
    shown = _with_room(phases.replicas[at], axis.stride, pitch)
    guides, dot = (at, DOT) if pitch >= CLOSE else (np.array(shown), SMALL_DOT)
    style: Any = {"color": theme.foreground, "lw": 0.8, "ls": (0, (3, 2))}
    axes.vlines(guides / axis.stride, 0, GUIDE, **style)
    tops = spectrum(phases.kernel, axis.dilation, at / axis.stride) / peak  # (M,)
    style = {"color": theme.foreground, "clip_on": False, "zorder": 4}
    axes.plot(at / axis.stride, tops, "o", ms=dot, **style)
    for m in shown if has_level(phases) else []:
        axes.annotate(
            height_text(float(phases.replicas[m])),
            (m / axis.stride, GUIDE),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=theme.foreground,
        )
    ticks = {0.0: "0"} | {m / axis.stride: fraction(m, axis.stride) for m in shown}
    if axis.stride == 1:
        ticks[0.5] = "1/2"
    axes.set_xticks([*ticks], [*ticks.values()])


def has_level(phases: Phases) -> bool:
    """Return whether the spectrum at 0 is more than 0, so that replicas can be told by it."""
    return bool(np.isfinite(phases.replicas).all() and phases.replicas.flat[0])


def _with_room(heights: Floats, stride: int, pitch: float) -> list[int]:
    """Return the replicas that have room for text: all, or those that are highest."""
    room = max(TEXT_ROOM, LETTER * len(f"{stride // 2}/{stride}") + 0.04)
    order = np.argsort(-heights, kind="stable") + 1
    shown: list[int] = []
    for m in order.tolist():
        beside_zero = m * pitch >= room / 2 + LETTER
        if beside_zero and all(abs(m - other) * pitch >= room for other in shown):
            shown.append(m)
    return sorted(shown)


def height_text(share: float) -> str:
    """Write the height of a replica over that at 0.

    Examples
    --------
    >>> height_text(18.4)
    '× 18'
    """
    return percent(share) if share <= MOST_SHARE else f"× {thousands(round(share))}"


def picture(axes: Axes, phases: Phases, theme: Theme) -> None:
    """Draw the spectrum of a kernel of two dimensions, with 0 in the middle, and mark replicas."""
    frequencies = np.linspace(-0.5, 0.5, ACROSS)  # (F,)
    heights = _spectrum_in_two(phases, frequencies)  # (F, F)
    shares = heights / (float(heights.max()) or 1.0)
    axes.imshow(greys(shares, theme), extent=(-0.5, 0.5, 0.5, -0.5))
    dark, light = ends(theme)
    for m, n in replica_places(phases.strides):
        down, across = m / phases.strides[0], n / phases.strides[1]
        for colour, width in ((dark, 3.0), (light, 1.4)):
            axes.plot(
                across, down, "o", color=colour, mfc="none", mew=width, ms=RING, clip_on=False
            )
    axes.set_xticks([-0.5, 0, 0.5], [f"{MINUS}1/2", "0", "1/2"])
    axes.set_yticks([])
    axes.set_xlabel("cycles a point")
    for spine in axes.spines.values():
        spine.set_visible(True)


def heading(phases: Phases) -> str:
    """Say what the panel is, and where replicas are not told by what is at 0."""
    return "spectrum" if has_level(phases) else "spectrum: nothing at 0"


def heights(axes: Axes, phases: Phases, height: float, theme: Theme) -> None:
    """Write where the highest replicas are, and how high, in axes of this height in inches."""
    axes.set_axis_off()
    lines = listed(phases) if has_level(phases) else []
    title = "at the replicas" if lines else "there is nothing at 0"
    if phases.sums.size == 1:
        title = "no replicas: the stride is 1"
    axes.text(0, 1, title, color=theme.muted, transform=axes.transAxes, va="top")
    for line, (where, share) in enumerate(lines):
        top = 1 - (FIRST + PITCH * line) / height
        middle = top - PITCH / 2 / height
        axes.text(0, top, share, size=BIG, weight="semibold", transform=axes.transAxes, va="top")
        axes.text(0, middle, where, color=theme.muted, transform=axes.transAxes, va="top")


def listed(phases: Phases) -> list[tuple[str, str]]:
    """Return the highest replicas of a kernel of two dimensions: where they are, and how high."""
    places = replica_places(phases.strides)
    heights = {place: float(phases.replicas[place]) for place in places}
    highest = sorted(places, key=lambda place: -round(heights[place], 9))[:LISTED]
    return [(direction(place, phases.strides), height_text(heights[place])) for place in highest]


def replica_places(strides: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return all replicas but one of each two that mirror each other, in multiples of 1 / stride.

    Rows come first; multiples are above minus a half of the stride, and at most a half.
    """
    every = np.ndindex(*strides)
    pairs = ((_wrapped(m, strides), _wrapped((-m[0], -m[1]), strides)) for m in every)
    return sorted({max(pair) for pair in pairs} - {(0, 0)})


def _wrapped(place: tuple[int, ...], strides: tuple[int, ...]) -> tuple[int, int]:
    down, across = (
        (m + (stride - 1) // 2) % stride - (stride - 1) // 2
        for m, stride in zip(place, strides, strict=True)
    )
    return down, across


def direction(place: tuple[int, int], strides: tuple[int, ...]) -> str:
    """Say where a replica is.

    Examples
    --------
    >>> direction((1, 1), (2, 2)), direction((0, 1), (2, 4)), direction((1, -1), (4, 4))
    ('1/2 both ways', '1/4 across', '−1/4 across, 1/4 down')
    """
    down, across = (fraction(m, stride) for m, stride in zip(place, strides, strict=True))
    if down == across:
        return f"{down} both ways"
    parts = [f"{across} across"] * bool(place[1]) + [f"{down} down"] * bool(place[0])
    return ", ".join(parts)


def fraction(part: int, whole: int) -> str:
    """Write a share of one in lowest terms.

    Examples
    --------
    >>> fraction(2, 8), fraction(0, 4)
    ('1/4', '0')
    """
    return str(Fraction(part, whole)).replace("-", MINUS)


def _spectrum_in_two(phases: Phases, frequencies: Floats) -> Floats:
    """Return the size of the Fourier transform at all pairs of frequencies (F,), shape (F, F)."""
    down, across = (
        np.exp(-2j * np.pi * np.outer(frequencies, axis.dilation * np.arange(axis.kernel)))
        for axis in phases.axes
    )  # (F, K) each
    return np.asarray(np.abs(down @ phases.kernel @ across.T))
