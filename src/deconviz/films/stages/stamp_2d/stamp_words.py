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
BEFORE_KERNEL = 20.0  # pixels from the number to what it scales
BESIDE = 0.15  # seconds in which numbers change


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

        is_free_right = columns <= rows
        beside = (RIGHT, "right") if is_free_right else (OUTPUT.left, "left")
        self._from_side = [
            name("kernel", LEFT, KERNEL.top - ABOVE_BOARD),
            name("input", LEFT, INPUT.top - ABOVE_BOARD),
            name("output", beside[0], LOWEST, beside[1]),  # type: ignore[arg-type]
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
        self._factors = [
            Label(
                number(stamp.factor), x, FORMULA_BASE, size=RESULT, colour=colour,
                weight="SemiBold", align="right", tabular=True,
            )
            for stamp, colour in zip(layout.piles.stamps, colours, strict=True)
        ]  # fmt: skip
        super().__init__(
            self._titles, *self._from_side, *self._from_above, self._times, *self._factors
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
        shown = []
        for label, times in zip(self._factors, clock.times, strict=True):
            half = min(BESIDE, (times.leave - times.begin))
            come = between(time, times.begin, times.begin + half)
            shown.append(come - between(time, times.end - half, times.end))
            fade(label, shown[-1])
        last = [times.end for times in clock.times]
        spans = [(clock.times[0].begin, clock.pile), (clock.pile_end, max(last))]
        fade(self._times, max(self._during(time, *span) for span in spans))

    def _during(self, time: float, begin: float, end: float) -> float:
        if end <= begin:
            return 0.0
        return between(time, begin, begin + BESIDE) - between(time, end - BESIDE, end)
