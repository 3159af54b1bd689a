"""What the figure of phases says in words."""

from __future__ import annotations

import numpy as np

from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.phases import Phases, Verdict
from deconviz.look.wording import number_list, number_range, thousands
from deconviz.plotting.caption import Caption
from deconviz.plotting.phase_marks import decimals_of, percent

MOST_SUMS = 8  # that a caption lists
ANSWERS: dict[Verdict, str] = {
    "no": "no, it will not checkerboard",
    "faintly": "it will checkerboard, faintly",
    "yes": "yes, it will checkerboard",
}
CLAIMS: dict[Verdict, str] = {
    "no": "no checkerboard",
    "faintly": "a faint checkerboard",
    "yes": "a checkerboard",
}


def settings(phases: Phases) -> str:
    """Name the size of a kernel, its stride, and its dilation if it has one."""
    sizes = {
        "kernel": [axis.kernel for axis in phases.axes],
        "stride": [axis.stride for axis in phases.axes],
        "dilation": [axis.dilation for axis in phases.axes],
    }
    if set(sizes["dilation"]) == {1}:
        del sizes["dilation"]
    parts = [f"{name} {_one_or_each(values)}" for name, values in sizes.items()]
    text = ", ".join(parts)
    return text[0].upper() + text[1:]


def answer(phases: Phases) -> str:
    """Say whether it will checkerboard."""
    return ANSWERS[phases.verdict]


def constant_heading(phases: Phases) -> str:
    """Say how uneven a constant comes out."""
    if phases.verdict == "no":
        return "a constant comes out even"
    if np.isinf(phases.unevenness):
        return "a constant comes out as a pattern alone"
    return f"a constant comes out {percent(phases.unevenness)} uneven"


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
    return Caption(
        finding=f"{settings(phases)}, {name}: {CLAIMS[phases.verdict]}, {_reason(phases)}",
        method=_method(phases),
        view=_view(phases),
        figures=". ".join(part for part in (_figures(phases), note) if part),
    )


def of_all(pairs: ChannelPairs) -> str:
    """Say how the pair that is drawn stands among all of a layer."""
    counts = pairs.verdicts
    return (
        f"Of {thousands(pairs.count)} pairs of channels, {thousands(counts['yes'])} are uneven, "
        f"{thousands(counts['faintly'])} faintly; the pair with the largest difference of sums is "
        "shown"
    )


def _reason(phases: Phases) -> str:
    if np.ptp(phases.sums) == 0:
        return "because all phases have the same sum"
    if np.isinf(phases.unevenness):
        return "because the sums of its phases differ, and their mean is 0"
    return f"because the sums of its phases differ by {percent(phases.unevenness)} of their mean"


def _method(phases: Phases) -> str:
    if len(phases.axes) == 1:
        parts = (
            "(A) The taps of the kernel. With the stride, each output point meets only every "
            "so-manieth tap: its phase",
        )
        return ". ".join(parts)
    return ""


def _view(phases: Phases) -> str:
    return ""


def _figures(phases: Phases) -> str:
    decimals, sums = decimals_of(phases), phases.sums.ravel()
    if len(sums) > MOST_SUMS:
        return f"Sums of the phases: {number_range(sums.min(), sums.max(), decimals)}"
    return f"Sums of the phases: {number_list(sums, decimals)}"


def _one_or_each(values: list[int]) -> str:
    return " × ".join(map(str, dict.fromkeys(values))) if len(set(values)) == 1 else " × ".join(
        map(str, values)
    )
