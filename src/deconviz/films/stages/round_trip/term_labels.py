"""What lines are, as "+0.21 × filter 3", beside their ends."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import LABELS_APART, LEADER, MOVED, NAME
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import signed

AXIS_CLEAR = 34.0  # pixels from the axis to the middle of a label
NEAR, FAR, TEXT = 10.0, 44.0, 60.0  # from the window's end: of a leader, and of the label


class TermLabels(VGroup):
    """Labels of scaled filters in turn, to the right of a window; none if they have no room.

    Parameters
    ----------
    code
        Shape (C,).
    heights
        Pixels down: where the filters end, shape (C,).
    axis
        Pixels down: where zero is.
    room
        Where labels may be; its left side is the window's end.
    theme
        Colours.
    """

    def __init__(self, code: Floats, heights: Floats, axis: float, room: Box, theme: Theme) -> None:
        super().__init__()
        places = _beside(heights, axis)
        labels = []
        for component, (value, y) in enumerate(zip(code.tolist(), places.tolist(), strict=True)):
            colour = theme.component(component).colour
            text = f"{signed(value, 2)} × filter {component + 1}"
            label = Label(
                text, room.left + TEXT, y + NAME / 2, size=NAME, colour=colour, weight="SemiBold",
                tabular=True,
            )  # fmt: skip
            labels.append(VGroup(label))
            if abs(y - heights[component]) > MOVED:
                leader = Line(Mark(colour), LEADER)
                ends = np.array([heights[component], y])
                leader.draw(room.left + np.array([NEAR, FAR]), ends)
                labels[-1].add(leader)
            fits = room.left + TEXT + label.width_in_pixels <= room.right
            if not (fits and room.top <= y - NAME / 2 and y + NAME / 2 <= room.bottom):
                return
        self.add(*labels)


def _beside(heights: Floats, axis: float) -> Floats:
    """Push places apart, and away from the axis, shape (C,)."""
    places = heights.copy()
    above = heights <= axis
    places[above] = spread(heights[above], LABELS_APART, axis - AXIS_CLEAR)
    places[~above] = -spread(-heights[~above], LABELS_APART, -axis - AXIS_CLEAR)
    return places
