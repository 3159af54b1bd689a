"""A finished multiplication in words: what was multiplied, and how its sum becomes a code."""

from __future__ import annotations

from manim import VGroup

from deconviz.analysis.encoder_sum import DECIMALS, EncoderSum
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.encoder.code_corner import CodeCorner
from deconviz.films.stages.encoder.multiplication import Place
from deconviz.look.language import NAME, REMARK, RESULT, SMALLEST
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import signed

HEADING, WORDS, NUMBERS = 196.0, 925.0, 1000.0  # base lines
SPACE, BEFORE_COMMA, AROUND = 16.0, 4.0, 26.0  # pixels between words, and around the arrow
SUM = 40.0
ARROW, HEAD, ABOVE_ARROW = 6.0, 24.0, 33.0
NEAREST = 84.0  # pixels: an arrow that is shorter has no name


class EncoderColumn(VGroup):
    """The heading above, and sum, arrow and code number below.

    Parameters
    ----------
    example
        What it is about.
    activation
        Of the network.
    place
        Where the multiplication stands.
    theme
        Colours.

    Attributes
    ----------
    total, code
        The sum and the code number, as texts.
    """

    def __init__(self, example: EncoderSum, activation: str, place: Place, theme: Theme) -> None:
        colour = theme.component(example.component).colour
        left, right = place.curves.box.left, place.curves.box.right
        self._heading = heading(example, left, theme, has_own_scale=True)
        self.total = _figures(signed(example.total, DECIMALS), left, SUM, colour)
        self.code = _figures(signed(example.code, DECIMALS), left, RESULT, colour)
        self._left, self._code_left = left, right - self.code.width_in_pixels
        self.code.put(self._code_left, NUMBERS)
        self._arrow = Arrow(Mark(theme.muted), ARROW, HEAD)
        self._tail = left + self.total.width_in_pixels + AROUND
        self._tip = right - self.code.width_in_pixels - AROUND
        middle = (self._tail + self._tip) / 2
        self._words = VGroup(
            Label("sum", left, WORDS, size=SMALLEST, colour=theme.muted),
            Label(
                "code", right, WORDS, size=NAME, colour=theme.foreground, weight="SemiBold",
                align="right",
            ),
        )  # fmt: skip
        self._activation = VGroup()
        if self._tip - self._tail >= NEAREST:
            y = NUMBERS - SUM / 2 - ABOVE_ARROW
            self._activation.add(
                Label(activation, middle, y, size=SMALLEST, colour=theme.muted, align="centre")
            )
        super().__init__(
            self._heading, self._words, self._activation, self._arrow, self.total, self.code
        )

    def draw(self, named: float, summed: float, squashed: float) -> None:
        """Set how much there is of the heading, of the sum, and of the code, 0 to 1."""
        fade(self._heading, named)
        fade(self._words, summed)
        fade(self.total, summed)
        y = NUMBERS - SUM / 2
        self._arrow.grow((self._tail, y), (self._tip, y), min(2 * squashed, 1.0))
        arrived = max(2 * squashed - 1, 0.0)
        fade(self._activation, arrived)
        fade(self.code, arrived)

    def fly(self, corner: CodeCorner, down: float, aside: float) -> None:
        """Put sum and code number on their way from the activation, first down and then aside."""
        for label, (x, y, size), end, last in (
            (self.total, corner.total_place, self._left, SUM),
            (self.code, corner.number_place, self._code_left, RESULT),
        ):
            reached = size + aside * (last - size)
            label.put(x + aside * (end - x), y + down * (NUMBERS - y), reached)


def heading(
    example: EncoderSum, left: float, theme: Theme, base: float = HEADING, remark: str = "",
    *, has_own_scale: bool = False,
) -> VGroup:  # fmt: skip
    """Write "input × filter 1" on a base line, each in the colour of its curve, and a remark."""
    colour = theme.component(example.component).colour
    words = VGroup()
    x = left
    name = f"filter {example.component + 1}"
    texts = [("input", theme.foreground), ("×", theme.muted), (name, colour)]
    if remark:
        texts.append((remark, theme.muted))
    for text, ink in texts:
        label = Label(text, x, base, size=NAME, colour=ink, weight="SemiBold")
        words.add(label)
        x += label.width_in_pixels + SPACE
    if has_own_scale:
        x += BEFORE_COMMA - SPACE
        words.add(Label(", own scale", x, base, size=REMARK, colour=theme.muted))
    return words


def _figures(text: str, x: float, size: float, colour: str) -> Label:
    return Label(text, x, NUMBERS, size=size, colour=colour, weight="SemiBold", tabular=True)
