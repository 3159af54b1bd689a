"""Tiles: numbers on areas that travel, grow and shrink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.typesetting import typeset
from deconviz.look.language import (
    RESULT,
    SMALL_TILE,
    SMALL_TILE_RADIUS,
    SMALLEST,
    TILE_RADIUS,
    on,
)
from deconviz.look.theme import Theme, contrast
from deconviz.look.wording import number

SHADES = np.linspace(0.2, 1.0, 41)
INSIDE = 10.5  # pixels at least from a number to the edge of its tile
IN_HOLE = 14.0  # and to that of a hole
OF_HEIGHT = 0.6  # of a tile, at most: the height of its number
SMALL_SIZE = 50.0  # pixels of a tile with the smallest radius
LEGIBLE, VISIBLE = 4.5, 3.0  # contrasts of text on a shade, and of a shade on the background


class TileArea(Areas):
    """Rectangles whose corners are rounder the larger they are."""

    def draw(self, boxes: Sequence[Box]) -> None:
        """Draw rectangles; those thinner than a pixel are left out."""
        visible = [box for box in boxes if min(box.width, box.height) > 1]
        size = max((min(box.width, box.height) for box in visible), default=0.0)
        share = min(max((size - SMALL_SIZE) / (SMALL_TILE - SMALL_SIZE), 0.0), 1.0)
        self._radius = SMALL_TILE_RADIUS + share * (TILE_RADIUS - SMALL_TILE_RADIUS)
        super().draw(visible)


class Tile(VGroup):
    """A rectangle with one of several numbers on it; without room, it has none.

    Parameters
    ----------
    values
        The numbers.
    colours
        Of the tile with each of them, hexadecimal.
    theme
        Colours.
    """

    def __init__(self, values: Sequence[float], colours: Sequence[str], theme: Theme) -> None:
        self.area = TileArea(colours[0])
        self.colours = colours
        self.labels = [
            Label(
                number(round(value, 4)), 0, 0, size=RESULT, colour=on(colour, theme),
                weight="SemiBold", align="centre", tabular=True,
            )
            for value, colour in zip(values, colours, strict=True)
        ]  # fmt: skip
        self._drawn: tuple[Box | None, int, float] | None = None
        super().__init__(self.area, *self.labels)

    def draw(self, box: Box | None, which: int = 0, text: float = 1.0) -> None:
        """Draw the tile with one of its numbers, whose opacity is `text`; nowhere draws nothing."""
        if self._drawn == (box, which, text):
            return
        self._drawn = (box, which, text)
        self.area.draw([box] if box else [])
        self.area.set_fill(self.colours[which], 1)
        for place, label in enumerate(self.labels):
            is_shown = box is not None and place == which and text > 0
            fade(label, text if is_shown and box and put_in(label, box) else 0.0)


def widest(values: Sequence[float]) -> float:
    """Return how wide tiles must be for numbers of the smallest size."""
    texts = [number(round(value, 4)) for value in values]
    widths = [np.ptp(typeset(text, "SemiBold", tabular=True)[:, 0]) for text in texts]
    return float(max(widths)) * SMALLEST + 2 * INSIDE + 1


def put_in(label: Label, box: Box, inside: float = INSIDE) -> bool:
    """Put a number in the middle of a rectangle, as large as suits it; tell whether it fits."""
    unit = label.width_in_pixels / label.cap_height
    suits = min(max(OF_HEIGHT * box.height, SMALLEST), RESULT)
    size = min((box.width - 2 * inside) / unit, box.height - 2 * inside, suits)
    if size < SMALLEST:
        return False
    label.put((box.left + box.right) / 2, (box.top + box.bottom) / 2 + size / 2, size)
    return True


def shade(colour: str, size: float, theme: Theme) -> str:
    """Return a colour, darker on dark for what is small; text can be read on it.

    Parameters
    ----------
    colour
        Of the largest.
    size
        0 to 1.
    theme
        Colours.
    """
    shades = [mix(theme.background, colour, share) for share in SHADES.tolist()]
    inks = (theme.background, theme.foreground)
    good = [
        one
        for one in shades
        if contrast(one, theme.background) >= VISIBLE
        and max(contrast(one, ink) for ink in inks) >= LEGIBLE
    ]
    return good[round(size * (len(good) - 1))] if good else colour


def mix(one: str, other: str, share: float) -> str:
    """Return a colour between two, hexadecimal."""
    mixed = _levels(one) + share * (_levels(other) - _levels(one))  # (3,)
    return "#" + "".join(f"{round(level):02x}" for level in mixed.tolist())


def _levels(colour: str) -> Floats:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], float)
