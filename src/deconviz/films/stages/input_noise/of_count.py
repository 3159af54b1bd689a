"""How many of all: "402 of 16 384 curves"."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.text import Label
from deconviz.look.theme import Theme
from deconviz.look.wording import quantity, thousands

SIZE = 46.0  # of figures
SPACE = 18.0  # pixels between the number and the words


class OfCount(VGroup):
    """A number that counts, with its total.

    Parameters
    ----------
    total
        Of curves.
    centre, base
        Pixels: the middle of the longest line that it can be, and the base line.
    colour
        Of a number above one.
    theme
        Colours.
    """

    def __init__(self, total: int, centre: float, base: float, colour: str, theme: Theme) -> None:
        noun = quantity(total, "curve").split()[-1]
        words = Label(f"of {thousands(total)} {noun}", 0, base, size=SIZE, colour=theme.muted)
        x = centre - words.width_in_pixels / 2 + SPACE + SIZE
        words.put(x, base)
        self._words = words
        self._one, self._more = (
            Reading(SIZE, each, align="right") for each in (theme.foreground, colour)
        )
        self._place = x - SPACE, base
        super().__init__(words, self._one, self._more)

    def draw(self, count: int, shown: float) -> None:
        """Show a count, and so much of it all, 0 to 1."""
        fade(self._words, shown)
        for counter, is_it in ((self._one, count == 1), (self._more, count > 1)):
            counter.say(thousands(count), *self._place)
            fade(counter, shown if is_it else 0.0)
