"""A plate of background below text, so that it can cross anything."""

from __future__ import annotations

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import TextLine
from deconviz.look.language import SMALL_TILE_RADIUS, TEXT_TO_MARK


class Plate(Areas):
    """What keeps marks away from a line of text that lies on them.

    Parameters
    ----------
    colour
        Of the background.
    """

    def __init__(self, colour: str) -> None:
        super().__init__(colour, SMALL_TILE_RADIUS)

    def below(self, text: TextLine, middle: float, base: float) -> None:
        """Lie below a text that is centred there, in pixels; it must be drawn above."""
        half = text.width_in_pixels / 2 + TEXT_TO_MARK
        top, bottom = base - text.cap_height - TEXT_TO_MARK, base + TEXT_TO_MARK
        self.draw([Box(middle - half, top, middle + half, bottom)])
