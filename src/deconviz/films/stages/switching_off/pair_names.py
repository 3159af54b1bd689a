"""Names of two curves, above and below the place where both end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import Label
from deconviz.look.language import LEADER, MOVED, NAME
from deconviz.look.theme import Mark

CLEAR = 16.0  # pixels between a name and what is drawn below or above it
DESCENT = 10.0  # pixels that letters reach below their base line
ABOVE_LEADER, TO_END = 15.0, 4.0  # between a leader and its name, and its curve
NEEDS = NAME + DESCENT + 2 * CLEAR  # pixels above and below the curves


class PairNames(VGroup):
    """The upper curve's name stands above all curves, the other's below.

    Parameters
    ----------
    names, colours
        Of two curves.
    x
        Pixels: of the points, shape (K,).
    curves
        Pixels: of the two curves, and then of all else that is drawn, each of shape (K,).
    dot
        Radius of a dot in pixels.

    Attributes
    ----------
    labels
        The names.
    """

    def __init__(
        self,
        names: Sequence[str],
        colours: Sequence[str],
        x: Floats,
        curves: Sequence[Floats],
        dot: float,
    ) -> None:
        super().__init__()
        self.labels: list[Label] = []
        ends = [float(curve[-1]) for curve in curves[:2]]
        above = int(np.argmin(ends))
        for index, (name, colour) in enumerate(zip(names, colours, strict=True)):
            way = -1.0 if index == above else 1.0
            label = Label(
                name, float(x[-1]) + dot, 0, size=NAME, colour=colour, weight="SemiBold",
                align="right",
            )  # fmt: skip
            inner = float(x[-1]) + dot - label.width_in_pixels - CLEAR
            heights = _between(x, np.stack(curves), inner)  # (n, m)
            edge = float((way * heights).max()) * way + way * (dot + CLEAR)
            label.put(float(x[-1]) + dot, edge - DESCENT if way < 0 else edge + NAME)
            self.labels.append(label)
            self.add(label)
            start, end = edge - way * ABOVE_LEADER, ends[index] + way * (dot + TO_END)
            if way * (start - end) > MOVED:
                leader = Line(Mark(colour), LEADER)
                leader.draw(np.full(2, x[-1]), np.array([start, end]))
                self.add(leader)


def _between(x: Floats, curves: Floats, left: float) -> Floats:
    """Return the heights of curves (n, K) from `left` to their ends."""
    places = np.append(left, x[x > left])  # (m,)
    return np.stack([np.interp(places, x, curve) for curve in curves])


def touches(label: Label, level: float) -> bool:
    """Tell whether a level line in pixels is too near to a name."""
    y = to_pixels(label.points)[:, 1]
    return bool(y.min() - CLEAR < level < y.max() + CLEAR)
