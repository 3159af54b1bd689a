"""Names beside the pieces of a column, pushed apart, with leaders where they had to move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.films.mobjects.lines import Line
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
    heights
        Pixels: their middles.
    edge, x
        Pixels: where pieces end, and where names begin.
    top, bottom
        Pixels: above and below there is no name.
    lead
        Whether all have leaders, not only those that had to move.
    """

    def __init__(
        self,
        names: Sequence[str],
        colours: Sequence[str],
        heights: Sequence[float],
        edge: float,
        x: float,
        top: float = -np.inf,
        bottom: float = BOTTOM,
        *,
        lead: bool = False,
    ) -> None:
        super().__init__()
        places = spread(np.array(heights), LABELS_APART, bottom - NAME / 2)
        ranks = np.argsort(np.argsort(places))
        places = np.maximum(places, top + NAME / 2 + LABELS_APART * ranks)
        for name, colour, height, place in zip(names, colours, heights, places, strict=True):
            y = float(place) + NAME / 2
            self.add(Label(name, x, y, size=NAME, colour=colour, weight="SemiBold"))
            if lead or abs(place - height) > MOVED:
                leader = Line(Mark(colour), LEADER)
                leader.draw(np.array([edge + NEAR, x - FAR]), np.array([height, place]))
                self.add(leader)
