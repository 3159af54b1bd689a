"""Names beside the pieces of a column, pushed apart, with leaders where they had to move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.arrays import Floats, Mask
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import BOTTOM, LABELS_APART, LEADER, MOVED, NAME
from deconviz.look.theme import Mark

OVERSHOOT = 1.0  # pixels of round letters below the base line
NEAR, FAR = 8.0, 15.0  # pixels between a leader, and the piece or the name


class PieceLabels(VGroup):
    """A name for each piece.

    Parameters
    ----------
    names, colours
        Of the pieces.
    boxes
        Where the pieces are.
    x
        Pixels: where names begin.
    top, bottom
        Pixels: above and below there is no name.
    """

    def __init__(
        self,
        names: Sequence[str],
        colours: Sequence[str],
        boxes: Sequence[Box],
        x: float,
        top: float = -np.inf,
        bottom: float = BOTTOM,
    ) -> None:
        super().__init__()
        edge = max((box.right for box in boxes), default=x)
        heights = [(box.top + box.bottom) / 2 for box in boxes]
        last, first = bottom - OVERSHOOT - NAME / 2, top + NAME / 2
        places = spread(np.array(heights), LABELS_APART, last, first)
        led = _led(boxes, np.array(heights), places, edge, x)
        pieces = zip(names, colours, heights, places.tolist(), led.tolist(), strict=True)
        for name, colour, height, place, has_leader in pieces:
            y = place + NAME / 2
            self.add(Label(name, x, y, size=NAME, colour=colour, weight="SemiBold"))
            if has_leader:
                leader = Line(Mark(colour), LEADER)
                leader.draw(np.array([edge + NEAR, x - FAR]), np.array([height, place]))
                self.add(leader)


def _led(boxes: Sequence[Box], heights: Floats, places: Floats, edge: float, x: float) -> Mask:
    """Return which names need a leader: also those that another's would be nearer to, (n,)."""
    sizes = np.array([box.height for box in boxes])  # (n,)
    led = (np.abs(places - heights) > MOVED) | (sizes < NAME / 2)
    to_piece = x - np.array([box.right for box in boxes])  # (n,)
    ends = np.concatenate([heights[led], places[led]])  # (2 leaders,), at their left and right
    away = np.repeat([x - edge - NEAR, FAR], led.sum())  # (2 leaders,)
    apart = np.maximum(np.abs(ends - places[:, None]) - NAME / 2, 0)  # (n, 2 leaders)
    to_leaders = np.hypot(away, apart).min(1, initial=np.inf)  # (n,)
    return np.asarray(led | (to_leaders < to_piece))
