"""Names beside the pieces of a column, pushed apart, with leaders where they had to move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import BOTTOM, LABELS_APART, LEADER, MOVED, NAME
from deconviz.look.theme import Mark

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
    """

    def __init__(
        self,
        names: Sequence[str],
        colours: Sequence[str],
        boxes: Sequence[Box],
        x: float,
    ) -> None:
        super().__init__()
        edge = max((box.right for box in boxes), default=x)
        heights = [(box.top + box.bottom) / 2 for box in boxes]
        places = spread(np.array(heights), LABELS_APART, BOTTOM - NAME / 2)
        pieces = zip(names, colours, boxes, heights, places, strict=True)
        for name, colour, box, height, place in pieces:
            y = float(place) + NAME / 2
            self.add(Label(name, x, y, size=NAME, colour=colour, weight="SemiBold"))
            if abs(place - height) > MOVED or box.height < NAME / 2:
                leader = Line(Mark(colour), LEADER)
                leader.draw(np.array([edge + NEAR, x - FAR]), np.array([height, place]))
                self.add(leader)
