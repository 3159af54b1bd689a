"""Four kernels that learn side by side, what they make, and how uneven their phases are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.facets import levels, mixed
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.grey_image import GreyImage, greys
from deconviz.films.mobjects.motion import at, between, during
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tracks import between as on_the_way
from deconviz.films.stages.checkerboard import checkerboard_layout as layout
from deconviz.films.stages.checkerboard.checkerboard_data import CheckerboardData
from deconviz.films.stages.checkerboard.checkerboard_times import (
    BACK,
    CLEARED,
    COME,
    FIRST_STOP,
    GONE,
    HOME,
    LAST_STOP,
    LEARN,
    ON,
)
from deconviz.look.language import BESIDE_BAR, LEFT, NAME, REMARK
from deconviz.look.theme import Theme
from deconviz.look.wording import percent, thousands
from deconviz.network.upsampling_history import WAYS, Way

NAMES: dict[Way, tuple[str, str]] = {
    "kernel_3": ("kernel 3,", "stride 2"),
    "kernel_4": ("kernel 4,", "stride 2"),
    "equal_start": ("kernel 4,", "phases start equal"),
    "resize": ("resize,", "then convolve"),
}
NAME_LINES = (612.0, 664.0)  # base lines
NOW_REMARK, NOW_BASE, NOW_SIZE = 738.0, 846.0, 76.0
FIRST_REMARK, FIRST_BASE = 914.0, 986.0
SEEN = (LEARN + FIRST_STOP) / 2  # seconds: the images show something to count
OPENS = 0.25  # seconds in which the other images open
DOWN, ACROSS = 0.6, 0.4  # of the way home: down by then, to the left from then on
COVERED = 0.07  # seconds until the four ones cover the images


class FourWays(VGroup):
    """Four images, with their names and numbers below.

    Parameters
    ----------
    data
        What is shown.
    colours
        Of the four ones that the images become, hexadecimal.
    theme
        Colours.
    """

    def __init__(self, data: CheckerboardData, colours: Sequence[str], theme: Theme) -> None:
        self._data, self._colours = data, colours
        self._start = data.kernel_rows.sum(0)  # (16, 16): what the film has come from
        self.images = {way: GreyImage() for way in WAYS}
        self._names = [
            Label(
                line, layout.small(place).left, base, size=NAME, colour=theme.foreground,
                weight="SemiBold",
            )
            for place, way in enumerate(WAYS)
            for line, base in zip(NAMES[way], NAME_LINES, strict=True)
        ]  # fmt: skip
        self._remarks = [Reading(REMARK, theme.muted, "Regular") for _ in range(2)]
        self.now = {way: Reading(NOW_SIZE, theme.foreground) for way in WAYS}
        self.first = {way: Reading(BESIDE_BAR, theme.muted) for way in WAYS}
        super().__init__(
            *self.images.values(), *self._names, *self._remarks, *self.now.values(),
            *self.first.values(),
        )  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment."""
        self._draw_words(time)
        for place, way in enumerate(WAYS):
            if CLEARED <= time < HOME + COVERED:
                self._draw_image(place, way, time)
            else:
                self.images[way].clear_points()

    def step(self, time: float) -> float:
        """Return the step of training that is shown."""
        first, last = self._data.stops
        if time < ON:
            return first * min(max((time - LEARN) / (FIRST_STOP - LEARN), 0.0), 1.0) ** 2
        return float(first * (last / first) ** between(time, ON, LAST_STOP))

    def values(self, way: Way, time: float) -> Floats:
        """Return an image as it is drawn, shape (16, 16)."""
        learner = self._data.learners[way]
        now = learner.at(self.step(time), self._data.images[way])
        share = between(time, CLEARED, CLEARED + COME)
        return np.asarray(self._start + share * (now - self._start))

    def shown(self) -> dict[Way, list[str]]:
        """Return the numbers that are written now, by the way of doubling, the latest last."""
        return {
            way: [one.text for one in (self.first[way], self.now[way]) if one.fill_rgbas[0, 3] > 0]
            for way in WAYS
        }

    def _draw_image(self, place: int, way: Way, time: float) -> None:
        home = between(time, BACK + GONE, HOME)
        if home > 0:
            box = _home(place, (time - BACK - GONE) / (HOME - BACK - GONE))
        else:
            box = _come(place, way, time - CLEARED)
        colours = mixed(greys(self.values(way, time)), levels(self._colours[place]), home)
        self.images[way].draw_image(colours, box)

    def _draw_words(self, time: float) -> None:
        shown = during(time, CLEARED + COME, BACK, GONE)
        counted = during(time, SEEN, BACK, GONE)
        later = during(time, ON, BACK, GONE)
        first, _ = self._data.stops
        step = self.step(time)
        for name in self._names:
            fade(name, shown)
        now, before = self._remarks
        now.say(f"uneven after {_steps(round(step))}", LEFT, NOW_REMARK)
        before.say(f"after {_steps(first)}", LEFT, FIRST_REMARK)
        fade(now, counted)
        fade(before, later)
        for place, way in enumerate(WAYS):
            learner, left = self._data.learners[way], layout.small(place).left
            self.now[way].say(percent(learner.uneven_at(step)), left, NOW_BASE)
            self.first[way].say(percent(learner.uneven_at(first)), left, FIRST_BASE)
            fade(self.now[way], counted)
            fade(self.first[way], later)


def _steps(count: int) -> str:
    return f"{thousands(count)} step{'s' * (count != 1)}"


def _come(place: int, way: Way, seconds: float) -> Box:
    """Return where an image is: that of kernel 4 goes to its place, then the others open."""
    box = layout.small(place)
    if way == "kernel_4":
        return on_the_way(layout.PLATE, box, seconds / COME)
    middle = layout.square(*layout.middle(box), 0)
    return on_the_way(middle, box, (seconds - COME + OPENS) / OPENS)


def _home(place: int, share: float) -> Box:
    """Return an image on its way to a one: down before it goes to the left, past the others."""
    start, end = layout.small(place), layout.one(place)
    side = at([(0.0, start.width), (DOWN, end.width)], share)
    left = at([(ACROSS, start.left), (1.0, end.left)], share)
    return layout.square(left, at([(0.0, start.top), (DOWN, end.top)], share), side)
