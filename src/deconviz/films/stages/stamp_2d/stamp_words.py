"""The words of Stamp2D: names of the boards, and what the stamp in the air is."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.text import Align, Label
from deconviz.films.mobjects.titles import Titles
from deconviz.films.stages.stamp_2d.stamp_clock import StampClock
from deconviz.films.stages.stamp_2d.stamp_layout import (
    FORMULA_BASE,
    INPUT,
    INPUT_ABOVE,
    KERNEL,
    KERNEL_ABOVE,
    OUTPUT,
    OUTPUT_ABOVE,
    StampLayout,
)
from deconviz.look.language import FADE, LEFT, NAME, RESULT, RIGHT
from deconviz.look.theme import Theme
from deconviz.look.wording import number

ABOVE_BOARD = 34.0  # pixels from a name to the board below it
LOWEST = 1012.0
BEFORE_KERNEL = 30.0  # pixels from the number to what it scales
LEGIBLE = 0.4  # seconds that a number must stay, or there is none
CHANGE = 0.15  # seconds in which numbers change


class StampWords(VGroup):
    """Titles and names.

    Parameters
    ----------
    layout, clock
        Of the film.
    titles
        When each begins, and what it says.
    colours
        Of the stamps, hexadecimal.
    theme
        Colours.
    """

    def __init__(
        self,
        layout: StampLayout,
        clock: StampClock,
        titles: list[tuple[float, str]],
        colours: list[str],
        theme: Theme,
    ) -> None:
        self._clock = clock
        self._titles = Titles(titles, theme)
        rows, columns = layout.piles.shape

        def name(text: str, x: float, y: float, align: Align = "left") -> Label:
            return Label(
                text, x, y, size=NAME, colour=theme.foreground, weight="SemiBold", align=align
            )

        self._from_side = [
            name("kernel", LEFT, KERNEL.top - ABOVE_BOARD),
            name("input", LEFT, INPUT.top - ABOVE_BOARD),
            name("output", RIGHT, LOWEST, "right")
            if columns <= rows
            else name("output", OUTPUT.left, LOWEST),
        ]
        left = layout.output_above.x - layout.piles.shape[1] * layout.output_above.cell / 2
        left += layout.piles.kept[1].start * layout.output_above.cell
        self._from_above = [
            name("input", LEFT, INPUT_ABOVE.top - ABOVE_BOARD),
            name("kernel", KERNEL_ABOVE.left, KERNEL_ABOVE.top - ABOVE_BOARD),
            name("output", left, OUTPUT_ABOVE.top - ABOVE_BOARD),
        ]
        self._times = name("× kernel", RIGHT, FORMULA_BASE, "right")
        self._times.put(RIGHT, FORMULA_BASE, RESULT)
        x = RIGHT - self._times.width_in_pixels - BEFORE_KERNEL
        self._keys = [
            (stamp.factor, colour)
            for stamp, colour in zip(layout.piles.stamps, colours, strict=True)
        ]
        self._factors = {
            key: Label(
                number(key[0]), x, FORMULA_BASE, size=RESULT, colour=key[1], weight="SemiBold",
                align="right", tabular=True,
            )
            for key in self._keys
        }  # fmt: skip
        super().__init__(
            self._titles,
            *self._from_side,
            *self._from_above,
            self._times,
            *self._factors.values(),
        )

    def draw(self, time: float) -> None:
        """Draw a moment."""
        clock = self._clock
        self._titles.draw(time)
        gone = between(time, clock.tilt - FADE, clock.tilt)
        back = between(time, clock.sink, clock.sink + FADE)
        for label in self._from_side:
            fade(label, 1 - gone + back)
        came = between(time, clock.above, clock.above + FADE)
        went = between(time, clock.back - FADE, clock.back)
        for label in self._from_above:
            fade(label, came - went)
        self._draw_formula(time)

    def _draw_formula(self, time: float) -> None:
        """Write what the stamp at work is; nothing while they come too quickly to be read."""
        clock = self._clock
        ends = [*(times.begin for times in clock.times[1:]), clock.all_landed]
        ends[clock.landed_before - 1] = clock.pile
        shown = dict.fromkeys(self._factors, 0.0)
        for key, times, end in zip(self._keys, clock.times, ends, strict=True):
            shown[key] = max(shown[key], _during(time, times.begin, end, times.leave - times.begin))
        is_legible = clock.times[-1].end - clock.times[-1].begin >= LEGIBLE
        spans = [(clock.times[0].begin, clock.pile), (clock.pile_end, clock.all_landed)]
        spans = spans if is_legible else spans[:1]
        is_on = any(begin <= time < end for begin, end in spans)
        for key, label in self._factors.items():
            fade(label, shown[key] if is_on else 0.0)
        fade(self._times, max(_during(time, *span, CHANGE) for span in spans))


def _during(time: float, begin: float, end: float, fading: float) -> float:
    if end <= begin:
        return 0.0
    half = min(fading, CHANGE)
    return between(time, begin, begin + half) - between(time, end - half, end)
