"""A code number as a result: which component's it is, and how large."""

from __future__ import annotations

from manim import VGroup

from deconviz.analysis.encoder_sum import EncoderSum
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.encoder.multiplication import Place
from deconviz.look.language import DISC, NAME, SMALLEST
from deconviz.look.theme import Theme
from deconviz.look.wording import signed

BASE, LARGE = 1010.0, 76.0
DECIMALS = 3
SPACE = 18.0


class CodeResult(VGroup):
    """A disc, the word code, the number, and the bias if it is more than nothing as written.

    Parameters
    ----------
    example
        Whose number it is.
    place
        Where the multiplication stands; this stands below.
    theme
        Colours.

    Attributes
    ----------
    number
        As text.
    """

    def __init__(self, example: EncoderSum, place: Place, theme: Theme) -> None:
        left, right = place.curves.box.left, place.curves.box.right
        colour = theme.component(example.component).colour
        self.number = Label(
            signed(example.code, DECIMALS), right, BASE, size=LARGE, colour=colour,
            weight="SemiBold", align="right", tabular=True,
        )  # fmt: skip
        x = left + 2 * DISC + SPACE
        word = Label("code", x, BASE, size=NAME, colour=theme.foreground, weight="SemiBold")
        super().__init__(
            Disc(example.component, theme, left + DISC, BASE - NAME / 2), word, self.number
        )
        if round(example.bias, DECIMALS):
            x += word.width_in_pixels + 2 * SPACE
            text = f"bias {signed(example.bias, DECIMALS)}"
            self.add(Label(text, x, BASE, size=SMALLEST, colour=theme.muted))
