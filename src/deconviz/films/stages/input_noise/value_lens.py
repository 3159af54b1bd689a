"""A lens on one value: nearby values as strands, and how far noise reaches among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.analysis.one_value import OneValue, decimals_that_differ
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lens import Circle, Lens, Strands
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import CODE_NUMBER, EARLIER, INPUT, SMALLEST, SURFACES, TILE_RADIUS
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number, signed

CLOSE, REACH = 0.7, 0.73  # of the radius: the farthest of the nearest values, and noise
NEAREST, WRITTEN = 8, 5  # values that the lens holds at first, and that it writes besides its own
APART = 43.0  # pixels between two figures
STRAND, THIN = 5.0, 2.0  # widths
ENDS, FIGURES = -8.0, 24.0  # pixels from the middle to the ends of strands, and to figures on
DOT, OWN_DOT = 12.0, 15.0
TEXT = SMALLEST + 1.5
NONE = np.empty(0)
ARROW_FROM, NAME_BESIDE, MARGIN = 20.0, 34.0, 22.0  # pixels


@dataclass(frozen=True)
class View:
    """How far a lens is, each 0 to 1.

    Attributes
    ----------
    swollen
        The lens, on its way from a ring.
    parted
        The nearest strands, on their ways to their values.
    figures
        How much of those values is written.
    zoomed
        The view, on its way from the nearest strands to all that noise reaches.
    opened
        The arrows, on their way to one noise either way.
    named
        How much of the noise is written.
    """

    swollen: float
    parted: float
    figures: float
    zoomed: float
    opened: float
    named: float


class ValueLens(VGroup):
    """What a lens on a point shows.

    Parameters
    ----------
    values
        The values of all curves at the point.
    noise
        Its standard deviation.
    end
        The circle of the whole lens.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    written
        Which curves have their values written, as places in `values.order`.
    decimals
        With which those differ.
    """

    def __init__(
        self, values: OneValue, noise: float, end: Circle, theme: Theme, name: ThemeName
    ) -> None:
        self._values, self._noise, self._end = values, noise, end
        self._wide = REACH * end.radius / noise
        self._near = self._scale_of_nearest()
        inside = values.within(CLOSE * end.radius / self._near) - 1
        self.written = values.apart(min(NEAREST, inside), APART / self._near, WRITTEN)
        ever = values.within(1.05 * end.radius / self._wide)
        self._away = values.away[:ever]  # (n,)
        shown = values.value + values.away[self.written]
        self.decimals = decimals_that_differ(shown)
        pink = SURFACES[name].wanted
        self.lens = Lens(end, theme, name)
        self._others = Strands(theme.muted, THIN, EARLIER[name])
        self._counted = Strands(pink, THIN)
        self._known = Strands(pink, STRAND)
        self._ends = Dots(pink, DOT)
        self._own = Strands(theme.foreground, INPUT)
        self._own_end = Dots(theme.foreground, OWN_DOT)
        self._figures = [
            Label(
                number(value, self.decimals), end.x + FIGURES, self._down(away, self._near, TEXT),
                size=TEXT, colour=pink if place else theme.foreground,
                weight="Regular" if place else "SemiBold", tabular=True,
            )
            for place, value, away in zip(
                self.written, shown.tolist(), values.away[self.written].tolist(), strict=True
            )
        ]  # fmt: skip
        self.arrows = [Arrow(Mark(theme.foreground)) for _ in range(2)]
        self._chips = Areas(SURFACES[name].card, TILE_RADIUS)
        self._names = self._noise_names(theme)
        self._drawn: tuple[Circle, View] | None = None
        self._count = 1
        super().__init__(
            self.lens, self._others, self._counted, self._known, self._ends, self._own,
            self._own_end, *self.arrows, self._chips, *self._names, self.lens.rim, *self._figures,
        )  # fmt: skip

    def draw(self, ring: Circle, view: View) -> int:
        """Draw it on its way from a ring, and return how many curves are within the arrows."""
        if (ring, view) != self._drawn:
            self._drawn = (ring, view)
            self._count = self._draw(ring, view)
        return self._count

    def _draw(self, ring: Circle, view: View) -> int:
        now = self.lens.draw(ring, view.swollen)
        scale = self._near * (self._wide / self._near) ** view.zoomed
        count = self._values.within(view.opened * self._noise) if view.opened > 0 else 1
        self._draw_strands(now, view, scale * view.swollen, count)
        for arrow, side in zip(self.arrows, (-1.0, 1.0), strict=True):
            length = view.swollen * view.opened * self._wide * self._noise
            start = min(ARROW_FROM, length)
            arrow.draw(np.full(2, now.x), now.y + side * np.array([start, length]))
        for figure in self._figures:
            fade(figure, view.figures)
        for name in self._names:
            fade(name, view.named)
        return count

    def _draw_strands(self, now: Circle, view: View, scale: float, count: int) -> None:
        is_there = view.swollen > 0
        right = now.x + (1 - view.zoomed) * view.swollen * ENDS + view.zoomed * now.radius
        known = self._values.away[self.written[1:]]
        heights = now.y - view.parted * scale * known
        dots = view.swollen * max(1 - 3 * view.zoomed, 0.0)
        ends = heights if dots > 0 else NONE
        self._known.draw(now, heights if is_there and view.zoomed < 1 else NONE, right)
        self._ends.draw(np.full(len(ends), right), ends, DOT * dots)
        middle = np.array([now.y])
        self._own.draw(now, middle if is_there else NONE, right)
        end = middle if dots > 0 else NONE
        self._own_end.draw(np.full(len(end), right), end, OWN_DOT * dots)
        holes = self._holes() if view.named > 0 else []
        self._chips.draw(holes)
        every = now.y - scale * self._away if is_there and view.zoomed > 0 else NONE
        self._counted.draw(now, every[1:count], right, holes)
        self._others.draw(now, every[count:], right, holes)

    def _scale_of_nearest(self) -> float:
        """Return pixels a unit at which the nearest values fill the lens."""
        distances = self._values.distances[: NEAREST + 1]
        if distances[-1] == 0:
            return self._wide
        return max(CLOSE * self._end.radius / float(distances[-1]), self._wide)

    def _down(self, away: float, scale: float, size: float) -> float:
        return self._end.y - scale * away + size / 2

    def _noise_names(self, theme: Theme) -> list[Label]:
        half = self._wide * self._noise / 2
        return [
            Label(
                signed(side * self._noise), self._end.x + NAME_BESIDE + MARGIN,
                self._end.y - side * half + CODE_NUMBER / 2, size=CODE_NUMBER,
                colour=theme.foreground, weight="SemiBold", tabular=True,
            )
            for side in (1, -1)
        ]  # fmt: skip

    def _holes(self) -> list[Box]:
        """Return where strands leave room for the names of the noise."""
        half = self._wide * self._noise / 2
        left = self._end.x + NAME_BESIDE
        return [
            Box(
                left,
                self._end.y - side * half - CODE_NUMBER / 2 - MARGIN,
                left + name.width_in_pixels + 2 * MARGIN,
                self._end.y - side * half + CODE_NUMBER / 2 + MARGIN,
            )
            for side, name in zip((1, -1), self._names, strict=True)
        ]
