"""Names of a window and its filter, where their curves end, and of their products."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.spreading import spread
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.encoder.multiplication import Multiplication, Place, waiting
from deconviz.look.language import INPUT_DOT, LABELS_APART, LEADER, MOVED, NAME
from deconviz.look.theme import Mark, Theme

BESIDE, NEAR, FAR = 15.0, 8.0, 16.0  # pixels from axis to name; leader to dot, and to name
HIGHEST = 176.0  # pixels: of the middle of a name
ABOVE = 26.0  # pixels from the axis up to the name of products


class CurveNames(VGroup):
    """The names beside a multiplication.

    Parameters
    ----------
    multiplication, place
        Whose they are, and where it stands.
    theme
        Colours.

    Attributes
    ----------
    products
        The name of the products, above the end of their axis.
    """

    def __init__(self, multiplication: Multiplication, place: Place, theme: Theme) -> None:
        example, curves = multiplication.example, place.curves
        shares = [
            example.window / multiplication.scales[0],
            example.kernel / multiplication.scales[1],
        ]
        colour = theme.component(example.component).colour
        name, columns = f"filter {example.component + 1}", len(example.window)
        ends = curves.down(np.array([share[-1] for share in shares]))  # (2,)
        places = spread(ends, LABELS_APART)  # (2,)
        places += max(HIGHEST - places.min(), 0.0)
        start = float(curves.across(columns - 1.0)) + INPUT_DOT + NEAR
        x = curves.box.right + BESIDE
        self._input, self._filter = (
            _named(text, ink, x, (start, float(end)), float(y))
            for text, ink, end, y in zip(
                ("input", name), (theme.foreground, colour), ends, places, strict=True
            )
        )
        below = waiting(place, shares[1]) - float(curves.down(0.0)) + float(ends[1])
        self._waiting = _named(name, colour, x, (start, below), below)
        zero = float(place.stairs.down(0.0))
        self.products = Label(
            "products", curves.box.right, zero - ABOVE, size=NAME, colour=colour,
            weight="SemiBold", align="right",
        )  # fmt: skip
        super().__init__(self._input, self._filter, self._waiting, self.products)

    def draw(self, window: float, waiting: float, weights: float, products: float) -> None:
        """Set how much there is of each name: input, filter below, filter above, products."""
        for thing, share in (
            (self._input, window), (self._waiting, waiting), (self._filter, weights),
            (self.products, products),
        ):  # fmt: skip
            fade(thing, share)


def _named(text: str, colour: str, x: float, end: tuple[float, float], y: float) -> VGroup:
    """Write a name, with a leader if it does not stand beside the end of its curve."""
    group = VGroup(Label(text, x, y + NAME / 2, size=NAME, colour=colour, weight="SemiBold"))
    if abs(y - end[1]) > MOVED:
        leader = Line(Mark(colour), LEADER)
        leader.draw(np.array([end[0], x - FAR]), np.array([end[1], y]))
        group.add(leader)
    return group
