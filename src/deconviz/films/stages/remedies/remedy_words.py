"""What the film of remedies says, with its figures from the data."""

from __future__ import annotations

from deconviz.analysis.weighted_windows import REMEDIES, WeightedWindows
from deconviz.look.wording import number

TITLE = "Overlapping weights must add up to 1"
AGAIN = "Halve again, and continue the curve"
TITLES = {
    "halve": "Halve: the ends sink",
    "taper": "Taper: edges fade, sums are uneven",
    "divide": "Divide by the count: exactly 1",
    "pad": "Pad: more windows fill the ends",
}


def title(remedy: str, windows: WeightedWindows) -> str:
    """Say what a remedy is, and what comes of it."""
    return f"Sum: overlaps count {_often(windows)}" if remedy == "sum" else TITLES[remedy]


def plain_sum(windows: WeightedWindows) -> str:
    """Say what is wrong with the sum."""
    return f"Sum: each window counts fully, so overlaps count {_often(windows)}."


def finding(windows: WeightedWindows) -> str:
    """Say how large the error is without a remedy, and with one."""
    error = {remedy: number(windows.error(remedy), 3) for remedy in REMEDIES}
    return (
        f"The error is {error['sum']} if overlapping windows are only summed, and "
        f"{error['divide']} if the weights of each point add up to 1."
    )


def _often(windows: WeightedWindows) -> str:
    return "twice" if windows.own.cover().max() == 2 else "too often"
