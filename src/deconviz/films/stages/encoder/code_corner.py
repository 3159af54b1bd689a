"""How a sum becomes a code number: along its level into the activation, and up into the code."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.encoder_sum import DECIMALS, EncoderSum
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.squash import Squash
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.stairs import edges
from deconviz.films.mobjects.text import Label, Number
from deconviz.films.stages.encoder.multiplication import Place
from deconviz.look.language import (
    AXIS_IN_CARD,
    BAR_RADIUS,
    CARD_EDGE,
    CARD_RADIUS,
    CODE_NUMBER,
    COMPONENT,
    DOT_AT_WORK,
    LOWEST_BAR,
    NAME,
    SMALLEST,
    SURFACES,
)
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number, signed

CARD = Box(1322.0, 215.0, 1820.0, 345.0)
REACH = Box(1347.0, 0.0, 1783.0, 0.0)  # of bar and curve, from left to right
BAR = (243.0, 317.0)  # top and bottom
TEXTS, BIAS = 1226.0, (1174.0, 1278.0)  # the middle of texts; the bar of the bias
NUMBER = 40.0
GAP, LINE = 18.0, 22.0  # pixels from the level to text, and between two lines of it
ABOVE_CURVE = 30.0  # from the activation up to its name
HIGHEST = 556.0  # of text, since curves end above
FREE = 20.0  # pixels between the middle of the card and the number
UP = (3.0, 2.0)  # dashes of the arrow, in widths


class CodeCorner(VGroup):
    """The activation, the card of the code, and the way of a sum into both.

    Parameters
    ----------
    example
        Whose sum it is.
    activation
        Of the network.
    place
        Where its stairs are.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    total, bias, number
        The sum, the bias and the code number, as texts.
    total_place, number_place
        Left end, base line and size of the sum and of the code number.
    """

    def __init__(
        self, example: EncoderSum, activation: str, place: Place, theme: Theme, name: ThemeName
    ) -> None:
        self._example = example
        colour = theme.component(example.component).colour
        stairs = place.stairs
        largest = 1.0 if activation == "tanh" else max(map(abs, stairs.y))
        box = Box(REACH.left, stairs.box.top, REACH.right, stairs.box.bottom)
        self._axes = Axes(box, (-largest, largest), stairs.y)
        self.squash = Squash(activation, self._axes, example.total, theme, name)
        self._middle = float(self._axes.across(0.0))
        self._start = float(edges(stairs, len(example.window))[1][-1])
        self._levels = stairs.down(example.levels[-2:])  # (2,) without and with the bias
        self._card = _card(self._middle, theme, name)
        self._level = Line(Mark(colour), COMPONENT, round_ends=False)
        self.bias_bar = Areas(theme.muted, BAR_RADIUS)
        self._dot = Dots(colour, DOT_AT_WORK)
        self._up = Arrow(Mark(colour, UP))
        self.bar = Areas(colour, BAR_RADIUS)
        self._write(activation, theme, colour)
        super().__init__(
            self._card, self.squash, self._level, self.bias_bar, self._up, self._dot, self.bar,
            self.number, self.total, self.names, self.bias,
        )  # fmt: skip

    def draw(self, there: float, along: tuple[float, float, float], up: float, bar: float) -> None:
        """Draw it.

        Parameters
        ----------
        there
            How much there is of the activation and of the card.
        along
            How much there is of the level without the bias, of the bias, and of the level with it.
        up, bar
            How much there is of the arrow, and of the code number.
        """
        fade(self._card, there)
        self.squash.appear(there, along[2])
        self._draw_level(*along)
        x, y = self.meets
        centre = np.array([[x, y]])[: int(up > 0)]  # (0 or 1, 2)
        self._dot.draw(centre[:, 0], centre[:, 1], DOT_AT_WORK * min(4 * up, 1.0))
        self._up.grow((x, y), (x, CARD.bottom + 6), up)
        self._draw_bar(bar)

    def write(self, names: float, total: float, bias: float, code: float) -> None:
        """Set how much there is of names, of the sum, of the bias and of the code, 0 to 1."""
        fade(self.names, names)
        fade(self.total, total)
        fade(self.bias, bias)
        fade(self.number, code)

    @property
    def meets(self) -> tuple[float, float]:
        """Where the sum meets the curve, in pixels."""
        x, y = self.squash.places(np.array([self._example.total]))
        return float(x[0]), float(y[0])

    def facts(self) -> dict[str, float]:
        """Read the sum off its dot, and the code number off the end of its bar."""
        [(x, y)] = self._dot.centres()
        return {
            "sum": float(self._axes.values(y)),
            "code_number": float((x - self._middle) / (self._axes.across(1.0) - self._middle)),
        }

    def _draw_level(self, before: float, bias: float, after: float) -> None:
        start, end = self._start, self.meets[0]
        first, last = self._levels.tolist()
        is_seen = abs(last - first) >= LOWEST_BAR
        corner = sum(BIAS) / 2
        x, y = [start, start + before * (corner - start)], [first, first]
        if after > 0:
            x, y = [*x, corner, corner + after * (end - corner)], [*y, last, last]
        if before > 0:
            self._level.draw(np.array(x), np.array(y))
        else:
            self._level.clear_points()
        reached = first + bias * (last - first)
        top, bottom = min(first, reached), max(first, reached)
        self.bias_bar.draw([Box(BIAS[0], top, BIAS[1], bottom)] if is_seen and bias > 0 else [])

    def _draw_bar(self, share: float) -> None:
        end = float(self._axes.across(share * self._example.code))
        left, right = min(end, self._middle), max(end, self._middle)
        left = min(left, right - LOWEST_BAR)
        self.bar.draw([Box(left, BAR[0], right, BAR[1])] if share > 0 else [])
        self.number.set_to(share * self._example.code)

    def _write(self, activation: str, theme: Theme, colour: str) -> None:
        example, box = self._example, self._axes.box
        text = signed(example.total, DECIMALS)
        word, figures, of_bias = self._bases()
        total = _figures(text, TEXTS, figures, NUMBER, colour)
        self.total_place = (TEXTS - total.width_in_pixels / 2, figures, NUMBER)
        self.total = VGroup(
            Label("sum", TEXTS, word, size=SMALLEST, colour=theme.muted, align="centre"), total
        )
        bias = f"bias {number(example.bias, DECIMALS)}"
        self.bias = Label(bias, TEXTS, of_bias, size=SMALLEST, colour=theme.muted, align="centre")
        is_right = example.code < 0
        self.names = VGroup(
            Label(
                "code", CARD.right, CARD.top - GAP, size=NAME, colour=theme.foreground,
                weight="SemiBold", align="right",
            ),
            Label(
                activation, box.right if is_right else box.left, box.top - ABOVE_CURVE, size=NAME,
                colour=theme.foreground, weight="SemiBold", align="right" if is_right else "left",
            ),
        )  # fmt: skip
        width = _figures(signed(example.code, DECIMALS), 0, 0, CODE_NUMBER, colour).width_in_pixels
        x = self._middle + FREE if is_right else self._middle - FREE - width
        base = sum(BAR) / 2 + CODE_NUMBER / 2
        self.number_place = (x, base, CODE_NUMBER)
        self.number = Number(
            x, base, decimals=DECIMALS, size=CODE_NUMBER, colour=colour, weight="SemiBold"
        )

    def _bases(self) -> tuple[float, float, float]:
        """Return the base lines of the word sum, of its number, and of the bias."""
        top, bottom = float(self._levels.min()), float(self._levels.max())
        above = top - GAP
        if above - NUMBER - LINE - SMALLEST >= HIGHEST:
            return above - NUMBER - LINE, above, bottom + GAP + SMALLEST
        word = bottom + GAP + SMALLEST
        return word, word + LINE + NUMBER, above


def _card(middle: float, theme: Theme, name: ThemeName) -> VGroup:
    """Return a surface, its edge, and an axis in its middle."""
    surface = Areas(SURFACES[name].card, CARD_RADIUS)
    surface.draw([CARD])
    zero = Line(Mark(theme.muted), AXIS_IN_CARD, round_ends=False)
    zero.draw(np.full(2, middle), np.array(BAR) + np.array([-10.0, 10.0]))
    return VGroup(surface, Outline(CARD, Mark(theme.muted), CARD_EDGE, CARD_RADIUS), zero)


def _figures(text: str, x: float, y: float, size: float, colour: str) -> Label:
    return Label(
        text, x, y, size=size, colour=colour, weight="SemiBold", align="centre", tabular=True
    )
