"""What Checkerboard says, and the names of what it shows."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.text import Align, Label
from deconviz.films.mobjects.titles import Titles
from deconviz.films.mobjects.typesetting import Weight
from deconviz.films.rendering.story import Beat
from deconviz.films.stages.checkerboard import checkerboard_layout as layout
from deconviz.films.stages.checkerboard.checkerboard_data import CheckerboardData
from deconviz.films.stages.checkerboard.checkerboard_times import (
    BACK,
    CAMERA_BACK,
    CLEARED,
    COLOURED,
    FIRST_STOP,
    FLASH,
    FOUR,
    GONE,
    HOME,
    KERNEL,
    ON,
    PALE,
    PILES,
    SECONDS,
    UNEVEN,
)
from deconviz.look.language import BESIDE_BAR, CAMERA, FADE, LEFT, MOVE, NAME, REMARK
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import percent, thousands

TITLE = "Kernel 3, stride 2: each point is stamped 1, 2 or 4 times"
PHASE = "one colour, one phase: reaches", "the same output points"
UNEVEN_BASE, SPACE = 1010.0, 20.0  # base line; pixels between words
SOONER = 0.4  # seconds: its title comes before the first stop
Span = tuple[float, float]
START: Span = (-1.0, PALE)
AGAIN: Span = (SECONDS - 0.35, SECONDS + 1.0)


class CheckerboardWords(VGroup):
    """Titles, and names and remarks that come and go.

    Parameters
    ----------
    data
        What is shown.
    theme
        Colours.

    Attributes
    ----------
    arrow
        From the input to the output: to be drawn below all that flies.
    """

    def __init__(self, data: CheckerboardData, theme: Theme) -> None:
        self._theme = theme
        first, _ = data.stops
        image = (CAMERA_BACK + CAMERA, KERNEL - GONE)
        kernel = (KERNEL + MOVE + GONE, FOUR)
        self._spans: list[tuple[Label, tuple[Span, ...]]] = [
            (self._name("input", LEFT), (START, AGAIN)),
            (self._name("stamps on the output", layout.OUTPUT.left), (START, AGAIN)),
            (self._name("input, 8 × 8", LEFT), (image,)),
            (self._name("output, 17 × 17", layout.OUTPUT.left), (image,)),
            (self._remark("equal", layout.BETWEEN, 574, "centre"), (image,)),
            (self._remark("weights", layout.BETWEEN, 620, "centre"), (image,)),
            (self._name(f"kernel, trained {thousands(first)} steps", LEFT), (kernel,)),
            (self._name("output", layout.PLATE.left), (kernel,)),
            (self._name("sum of each phase", layout.PILE_LEFT), ((PILES, FOUR),)),
        ]
        self._spans += [
            (self._remark(phase, LEFT, base), ((COLOURED, UNEVEN - GONE),))
            for base, phase in zip(layout.REMARKS, PHASE, strict=True)
        ]
        self._spans += [(label, ((UNEVEN, FOUR),)) for label in self._how_uneven(data)]
        self._titles = Titles(titles(data), theme)
        self.arrow = Arrow(Mark(theme.foreground))
        super().__init__(self._titles, *(label for label, _ in self._spans))

    def draw(self, time: float) -> None:
        """Draw a moment."""
        self._titles.draw(time)
        for label, spans in self._spans:
            fade(label, max(during(time, begin, end, GONE) for begin, end in spans))
        grown = 1 - between(time, KERNEL - FADE, KERNEL)
        if time >= BACK:
            grown = between(time, SECONDS - 0.3, SECONDS - 0.1)
        left, right = layout.INPUT.right + 44, layout.OUTPUT.left - 44
        self.arrow.grow((left, layout.ARROW), (right, layout.ARROW), grown)

    def _name(self, text: str, x: float) -> Label:
        colour = self._theme.foreground
        return Label(text, x, layout.NAMES, size=NAME, colour=colour, weight="SemiBold")

    def _remark(self, text: str, x: float, y: float, align: Align = "left") -> Label:
        colour = self._theme.muted
        return Label(text, x, y, size=REMARK, colour=colour, align=align)

    def _how_uneven(self, data: CheckerboardData) -> list[Label]:
        """Say in one line what uneven means, and how much the kernel is."""
        share = percent(data.uneven["kernel_4"][0])
        parts, x = [], LEFT
        for text, is_result in (
            ("uneven: the sums differ by up to", False), (share, True), ("of their mean", False),
        ):  # fmt: skip
            colour = self._theme.foreground if is_result else self._theme.muted
            weight: Weight = "SemiBold" if is_result else "Regular"
            label = Label(text, x, UNEVEN_BASE, size=BESIDE_BAR, colour=colour, weight=weight)
            x += label.width_in_pixels + SPACE
            parts.append(label)
        return parts


def titles(data: CheckerboardData) -> list[tuple[float, str]]:
    """Return what the titles say, and when each begins."""
    before, after = data.uneven["kernel_3"]
    evens = f"Training evens the phases: {percent(before)} to {percent(after)}"
    return [
        (0.0, TITLE),
        (CAMERA_BACK + CAMERA, "So a smooth image comes out as a checkerboard"),
        (KERNEL + MOVE, "Kernel 4 covers evenly, yet its four phases differ"),
        (CLEARED, "Four kernels learn to double an image"),
        (FIRST_STOP - SOONER, "Equal phases leave no checkerboard"),
        (ON, evens if after < before else f"After {thousands(data.stops[1])} steps"),
        (HOME - FADE / 2, TITLE),
    ]


def beats(data: CheckerboardData) -> tuple[Beat, ...]:
    """Return the subtitles."""
    before, after = data.uneven["kernel_3"]
    evens = f"Training itself evens the phases: {percent(before)} becomes {percent(after)}."
    other = f"The same kernels after {thousands(data.stops[1])} steps."
    share = percent(data.uneven["kernel_4"][0])
    return (
        Beat(0.0, "Four ones land as stamps of 3 × 3, two points apart."),
        Beat(PALE, "They overlap unevenly, so a smooth image comes out as a checkerboard."),
        Beat(KERNEL, "A kernel of 4 × 4 covers evenly, but its four phases differ."),
        Beat(FLASH, f"A flat grey comes out as four greys: the sums differ by up to {share}."),
        Beat(FOUR, "Four kernels learn: where phases are equal, nothing checkerboards."),
        Beat(ON, evens if after < before else other),
    )


def finding(data: CheckerboardData) -> str:
    """Say what the phases are after some training, and after more."""
    first, last = data.stops
    at_first, at_last = (
        [percent(data.uneven[way][stop]) for way in data.uneven] for stop in range(2)
    )
    evens = all(data.uneven[way][1] < data.uneven[way][0] for way in ("kernel_3", "kernel_4"))
    return (
        f"After {thousands(first)} training steps the sums of the phases are {at_first[0]} uneven "
        f"with kernel 3, {at_first[1]} with kernel 4, {at_first[2]} where they start equal and "
        f"{at_first[3]} where the image is resized first; after {thousands(last)} steps "
        f"{at_last[0]}, {at_last[1]}, {at_last[2]} and {at_last[3]}"
        + (": training itself evens them." if evens else ".")
    )
