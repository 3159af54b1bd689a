"""What the film of overlaps says, with its figures from the data."""

from __future__ import annotations

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.look.wording import number, quantity

TIMES = {2: "doubles", 3: "triples"}


def title(example: OverlapSum) -> str:
    """Return what the picture shows of overlaps: the claim only if the data bear it."""
    most = int(example.cover.max())
    if most == 1:
        return "A window is a sum of scaled filters"
    if not example.multiplies:
        return "Where windows overlap, their sums add up"
    if most in TIMES:
        return f"Where windows overlap, the curve {TIMES[most]}"
    return f"Overlaps count the curve {most} times"


def finding(example: OverlapSum, point: int | None) -> str:
    """Say what comes of one point, or else how many are in more than one window."""
    cover, points = example.cover, len(example.curve)
    if point is None:
        return (
            f"{int((cover > 1).sum())} of {points} points are in more than one window, and get "
            "the sum of all."
        )
    terms = [*example.at(point).values(), *([example.bias] if example.has_bias else [])]
    values = " + ".join(number(value, 2) for value in terms).replace("+ −", "− ")
    return (
        f"{int((cover > 1).sum())} of {points} points are in more than one window: at point "
        f"{point + 1} the input is {number(float(example.curve[point]), 2)}, and the output is "
        f"{values} = {number(float(example.output[point]), 2)}."
    )


def description(example: OverlapSum) -> str:
    """Tell the film to people who cannot see it."""
    windows = quantity(len(example.codes), "card")
    return (
        f"{windows} on top hold the codes of windows along a curve. One after another, a card "
        "lights up, its scaled filters slide out and add up to blocks, and the blocks fall onto "
        "their points, on top of what is there. Counts below say how many windows each point got. "
        "Then the input is drawn as a dashed line, what stands above it turns into pink stripes, "
        "and a white line follows the output, which jumps wherever the count changes."
    )


def windows(count: int, *, overlap: bool) -> list[str]:
    """Return what is said of the first windows."""
    first = "Scaled filters add up, and the sum falls into place."
    if not overlap or count == 1:
        return [first]
    return [first, "The next lands on top where the windows overlap."]


def at_most_overlapped(example: OverlapSum, point: int | None) -> str:
    """Say what comes of points in the most windows."""
    most = int(example.cover.max())
    if most == 1:
        return "No point is in more than one window."
    if point is None:
        return f"Points in {most} windows get {most} blocks."
    total = number(float(example.output[point]), 2)
    return f"In {most} windows at once, blocks add up to {total}."


def verdict(example: OverlapSum) -> str:
    """Say what is wrong with the output."""
    if example.multiplies and int(example.cover.max()) > 1:
        return "Striped: what the overlaps add."
    return "Striped: too much. Hatched: missing."
