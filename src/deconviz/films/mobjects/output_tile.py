"""An output: its number, and below a strip that says whose share of it is how large."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import INSIDE, put_in
from deconviz.films.mobjects.tracks import between
from deconviz.look.language import (
    BAR_GAP,
    BAR_RADIUS,
    RESULT,
    SMALLEST,
    STRIP,
    STRIP_BELOW,
    on,
)
from deconviz.look.theme import Theme
from deconviz.look.wording import number


class OutputTile(VGroup):
    """A number that rises out of the parts that have fallen.

    Parameters
    ----------
    value
        The number.
    parts
        What each input adds to it, shape (n,).
    colours
        Of the inputs, hexadecimal.
    theme
        Colours.
    """

    def __init__(self, value: float, parts: Floats, colours: Sequence[str], theme: Theme) -> None:
        self.label = Label(
            number(round(value, 4)), 0, 0, size=RESULT, colour=on(theme.foreground, theme),
            weight="SemiBold", align="centre", tabular=True,
        )  # fmt: skip
        self._givers: list[int] = np.flatnonzero(parts).tolist()
        self._shares = np.abs(parts[self._givers]) / (np.abs(parts).sum() or 1.0)  # (parts,)
        self.strip = [Areas(colours[giver], BAR_RADIUS) for giver in self._givers]
        super().__init__(*self.strip, self.label)

    def draw(
        self, box: Box, sources: Sequence[Box | None], fallen: float, risen: float, text: float
    ) -> Box:
        """Draw all but the face behind the number, and return where that is.

        Parameters
        ----------
        box
            The whole tile.
        sources
            Where the part of each input comes from; without a source it is there at once.
        fallen
            How far the parts have come, 0 to 1.
        risen
            How far the number has risen out of them, 0 to 1.
        text
            Opacity of the number.
        """
        for area, (giver, place) in zip(self.strip, self.places(box).items(), strict=True):
            source = sources[giver]
            now = place if source is None else between(source, place, fallen)
            area.draw([now] if fallen > 0 else [])
        face = face_of(box)
        top = face.bottom - risen * face.height
        fade(self.label, text if risen == 1 and text > 0 and put_in(self.label, face) else 0.0)
        return Box(face.left, top, face.right, face.bottom)

    def places(self, box: Box) -> dict[int, Box]:
        """Return where each part rests at the foot of the tile, by the input that gives it."""
        strip = strip_of(box)
        room = strip.width - BAR_GAP * (len(self.strip) - 1)
        left, places = strip.left, {}
        for giver, share in zip(self._givers, self._shares.tolist(), strict=True):
            places[giver] = Box(left, strip.top, left + share * room, strip.bottom)
            left += share * room + BAR_GAP
        return places


def strip_of(box: Box) -> Box:
    """Return the foot of a tile; it is lower where the number needs the room."""
    height = min(STRIP, box.height - SMALLEST - 2 * INSIDE - STRIP_BELOW)
    if height < STRIP / 2:
        height = box.height * STRIP / 143
    return Box(box.left, box.bottom - height, box.right, box.bottom)


def face_of(box: Box) -> Box:
    """Return what is above the foot."""
    strip = strip_of(box)
    gap = min(STRIP_BELOW, strip.height / 7)
    return Box(box.left, box.top, box.right, strip.top - gap)
