"""The card of a window's code: numbers take the places that are left for them."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import BAR_RADIUS, LOWEST_BAR, SMALLEST
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import signed

NUMBER = 40.0  # height of figures, where there is room
MARGIN, SIDE, BETWEEN = 12.0, 18.0, 11.0  # pixels around all rows, beside them, and between them
SLOT, SLOT_WIDTH = 0.4, 5.0  # of the card's width; pixels
BAR = 0.5  # of a row


class TripCard:
    """A card with a row for each component: a number, or a bar where numbers have no room.

    Parameters
    ----------
    box
        Where on the stage.
    code
        Shape (C,).
    largest
        The largest absolute value in any card.
    size
        Height of figures in pixels, 0 for bars.
    colour
        Of the card's edge at work.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        What never moves.
    moving
        What `draw` moves.
    """

    def __init__(
        self,
        box: Box,
        code: Floats,
        largest: float,
        size: float,
        colour: str,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._card = Card(box, colour, theme, name)
        row = (box.height - 2 * MARGIN) / len(code)
        middles = box.top + MARGIN + row * (np.arange(len(code)) + 0.5)  # (C,)
        half = SLOT / 2 * box.width
        self.slots = [Line(Mark(theme.grid), SLOT_WIDTH) for _ in code]
        for slot, y in zip(self.slots, middles, strict=True):
            centre = (box.left + box.right) / 2
            slot.draw(centre + np.array([-half, half]), np.full(2, y))
        marks = [theme.component(component).colour for component in range(len(code))]
        self.rows: list[VMobject] = [
            _number(value, y, box, size, mark) if size else _bar(value / largest, y, row, box, mark)
            for value, y, mark in zip(code.tolist(), middles.tolist(), marks, strict=True)
        ]
        self.still = VGroup(self._card)
        self.moving: list[VMobject] = [*self.slots, *self.rows, self._card.lit]

    @property
    def texts(self) -> list[str]:
        """The numbers that are there now."""
        is_there = [row for row in self.rows if isinstance(row, Label) and row.fill_rgbas[0, 3] > 0]
        return [row.text for row in is_there]

    def draw(self, filled: Floats, work: float) -> None:
        """Set how much of each row is there, shape (C,), and of the edge at work."""
        for slot, row, share in zip(self.slots, self.rows, filled.tolist(), strict=True):
            fade(slot, 1 - min(2 * share, 1.0))
            fade(row, max(2 * share - 1, 0.0))
        self._card.work(work)


def number_size(codes: Floats, box: Box) -> float:
    """Return how high figures can be in cards as large as a box; 0 if they have no room."""
    row = (box.height - 2 * MARGIN) / codes.shape[1]
    texts = {signed(value, 2) for value in codes.ravel().tolist()}
    labels = [Label(text, 0, 0, size=1.0, colour="#000000", tabular=True) for text in texts]
    widest = max(label.width_in_pixels for label in labels)
    size = min(NUMBER, row - BETWEEN, (box.width - 2 * SIDE) / (1.1 * widest))
    return size if size >= SMALLEST else 0.0


def _number(value: float, y: float, box: Box, size: float, colour: str) -> Label:
    return Label(
        signed(value, 2), (box.left + box.right) / 2, y + size / 2, size=size, colour=colour,
        weight="SemiBold", align="centre", tabular=True,
    )  # fmt: skip


def _bar(share: float, y: float, row: float, box: Box, colour: str) -> Areas:
    """Draw a bar to the left or to the right of the card's middle."""
    middle, height = (box.left + box.right) / 2, BAR * row
    end = middle + share * (box.width / 2 - min(SIDE, box.width / 8))
    left, right = sorted((middle, end))
    bar = Areas(colour, BAR_RADIUS)
    bar.draw([Box(left, y - height / 2, max(right, left + LOWEST_BAR), y + height / 2)])
    return bar
