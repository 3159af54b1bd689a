"""What the figure of phases says in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.phases import Phases, Verdict
from deconviz.look.wording import number_list, number_range, percent, thousands
from deconviz.plotting.caption import Caption
from deconviz.plotting.phase_cells import has_dots, has_numbers
from deconviz.plotting.phase_marks import FEW, decimals_of
from deconviz.plotting.phase_spectrum import has_level

MOST_SUMS = 8  # that a caption lists
ANSWERS: dict[Verdict, str] = {
    "no": "no, it will not checkerboard",
    "faintly": "it will checkerboard, faintly",
    "yes": "yes, it will checkerboard",
}


def settings(phases: Phases) -> str:
    """Name the size of a kernel, its stride, and its dilation if it has one."""
    parts = [
        f"kernel {_one_or_each([axis.kernel for axis in phases.axes])}",
        f"stride {_one_or_each([axis.stride for axis in phases.axes])}",
    ]
    if any(axis.dilation > 1 for axis in phases.axes):
        parts.append(f"dilation {_one_or_each([axis.dilation for axis in phases.axes])}")
    return ", ".join(parts)


def title(phases: Phases, between: str = " ") -> str:
    """Name the settings, and say whether it will checkerboard."""
    return f"{settings(phases).capitalize()}:{between}{ANSWERS[phases.verdict]}"


def constant_heading(phases: Phases) -> str:
    """Say how uneven a constant comes out."""
    if np.isinf(phases.unevenness):
        return "a constant comes out as a pattern alone"
    if phases.unevenness == 0:
        return "a constant comes out even"
    return f"a constant comes out {percent(phases.unevenness)} uneven"


def of_all(pairs: ChannelPairs) -> str:
    """Say how many pairs of channels are uneven, and what they make together."""
    counts = pairs.verdicts
    return (
        f"Pairs of channels that are uneven: {thousands(counts['yes'])} of "
        f"{thousands(pairs.count)}, and faintly so {thousands(counts['faintly'])}; the pair with "
        "the largest difference of sums is shown. Constants drawn at random, one for each channel, "
        "come out with a pattern that "
        f"is {percent(pairs.pattern)} of their level (root mean squares)"
    )


def caption(phases: Phases, name: str, note: str) -> Caption:
    """Build the words of a figure.

    Parameters
    ----------
    phases
        Of the kernel that is drawn.
    name
        What it is called.
    note
        How it stands among the kernels of its layer; may be empty.
    """
    one = len(phases.axes) == 1
    method = _in_one_dimension(phases) if one else _in_two_dimensions(phases)
    panels = "Four panels: bars" if one else "Five panels: cells"
    return Caption(
        finding=phases.words(f"{name} ({settings(phases)})"),
        method=method,
        view=(
            f"{panels}{_tones(phases)}, for the taps of a kernel, the same taps stacked by phase, "
            "what a constant comes out as, and the kernel's spectrum"
        ),
        figures=_joined(_sums(phases), note),
    )


def _in_one_dimension(phases: Phases) -> str:
    [stride] = phases.strides
    return _joined(
        f"(A) The taps of the kernel{_tones(phases)}, with their phases below: with stride "
        f"{stride}, an output point meets the taps of one phase only{_hollow(phases)}",
        f"(B) {_stacks(phases)}",
        "(C) What a constant input of 1 comes out as, away from the ends",
        f"(D) {_spectrum(phases, f'multiples of 1/{stride}', 'dots')}",
    )


def _in_two_dimensions(phases: Phases) -> str:
    return _joined(
        f"(A) The taps of the kernel{_tones(phases)}: with stride "
        f"{_one_or_each(phases.strides)}, an output point meets the taps of one phase only"
        f"{_shapes(phases)}{_hollow(phases)}",
        "(B) How many taps reach each point of a block",
        f"(C) {_stacks(phases)}",
        "(D) What a constant input of 1 comes out as, away from the ends: the lighter, the larger",
        f"(E) {_spectrum(phases, 'multiples of 1/stride', 'rings', '; the highest are listed')}",
    )


def _shapes(phases: Phases) -> str:
    """Say what else than colours tells the cells of a kernel."""
    if has_dots(phases):
        return ". A dot is where its phase is in a block of the output"
    if has_numbers(phases):
        return ""
    return ". Squares are as large as weights, and lines are between blocks of phases"


def _tones(phases: Phases) -> str:
    return ", in the colours of their phases" if phases.sums.size <= FEW else ", in four tones"


def _hollow(phases: Phases) -> str:
    return ". Hollow ones are negative" if (phases.kernel < 0).any() else ""


def _stacks(phases: Phases) -> str:
    lines = ", and thick lines are at the sums" if (phases.kernel < 0).any() else ""
    below = "; negative taps hang below the line" if (phases.kernel < 0).any() else ""
    return f"The taps of each phase, stacked, and their sum{below}{lines}"


def _spectrum(phases: Phases, places: str, marks: str, listed: str = "") -> str:
    size, replicas = (
        "The size of the kernel's Fourier transform",
        "replicas of the input's spectrum",
    )
    if phases.sums.size == 1:
        return size
    if not has_level(phases):
        return f"{size}, with {marks} at {places}, where {replicas} lie"
    return (
        f"{size}, and at {places} ({marks}{listed}), where {replicas} lie, its height over that "
        "at 0: all are 0 if and only if the sums are equal"
    )


def _sums(phases: Phases) -> str:
    decimals, sums = decimals_of(phases), phases.sums.ravel()
    cover = [int(count) for count in phases.cover.ravel()]
    if len(sums) > MOST_SUMS:
        return (
            f"Sums of {len(sums)} phases: {number_range(sums.min(), sums.max(), decimals)}, of "
            f"{number_range(min(cover), max(cover), 0)} taps each"
        )
    return f"Sums of the phases: {number_list(sums, decimals)}; taps: {number_list(cover)}"


def _joined(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _one_or_each(values: Sequence[int]) -> str:
    return str(values[0]) if len(set(values)) == 1 else " × ".join(map(str, values))
