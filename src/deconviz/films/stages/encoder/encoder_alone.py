"""One component at length: its products, their names and numbers, and what becomes of the sum."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.encoder_sum import EncoderSum
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.stairs import edges
from deconviz.films.stages.encoder.code_corner import CodeCorner
from deconviz.films.stages.encoder.curve_names import CurveNames
from deconviz.films.stages.encoder.encoder_story import (
    LANDED,
    STEPS,
    TO_BIAS,
    TO_CURVE,
    WAIT,
    EncoderStory,
    part,
)
from deconviz.films.stages.encoder.multiplication import Multiplication, Place, scales_of
from deconviz.films.stages.encoder.product_labels import product_labels
from deconviz.look.language import FADE, FOCUS, FOCUS_RADIUS, MOVE, TEXT_TO_MARK
from deconviz.look.theme import Theme, ThemeName

FOCUS_TOP, FOCUS_BOTTOM = 162.0, 1002.0
BEFORE = 6.0  # pixels of the focus beyond the bar


class EncoderAlone(VGroup):
    """A multiplication that fills the stage, with all that explains it.

    Parameters
    ----------
    example
        What is multiplied.
    activation
        Of the network.
    place
        Where it stands while it is explained.
    clock
        When what happens.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    picture
        Window, filter and stairs.
    corner
        What becomes of the sum.
    numbers
        Products as they are written, or none.
    """

    def __init__(
        self, example: EncoderSum, activation: str, place: Place, clock: EncoderStory,
        theme: Theme, name: ThemeName,
    ) -> None:  # fmt: skip
        self._place, self._clock = place, clock
        self.picture = Multiplication(example, scales_of(example), place, theme)
        self.corner = CodeCorner(example, activation, place, theme, name)
        self.numbers = product_labels(example, place, theme)
        self._names = CurveNames(self.picture, place, theme)
        self._focus = Tint(theme.foreground, FOCUS_RADIUS, FOCUS)
        left = place.curves.box.right - self._names.products.width_in_pixels
        right = edges(place.stairs, clock.columns)[1]
        reaches = np.flatnonzero(right > left - TEXT_TO_MARK)
        self._reached = STEPS + clock.step * int(reaches[0])  # when steps need the room of the name
        super().__init__(self._focus, self.corner, self.picture, *self.numbers, self._names)

    def draw(self, time: float, place: Place) -> None:
        """Draw it at a time, wherever it is."""
        clock = self._clock
        self.picture.draw(place, clock.slid(time), *clock.products(time), bent=1.0)
        self.corner.draw(clock.has_room(time), clock.along(time), *clock.up(time))
        self._draw_focus(*clock.focus(time))
        self._write(time)

    def _draw_focus(self, column: float, opened: float) -> None:
        axes = self._place.curves
        middle = float(axes.across(column))
        half = opened * (float(edges(axes, 1)[1][0] - axes.across(0.0)) + BEFORE)
        box = Box(middle - half, FOCUS_TOP, middle + half, FOCUS_BOTTOM)
        self._focus.draw([box] if opened > 0 else [])

    def _write(self, time: float) -> None:
        clock = self._clock
        stays = (
            1 - part(time, clock.told, FADE) if clock.others else 1 - part(time, clock.leaves, FADE)
        )
        back = part(time, clock.left - FADE, FADE)
        has_room = clock.has_room(time)
        slid, arrived = part(time, WAIT - FADE, FADE), part(time, WAIT + MOVE, FADE)
        products = arrived * (1 - part(time, self._reached - FADE, FADE))
        self._names.draw(has_room, max(1 - slid, back), arrived * stays, products)
        for column, label in enumerate(self.numbers):
            landed = STEPS + clock.step * column + LANDED
            fade(label, part(time, landed, FADE) * stays)
        summed = part(time, clock.summed + TO_BIAS, FADE)
        total = part(time, clock.summed + TO_CURVE - FADE, FADE)
        code = min(3 * clock.up(time)[1], 1.0)
        if clock.others and time >= clock.told:  # both are on their way
            total = code = 0.0
        self.corner.write(has_room, total * stays, summed * stays, code)
