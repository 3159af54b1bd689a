"""How the phases of a kernel are told apart, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from deconviz.analysis.rounding import adds_up
from deconviz.arrays import Floats, Integers, Pixels
from deconviz.layers.phases import Phases
from deconviz.look.theme import Theme, contrast

FEW = 4  # phases with a colour each
TONES = (1.0, 0.78, 0.6, 0.45)  # of one hue, for more
BLACK = "#000000"
DECIMALS = 2
MOST_DECIMALS = 3


def colours(phases: Phases, theme: Theme) -> list[str]:
    """Return the colour of each phase, in order: of more than four, one hue in four tones."""
    count = phases.sums.size
    if count <= FEW:
        marks = [*theme.components[: FEW - 1], theme.variants[1]]
        return [mark.colour for mark in marks[:count]]
    tones = [mixed(theme.background, theme.component(1).colour, share) for share in TONES]
    return [tones[phase % len(TONES)] for phase in range(count)]


def phase_of_taps(phases: Phases) -> Integers:
    """Return the phase of each tap as one number, rows first, shape K."""
    places = np.ix_(*phases.of_taps)
    return np.asarray(np.ravel_multi_index(np.broadcast_arrays(*places), phases.strides))


def taps_by_phase(phases: Phases) -> list[Floats]:
    """Return the taps of each phase, in order."""
    of_taps = phase_of_taps(phases).ravel()
    return [phases.kernel.ravel()[of_taps == phase] for phase in range(phases.sums.size)]


def decimals_of(phases: Phases) -> int:
    """Return with how many decimals taps add up to their sums, as they are written."""
    if np.array_equal(phases.kernel, np.round(phases.kernel)):
        return 0
    largest = float(np.abs(phases.kernel).max())
    fewest = max(DECIMALS, DECIMALS - 1 - int(np.floor(np.log10(largest))))
    taps = [of_phase[:, None] for of_phase in taps_by_phase(phases)]
    enough = (
        places
        for places in range(fewest, max(fewest, MOST_DECIMALS) + 1)
        if all(adds_up(of_phase, places).all() for of_phase in taps)
    )
    return next(enough, fewest)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour so far on the way from one to another."""
    ends = np.array([to_rgb(one), to_rgb(other)])  # (2, 3)
    return to_hex((1 - share) * ends[0] + share * ends[1])


def ends(theme: Theme) -> tuple[str, str]:
    """Return the darker and the lighter of background and foreground."""
    dark, light = sorted((theme.background, theme.foreground), key=lambda end: contrast(end, BLACK))
    return dark, light


def greys(shares: Floats, theme: Theme) -> Pixels:
    """Return a picture of shares from 0, the darker of the theme's ends, to 1, the lighter.

    Parameters
    ----------
    shares
        Shape (H, W).
    theme
        Colours.

    Returns
    -------
    ndarray
        RGB, shape (H, W, 3).
    """
    dark, light = (np.array(to_rgb(end)) for end in ends(theme))
    picture = dark + shares[..., None] * (light - dark)  # (H, W, 3)
    return np.asarray(np.round(255 * picture), np.uint8)


def every(count: int, pitch: float, width: float) -> Iterable[int]:
    """Return which of so many things to label: all, or so few that they have room.

    Parameters
    ----------
    count
        Things side by side.
    pitch, width
        Inches from one to the next, and of a label.
    """
    steps = [1, 2, 4, 5, 8, 10, 20, 50, 100, 200, 500, 1000, 10_000]
    return range(0, count, next((step for step in steps if step * pitch >= width), count))
